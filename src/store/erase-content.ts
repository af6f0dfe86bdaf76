import { sql, type Kysely } from "kysely";
import type { EventId } from "#matrix/ids.ts";
import { daysShowing, markDaysDirty, readChange } from "./changes.ts";
import { deleteMediaUses } from "./media-uses.ts";
import { markNamesDirty } from "./name-changes.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import { roomsBefore } from "./series-tables.ts";

/** Empties these events and marks every day that shows something of them. Gives how many there are. */
export async function eraseContent(db: Kysely<Database>, room: RoomKey, eventIds: readonly EventId[]): Promise<number> {
  const before = await readChange(db);
  const days = await daysShowing(db, room, eventIds);
  const result = await db
    .updateTable("events")
    .set({ content: "{}" })
    .where("room", "=", room)
    .where("event_id", "in", eventIds)
    // What a change of visibility sets decides over other events.
    .where("type", "!=", "m.room.history_visibility")
    .executeTakeFirst();
  await eraseMentions(db, room, eventIds);
  await deleteMediaUses(db, room, eventIds);
  await markDaysDirty(db, room, days);
  await markNamesDirty(db, room, eventIds);
  await eraseOpenings(db, room, before);
  return Number(result.numUpdatedRows);
}

/** The first words of days that changed since: they are copies of content and names. The next build writes them anew. */
export async function eraseOpenings(db: Kysely<Database>, room: RoomKey, since: number): Promise<void> {
  // By the number of the change, not by the room: few days have changed since, and a room may have many.
  const changed = db
    .selectFrom("days")
    .select("day")
    .where("change", ">", since)
    .where(sql<boolean>`+room = ${room}`);
  await db
    .updateTable("day_summaries")
    .set({ opening: "[]" })
    .where("room", "in", await roomsBefore(db, room))
    .where("day", "in", changed)
    .execute();
}

/** What an event without content pointed at is gone with it. */
export async function eraseRelations(db: Kysely<Database>, eventIds: readonly EventId[]): Promise<void> {
  await db
    .deleteFrom("relations")
    .where("source", "in", (query) => query.selectFrom("events").select("id").where("event_id", "in", eventIds))
    .execute();
}

/** Whom an event mentions is content too. */
async function eraseMentions(db: Kysely<Database>, room: RoomKey, eventIds: readonly EventId[]): Promise<void> {
  const ofRoom = db.selectFrom("events").select("id").where("room", "=", room).where("event_id", "in", eventIds);
  await db.deleteFrom("mentions").where("source", "in", ofRoom).execute();
}
