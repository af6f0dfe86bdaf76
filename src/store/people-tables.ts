import type { Kysely } from "kysely";
import type { JsonObject } from "#lib/json.ts";
import type { EventId, UserId } from "#matrix/ids.ts";
import { mentionsIn, othersIn, relayedIn } from "#matrix/people-in.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { giveAliases } from "./alias-tables.ts";
import { daysShowing, markDaysDirty } from "./changes.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import { steadyBatches } from "./steady-queries.ts";

const idsAtATime = 1000;

/** Remembers who is in these events: senders, members and whoever is mentioned, so that no one who asks has to walk over events. */
export async function writePeople(
  db: Kysely<Database>,
  room: RoomKey,
  rows: readonly { readonly key: number; readonly event: RoomEvent }[],
): Promise<void> {
  const mentions = rows.flatMap(({ key, event }) =>
    [...new Set([...mentionsIn(event), ...relayedIn(event.content)])].map((user_id) => ({
      user_id,
      room,
      source: key,
    })),
  );
  const named = rows.flatMap(({ event }) => [event.sender, ...othersIn(event)]);
  const people = [...new Set([...named, ...mentions.map(({ user_id }) => user_id)])].map((user_id) => ({
    user_id,
    room,
  }));
  for (const some of steadyBatches(people)) {
    await db
      .insertInto("people")
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await giveAliases(
    db,
    room,
    people.map(({ user_id }) => user_id),
  );
  for (const some of steadyBatches(mentions)) {
    await db
      .insertInto("mentions")
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Everyone the store knows by id, in any room: those who opened a room to the world too. */
export async function readPeople(db: Kysely<Database>): Promise<readonly UserId[]> {
  const people = await db.selectFrom("people").select("user_id").distinct().execute();
  const openers = await db.selectFrom("grants").select("sender").distinct().execute();
  const ids = new Set([...people.map((row) => row.user_id), ...openers.map((row) => row.sender)]);
  return [...ids].toSorted() as UserId[];
}

/** What a person sent in a room, what a relay sent for them, and what tells of their membership. */
export async function eventsOfPerson(db: Kysely<Database>, room: RoomKey, user: UserId): Promise<readonly EventId[]> {
  const rows = db.selectFrom("events").select("event_id").where("room", "=", room);
  const sent = await rows.where("sender", "=", user).execute();
  const told = await rows.where("type", "=", "m.room.member").where("state_key", "=", user).execute();
  const naming = await db
    .selectFrom("mentions")
    .innerJoin("events", "events.id", "mentions.source")
    .select(["events.event_id", "events.content"])
    .where("mentions.user_id", "=", user)
    .where("mentions.room", "=", room)
    .execute();
  const relayed = naming.filter(({ content }) => relayedIn(JSON.parse(content) as JsonObject).includes(user));
  return [...new Set([...sent, ...told, ...relayed].map((row) => row.event_id as EventId))];
}

/** Marks every day that shows something of a person: what they said, what answers or quotes it, and what mentions them. */
export async function markDaysOfPerson(db: Kysely<Database>, room: RoomKey, user: UserId): Promise<void> {
  await markShown(db, room, await eventsOfPerson(db, room, user));
  await markDaysMentioning(db, room, user);
}

/** Marks every day that shows or quotes a message which mentions a person. */
export async function markDaysMentioning(db: Kysely<Database>, room: RoomKey, user: UserId): Promise<void> {
  const mentioning = await db
    .selectFrom("mentions")
    .innerJoin("events", "events.id", "mentions.source")
    .select("events.event_id")
    .where("mentions.user_id", "=", user)
    .where("mentions.room", "=", room)
    .execute();
  await markShown(
    db,
    room,
    mentioning.map((row) => row.event_id as EventId),
  );
}

async function markShown(db: Kysely<Database>, room: RoomKey, ids: readonly EventId[]): Promise<void> {
  for (let start = 0; start < ids.length; start += idsAtATime) {
    await markDaysDirty(db, room, await daysShowing(db, room, ids.slice(start, start + idsAtATime)));
  }
}

/** The rooms in which a person was seen. */
export async function roomsOfPerson(db: Kysely<Database>, user: UserId): Promise<readonly RoomKey[]> {
  const rows = await db.selectFrom("people").select("room").where("user_id", "=", user).execute();
  return rows.map((row) => row.room as RoomKey);
}
