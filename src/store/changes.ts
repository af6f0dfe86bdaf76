import { sql, type Kysely } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/** Takes the next change number. Every transaction that touches what readers see marks it with one. */
export async function nextChange(db: Kysely<Database>): Promise<number> {
  const row = await db
    .updateTable("meta")
    .set({ value: sql<string>`cast(cast(value as integer) + 1 as text)` })
    .where("key", "=", "change")
    .returning("value")
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

export async function readChange(db: Kysely<Database>): Promise<number> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", "change").executeTakeFirstOrThrow();
  return Number(row.value);
}

export async function markDaysDirty(db: Kysely<Database>, room: RoomKey, days: Iterable<CalendarDay>): Promise<void> {
  const unique = [...new Set(days)];
  if (unique.length === 0) return;
  const change = await nextChange(db);
  for (let start = 0; start < unique.length; start += 1000) {
    await db
      .insertInto("days")
      .values(unique.slice(start, start + 1000).map((day) => ({ room, day, change })))
      .onConflict((conflict) => conflict.columns(["room", "day"]).doUpdateSet({ change }))
      .execute();
  }
}

/** Days of the events themselves, of what they point at, and of all that quotes or counts either of them. */
export async function daysShowing(
  db: Kysely<Database>,
  room: RoomKey,
  eventIds: readonly EventId[],
): Promise<CalendarDay[]> {
  if (eventIds.length === 0) return [];
  const edited = await editedBy(db, room, eventIds);
  // Whoever answers an edit means the message, so a message changes with all its names.
  const names = [...eventIds, ...edited, ...(await editsOf(db, room, [...eventIds, ...edited]))];
  const own = db.selectFrom("events").select("day").where("room", "=", room).where("event_id", "in", eventIds);
  const pointedAt = db
    .selectFrom("events as source")
    .innerJoin("relations", "relations.source", "source.id")
    .innerJoin("events as target", "target.event_id", "relations.target")
    .select("target.day as day")
    .where("source.event_id", "in", eventIds)
    .where("relations.room", "=", room)
    .where("target.room", "=", room);
  const pointingHere = db
    .selectFrom("relations")
    .innerJoin("events", "events.id", "relations.source")
    .select("events.day")
    .where("relations.target", "in", names)
    // Edits, reactions and votes have no line of their own: their day shows nothing of what they point at.
    .where("relations.kind", "in", ["reply", "thread"])
    .where("relations.room", "=", room);
  const rows = await own.union(pointedAt).union(pointingHere).execute();
  return rows.map((row) => row.day as CalendarDay);
}

/** The edits of these events that the archive has. */
export async function editsOf(
  db: Kysely<Database>,
  room: RoomKey,
  eventIds: readonly EventId[],
): Promise<readonly EventId[]> {
  const rows = await db
    .selectFrom("relations")
    .innerJoin("events", "events.id", "relations.source")
    .select("events.event_id")
    .where("relations.target", "in", eventIds)
    .where("relations.kind", "=", "replace")
    .where("relations.room", "=", room)
    .execute();
  return rows.map((row) => row.event_id as EventId);
}

async function editedBy(db: Kysely<Database>, room: RoomKey, edits: readonly EventId[]): Promise<readonly EventId[]> {
  const rows = await db
    .selectFrom("events")
    .innerJoin("relations", "relations.source", "events.id")
    .select("relations.target")
    .where("events.event_id", "in", edits)
    .where("relations.kind", "=", "replace")
    .where("relations.room", "=", room)
    .execute();
  return rows.map((row) => row.target as EventId);
}
