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

/** Days of the events themselves and of all that show something of them: answers to them and what they point at. */
export async function daysShowing(
  db: Kysely<Database>,
  room: RoomKey,
  eventIds: readonly EventId[],
): Promise<CalendarDay[]> {
  const own = db.selectFrom("events").select("day").where("room", "=", room).where("event_id", "in", eventIds);
  const pointingHere = db
    .selectFrom("relations")
    .innerJoin("events", "events.id", "relations.source")
    .select("events.day")
    .where("relations.target", "in", eventIds)
    .where("relations.room", "=", room);
  const pointedAt = db
    .selectFrom("events as source")
    .innerJoin("relations", "relations.source", "source.id")
    .innerJoin("events as target", "target.event_id", "relations.target")
    .select("target.day as day")
    .where("source.event_id", "in", eventIds)
    .where("relations.room", "=", room);
  // An edit changes its target, and with it every quote of the target: one step further.
  const quotesOfPointedAt = db
    .selectFrom("events as source")
    .innerJoin("relations", "relations.source", "source.id")
    .innerJoin("relations as answer", "answer.target", "relations.target")
    .innerJoin("events as quoting", "quoting.id", "answer.source")
    .select("quoting.day as day")
    .where("source.event_id", "in", eventIds)
    .where("relations.kind", "=", "replace")
    .where("answer.kind", "in", ["reply", "thread"]);
  const rows = await own.union(pointingHere).union(pointedAt).union(quotesOfPointedAt).execute();
  return rows.map((row) => row.day as CalendarDay);
}
