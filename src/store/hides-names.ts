import type { Kysely } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { nextChange } from "./changes.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import { roomsOfSeries } from "./series-tables.ts";

/** True for rooms in which aliases stand for people. */
export async function hidesNames(db: Kysely<Database>, room: RoomKey): Promise<boolean> {
  const row = await db.selectFrom("rooms").select("hides_names").where("id", "=", room).executeTakeFirst();
  return row?.hides_names === 1;
}

/** Where names are hidden, one that comes or goes may stand in any message from that day on; undefined: in any at all. */
export async function markNamedDaysDirty(
  db: Kysely<Database>,
  room: RoomKey,
  since: CalendarDay | undefined,
): Promise<void> {
  if (!(await hidesNames(db, room))) return;
  await db
    .updateTable("days")
    .set({ change: await nextChange(db) })
    .where("room", "in", await roomsOfSeries(db, room))
    .where("day", ">=", since ?? "")
    .execute();
}
