import type { Kysely } from "kysely";
import type { EventId } from "#matrix/ids.ts";
import { daysShowing, markDaysDirty, readChange } from "./changes.ts";
import { eraseOpenings } from "./erase-content.ts";
import { markNamesDirty } from "./name-changes.ts";
import { deleteMediaUses, deleteOwnMedia } from "./media-uses.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readEventIds" | "readSweep"> & Pick<StoreWriter, "deleteEvents" | "writeSweep">;

const idsAtATime = 1000;

/** What the server has no more, and when that was looked for. `erased` is told when something went. */
export function missingEvents(db: Kysely<Database>, erased: () => void): Verbs {
  async function deleteSome(room: RoomKey, eventIds: readonly EventId[]): Promise<number> {
    const before = await readChange(db);
    await markDaysDirty(db, room, await daysShowing(db, room, eventIds));
    await markNamesDirty(db, room, eventIds);
    await eraseOpenings(db, room, before);
    const senders = await sendersOf(db, room, eventIds);
    await deleteMediaUses(db, room, eventIds);
    const rows = db.selectFrom("events").select("id").where("room", "=", room).where("event_id", "in", eventIds);
    await db.deleteFrom("relations").where("source", "in", rows).execute();
    await db.deleteFrom("mentions").where("source", "in", rows).execute();
    const { numDeletedRows } = await db
      .deleteFrom("events")
      .where("room", "=", room)
      .where("event_id", "in", eventIds)
      .executeTakeFirstOrThrow();
    await forgetNamesOf(db, room, senders);
    return Number(numDeletedRows);
  }

  return {
    async readEventIds(room, { from, below }) {
      const rows = await db
        .selectFrom("events")
        .select("event_id")
        .where("room", "=", room)
        .where("position", ">=", from)
        .where("position", "<", below)
        .execute();
      return rows.map((row) => row.event_id as EventId);
    },
    async readSweep(room) {
      const row = await db.selectFrom("sweeps").selectAll().where("room", "=", room).executeTakeFirst();
      return row && { finishedAtMs: row.finished_at, held: row.held };
    },
    async deleteEvents(room, eventIds) {
      let count = 0;
      for (let start = 0; start < eventIds.length; start += idsAtATime)
        count += await deleteSome(room, eventIds.slice(start, start + idsAtATime));
      if (count === 0) return 0;
      await narrowSpans(db, room);
      erased();
      return count;
    },
    async writeSweep(room, { finishedAtMs, held }) {
      const values = { room, finished_at: finishedAtMs, held };
      await db
        .insertInto("sweeps")
        .values(values)
        .onConflict((conflict) => conflict.column("room").doUpdateSet(values))
        .execute();
    },
  };
}

async function sendersOf(
  db: Kysely<Database>,
  room: RoomKey,
  eventIds: readonly EventId[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("events")
    .select("sender")
    .distinct()
    .where("room", "=", room)
    .where("event_id", "in", eventIds)
    .execute();
  return rows.map(({ sender }) => sender);
}

/** Who has nothing left in the room needs no name in it. */
async function forgetNamesOf(db: Kysely<Database>, room: RoomKey, senders: readonly string[]): Promise<void> {
  const forgotten = await db
    .deleteFrom("profiles")
    .where("room", "=", room)
    .where("user_id", "in", senders)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("events")
            .select("events.id")
            .where("events.room", "=", room)
            .whereRef("events.sender", "=", "profiles.user_id"),
        ),
      ),
    )
    .returning("user_id")
    .execute();
  for (const { user_id } of forgotten) await deleteOwnMedia(db, room, user_id);
}

/** A span ends where its events do: a walk knows it again by its ends. One that has lost all of them keeps its place. */
async function narrowSpans(db: Kysely<Database>, room: RoomKey): Promise<void> {
  const spans = await db.selectFrom("spans").selectAll().where("room", "=", room).execute();
  for (const { id, newest_position, oldest_position } of spans) {
    const within = await db
      .selectFrom("events")
      .select(({ fn }) => [
        fn.min<number | null>("position").as("oldest"),
        fn.max<number | null>("position").as("newest"),
      ])
      .where("room", "=", room)
      .where("position", ">=", oldest_position)
      .where("position", "<=", newest_position)
      .executeTakeFirstOrThrow();
    if (within.oldest === null || within.newest === null) continue;
    await db
      .updateTable("spans")
      .set({ newest_position: within.newest, oldest_position: within.oldest })
      .where("id", "=", id)
      .execute();
  }
}
