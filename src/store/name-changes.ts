import type { Kysely } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { stringOr, type JsonObject } from "#lib/json.ts";
import { parseMxcUri, type EventId, type MxcUri, type UserId } from "#matrix/ids.ts";
import { daysShowing, markDaysDirty } from "./changes.ts";
import { markNamedDaysDirty } from "./hides-names.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/** What somebody is called from a place on; `below` undefined: until today. */
type Naming = { readonly user: UserId; readonly above: number; readonly below: number | undefined };

/**
 * The name that a member event gives; undefined: it gives none, and the one before it stays in force. That goes for a redacted
 * one too, whether it was redacted before it came or after.
 */
export function nameIn({
  content: text,
  redacted,
}: {
  readonly content: string;
  readonly redacted: number;
}): { readonly displayName: string | undefined; readonly avatar?: MxcUri } | undefined {
  const content = JSON.parse(text) as JsonObject;
  if (redacted === 1 || content["membership"] !== "join") return undefined;
  const avatar = parseMxcUri(content["avatar_url"]);
  return { displayName: stringOr(content["displayname"]), ...(avatar === undefined ? {} : { avatar }) };
}

/**
 * A member event that comes or goes between older ones renames what its person said from there to the next one, which says another
 * change now.
 */
export async function markNamesDirty(db: Kysely<Database>, room: RoomKey, eventIds: readonly EventId[]): Promise<void> {
  if (eventIds.length === 0) return;
  const members = await db
    .selectFrom("events")
    .select(["state_key", "position", "day"])
    .where("room", "=", room)
    .where("event_id", "in", eventIds)
    .where("type", "=", "m.room.member")
    .where("state_key", "is not", null)
    .execute();
  const spoken = new Set<EventId>();
  const nextDays = new Set<CalendarDay>();
  for (const { state_key, position } of members) {
    const user = state_key as UserId;
    const nextDay = await nextMemberDay(db, room, user, position);
    if (nextDay !== undefined) nextDays.add(nextDay);
    const naming = { user, above: position, below: await nextName(db, room, user, position) };
    for (const eventId of await spokenUnder(db, room, naming)) spoken.add(eventId);
  }
  await markShownDirty(db, room, [...spoken]);
  await markDaysDirty(db, room, nextDays);
  const [first] = members.map(({ day }) => day as CalendarDay).toSorted();
  if (first !== undefined) await markNamedDaysDirty(db, room, first);
}

/** Marks the days that show a person's current name: what they said before they ever gave one, and what quotes that. */
export async function markPersonDirty(db: Kysely<Database>, room: RoomKey, user: UserId): Promise<void> {
  const above = Number.MIN_SAFE_INTEGER;
  const spoken = await spokenUnder(db, room, { user, above, below: await nextName(db, room, user, above) });
  await markShownDirty(db, room, spoken);
  await markNamedDaysDirty(db, room, undefined);
}

async function spokenUnder(
  db: Kysely<Database>,
  room: RoomKey,
  { user, above, below }: Naming,
): Promise<readonly EventId[]> {
  const rows = await db
    .selectFrom("events")
    .select("event_id")
    .where("room", "=", room)
    .where("sender", "=", user)
    .where("position", ">", above)
    .where("position", "<", below ?? Number.MAX_SAFE_INTEGER)
    .execute();
  return rows.map((row) => row.event_id as EventId);
}

async function markShownDirty(db: Kysely<Database>, room: RoomKey, eventIds: readonly EventId[]): Promise<void> {
  const days = new Set<CalendarDay>();
  for (let start = 0; start < eventIds.length; start += 1000) {
    for (const day of await daysShowing(db, room, eventIds.slice(start, start + 1000))) days.add(day);
  }
  await markDaysDirty(db, room, days);
}

/** Where the next name of a person begins. Who only leaves and comes back in silence has many events that give none. */
async function nextName(
  db: Kysely<Database>,
  room: RoomKey,
  user: UserId,
  position: number,
): Promise<number | undefined> {
  let above = position;
  for (;;) {
    const rows = await db
      .selectFrom("events")
      .select(["position", "content", "redacted"])
      .where("room", "=", room)
      .where("type", "=", "m.room.member")
      .where("state_key", "=", user)
      .where("position", ">", above)
      .orderBy("position")
      .limit(20)
      .execute();
    const naming = rows.find((row) => nameIn(row) !== undefined);
    if (naming !== undefined) return naming.position;
    const last = rows.at(-1);
    if (last === undefined || rows.length < 20) return undefined;
    above = last.position;
  }
}

/** The day of a person's next member event above a place; what that one changed is told from the one below it. */
async function nextMemberDay(
  db: Kysely<Database>,
  room: RoomKey,
  user: UserId,
  above: number,
): Promise<CalendarDay | undefined> {
  const row = await db
    .selectFrom("events")
    .select("day")
    .where("room", "=", room)
    .where("type", "=", "m.room.member")
    .where("state_key", "=", user)
    .where("position", ">", above)
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
  return row?.day as CalendarDay | undefined;
}
