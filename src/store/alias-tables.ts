import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { aliasFor, shortIdSaltFor } from "#lib/alias-for.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { UserId } from "#matrix/ids.ts";
import { nextChange } from "./changes.ts";
import type { Decision } from "./decisions.ts";
import { hidesNames } from "./hides-names.ts";
import { nameIn } from "./name-changes.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import type { Store, StoreReader } from "./store.ts";

type Verbs = Pick<StoreReader, "readAliases" | "readGivenNames" | "readShortIdSalt">;

/** Rooms that hide the names of their people: the aliases that stand for them, and what must be known to find the names. */
export function aliasTables(db: Kysely<Database>): Verbs {
  return {
    async readAliases(room) {
      const rows = await db
        .selectFrom("people")
        .innerJoin("aliases", "aliases.user_id", "people.user_id")
        .select(["aliases.user_id", "aliases.alias"])
        .where("people.room", "=", room)
        .execute();
      return new Map(rows.map((row) => [row.user_id as UserId, row.alias]));
    },
    async readGivenNames(room) {
      const members = await db
        .selectFrom("events")
        .select(["state_key", "day", "content", "redacted"])
        .where("room", "=", room)
        .where("type", "=", "m.room.member")
        .where("redacted", "=", 0)
        .execute();
      const profiles = await db.selectFrom("profiles").selectAll().where("room", "=", room).execute();
      const given = members.map((row) => ({ ...row, user: row.state_key, name: nameIn(row)?.displayName }));
      const now = profiles.map((row) => ({ user: row.user_id, day: undefined, name: row.display_name }));
      return [...given, ...now].flatMap(({ user, day, name }) =>
        user === null || name === null || name === undefined
          ? []
          : [{ userId: user as UserId, since: day as CalendarDay | undefined, name }],
      );
    },
    async readShortIdSalt(room) {
      return (await hidesNames(db, room)) ? shortIdSaltFor((await readSeed(db)) ?? "") : "";
    },
  };
}

/**
 * Makes a room one that hides the names of its people, for good: each gets an alias, and every event another short id, which nobody can
 * work out from its own. All its days change. A room that is one already costs a look.
 */
export function hideNamesWith(
  db: Kysely<Database>,
  decide: (decisions: readonly Decision[]) => Promise<void>,
): Store["hideNames"] {
  return async (room) => {
    if (await hidesNames(db, room)) return;
    // Kept beside the database as well: a store that is made anew gives the same names.
    if ((await readSeed(db)) === undefined) await decide([{ kind: "seed", seed: randomBytes(24).toString("hex") }]);
    await db.transaction().execute(async (tx) => {
      const change = await nextChange(tx);
      await tx.updateTable("rooms").set({ hides_names: 1, change }).where("id", "=", room).execute();
      const people = await tx.selectFrom("people").select("user_id").where("room", "=", room).execute();
      await giveAliases(
        tx,
        room,
        people.map((row) => row.user_id),
      );
      await saltShortIds(tx, room);
      await tx.updateTable("days").set({ change }).where("room", "=", room).execute();
    });
  };
}

/** Gives an alias to each of these people who has none, where their room hides names. Whoever has one keeps it for good. */
export async function giveAliases(db: Kysely<Database>, room: RoomKey, people: readonly string[]): Promise<void> {
  if (people.length === 0 || !(await hidesNames(db, room))) return;
  const seed = (await readSeed(db)) ?? "";
  for (const user_id of people.toSorted()) {
    const known = await db.selectFrom("aliases").select("alias").where("user_id", "=", user_id).executeTakeFirst();
    if (known === undefined)
      await db
        .insertInto("aliases")
        .values(await freeAlias(db, seed, user_id))
        .execute();
  }
}

async function freeAlias(db: Kysely<Database>, seed: string, user_id: string): Promise<Database["aliases"]> {
  for (let attempt = 0; ; attempt += 1) {
    const alias = aliasFor(seed, user_id, attempt);
    const taken = await db.selectFrom("aliases").select("alias").where("alias", "=", alias).executeTakeFirst();
    if (taken === undefined) return { user_id, alias };
  }
}

/** Some at a time: a room may have more events than fit into memory. */
const eventsAtATime = 5000;

async function saltShortIds(db: Kysely<Database>, room: RoomKey): Promise<void> {
  const salt = shortIdSaltFor((await readSeed(db)) ?? "");
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom("events")
      .select(["id", "event_id"])
      .where("room", "=", room)
      .where("id", ">", after)
      .orderBy("id")
      .limit(eventsAtATime)
      .execute();
    for (const { id, event_id } of rows) {
      await db
        .updateTable("events")
        .set({ short_id: shortIdFor(event_id, salt) })
        .where("id", "=", id)
        .execute();
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < eventsAtATime) return;
    after = last.id;
  }
}

async function readSeed(db: Kysely<Database>): Promise<string | undefined> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", "seed").executeTakeFirst();
  return row?.value;
}
