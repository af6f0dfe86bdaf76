import type { Kysely } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { markDaysDirty, nextChange } from "./changes.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/** The room and those before it in its series, itself first: lists and calendars of the series are kept with the last of these. */
export async function roomsBefore(db: Kysely<Database>, room: RoomKey): Promise<readonly RoomKey[]> {
  const keys = [room];
  for (let current = room; ;) {
    const row = await db.selectFrom("rooms").select("follows").where("id", "=", current).executeTakeFirst();
    const before = row?.follows as RoomKey | null | undefined;
    if (before === null || before === undefined || keys.includes(before)) return keys;
    keys.push(before);
    current = before;
  }
}

/** All rooms that are or were shown together with this one, itself among them. */
export async function roomsOfSeries(db: Kysely<Database>, room: RoomKey): Promise<readonly RoomKey[]> {
  const keys = [...(await roomsBefore(db, room))];
  for (let at = 0; at < keys.length; at += 1) {
    const rows = await db
      .selectFrom("rooms")
      .select("id")
      .where("follows", "=", keys[at] ?? 0)
      .execute();
    for (const { id } of rows) if (!keys.includes(id as RoomKey)) keys.push(id as RoomKey);
  }
  return keys;
}

/**
 * Puts a room behind another one, or on its own. Whatever shows its days, and all pages of both series, change with that: among them are
 * those that say whether search engines may list them.
 */
export async function setFollows(db: Kysely<Database>, room: RoomKey, follows: RoomKey | undefined): Promise<void> {
  const before = await roomsBefore(db, room);
  const current = before[1];
  if (current === follows) return;
  const left = before.at(-1) ?? room;
  if (left !== room) {
    // The series that it leaves keeps lists of its days, by which alone their pages are known there.
    const rows = await db
      .selectFrom("days")
      .select("day")
      .where("room", "in", await behind(db, room))
      .execute();
    await markDaysDirty(
      db,
      left,
      rows.map(({ day }) => day as CalendarDay),
    );
    await db
      .updateTable("day_summaries")
      .set({ opening: "[]" })
      .where("room", "=", left)
      .where(
        "day",
        "in",
        rows.map(({ day }) => day),
      )
      .execute();
    await markSeriesDirty(db, room);
  }
  await db
    .updateTable("rooms")
    .set({ follows: follows ?? null, change: await nextChange(db) })
    .where("id", "=", room)
    .execute();
  if (follows !== undefined && (await hasDays(db, room))) await markSeriesDirty(db, room);
}

/** Marks all days of every room of a series. */
export async function markSeriesDirty(db: Kysely<Database>, room: RoomKey): Promise<void> {
  await db
    .updateTable("days")
    .set({ change: await nextChange(db) })
    .where("room", "in", await roomsOfSeries(db, room))
    .execute();
}

/** The room and those after it. */
async function behind(db: Kysely<Database>, room: RoomKey): Promise<readonly RoomKey[]> {
  const before = new Set((await roomsBefore(db, room)).slice(1));
  return (await roomsOfSeries(db, room)).filter((key) => !before.has(key));
}

async function hasDays(db: Kysely<Database>, room: RoomKey): Promise<boolean> {
  const row = await db.selectFrom("days").select("day").where("room", "=", room).limit(1).executeTakeFirst();
  return row !== undefined;
}
