import type { Kysely } from "kysely";
import { isJsonObject, stringOr } from "#lib/json.ts";
import type { UserId } from "#matrix/ids.ts";
import { eraseEvents } from "./erase-events.ts";
import { deleteOwnMedia } from "./media-uses.ts";
import { eventsOfPerson, markDaysMentioning, markDaysOfPerson, roomsOfPerson } from "./people-tables.ts";
import type { Database } from "./schema.ts";
import type { WithPeople } from "./store.ts";

/**
 * Keeps a person out wherever they were seen, and remembers their names, to take them out of what others say to them. Gives how
 * many events lost their content.
 */
export async function keepOut(db: Kysely<Database>, user: UserId, how: WithPeople): Promise<number> {
  let count = 0;
  for (const room of await roomsOfPerson(db, user)) {
    await rememberNames(db, room, user);
    await markDaysOfPerson(db, room, user);
    if (how === "erase") count += await eraseEvents(db, room, await eventsOfPerson(db, room, user));
  }
  // A name that is not there is not asked for again.
  if (how === "erase") {
    await db.updateTable("profiles").set({ display_name: null, avatar: null }).where("user_id", "=", user).execute();
    await deleteOwnMedia(db, "all", user);
  }
  return count;
}

/** A rule that kept a person out is gone. Their names stay known while the operator's removal keeps them out. */
export async function letBack(db: Kysely<Database>, user: UserId): Promise<void> {
  for (const room of await roomsOfPerson(db, user)) await markDaysOfPerson(db, room, user);
  const removal = await db
    .selectFrom("removals")
    .select("target")
    .where("kind", "=", "user")
    .where("target", "=", user)
    .executeTakeFirst();
  if (removal !== undefined) return;
  await db.deleteFrom("withheld_names").where("user_id", "=", user).execute();
  await db.deleteFrom("profiles").where("user_id", "=", user).where("display_name", "is", null).execute();
}

async function rememberNames(db: Kysely<Database>, room: number, user: UserId): Promise<void> {
  const profiles = await db
    .selectFrom("profiles")
    .select("display_name")
    .where("room", "=", room)
    .where("user_id", "=", user)
    .execute();
  const members = await db
    .selectFrom("events")
    .select("content")
    .where("room", "=", room)
    .where("type", "=", "m.room.member")
    .where("state_key", "=", user)
    .execute();
  const names = [
    ...profiles.map((row) => row.display_name),
    ...members.map(({ content }) => {
      const value: unknown = JSON.parse(content);
      return isJsonObject(value) ? stringOr(value["displayname"]) : undefined;
    }),
  ];
  await writeWithheldNames(
    db,
    names.flatMap((name) => (name === null || name === undefined ? [] : [{ user, name }])),
  );
}

/** What mentions somebody under a name that is new here must be shown without it. */
export async function writeWithheldNames(
  db: Kysely<Database>,
  names: readonly { readonly user: UserId; readonly name: string }[],
): Promise<void> {
  const rows = names.filter(({ name }) => name.trim() !== "").map(({ user, name }) => ({ user_id: user, name }));
  if (rows.length === 0) return;
  const fresh = await db
    .insertInto("withheld_names")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning("user_id")
    .execute();
  for (const user of new Set(fresh.map((row) => row.user_id as UserId))) {
    for (const room of await roomsOfPerson(db, user)) await markDaysMentioning(db, room, user);
  }
}
