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

/** An event, its day, and one thing it points at; an event that points at several has a row for each. */
export type PointingRow = {
  readonly event_id: string;
  readonly day: string;
  readonly target: string | null;
  readonly kind: string | null;
};

/** Days of the events themselves, of what they point at, and of all that quotes or counts either of them. */
export async function daysShowing(
  db: Kysely<Database>,
  room: RoomKey,
  eventIds: readonly EventId[],
): Promise<ReadonlySet<CalendarDay>> {
  if (eventIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("events")
    .leftJoin("relations", "relations.source", "events.id")
    .select(["events.event_id", "events.day", "relations.target", "relations.kind"])
    .where("events.room", "=", room)
    .where("events.event_id", "in", eventIds)
    .execute();
  return daysAround(db, room, rows);
}

/** The same for events that are at hand, with everything they point at. */
export async function daysAround(
  db: Kysely<Database>,
  room: RoomKey,
  rows: readonly PointingRow[],
): Promise<ReadonlySet<CalendarDay>> {
  const targets = [...new Set(rows.flatMap(({ target }) => target ?? []))];
  const edited = rows.flatMap(({ target, kind }) => (kind === "replace" && target !== null ? [target] : []));
  const names = new Set([...rows.map((row) => row.event_id), ...edited]);
  const pointing = await readPointing(db, room, [...names]);
  // Whoever answers an edit means the message, so a message changes with all its names.
  const otherNames = pointing.filter(({ kind }) => kind === "replace").map((edit) => edit.event_id);
  const pointingAtThose = await readPointing(
    db,
    room,
    otherNames.filter((name) => !names.has(name)),
  );
  // Edits, reactions and votes have no line of their own: their day shows nothing of what they point at.
  const answers = [...pointing, ...pointingAtThose].filter(({ kind }) => kind !== "replace");
  const days = [...rows, ...(await readDaysOf(db, room, targets)), ...answers].map(({ day }) => day as CalendarDay);
  return new Set(days);
}

/** Answers to these events and edits of them. */
async function readPointing(db: Kysely<Database>, room: RoomKey, targets: readonly string[]) {
  if (targets.length === 0) return [];
  return db
    .selectFrom("relations")
    .innerJoin("events", "events.id", "relations.source")
    .select(["events.event_id", "events.day", "relations.kind"])
    .where("relations.target", "in", targets)
    .where("relations.kind", "in", ["replace", "reply", "thread"])
    .where("relations.room", "=", room)
    .execute();
}

async function readDaysOf(db: Kysely<Database>, room: RoomKey, eventIds: readonly string[]) {
  if (eventIds.length === 0) return [];
  return db.selectFrom("events").select("day").where("room", "=", room).where("event_id", "in", eventIds).execute();
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
