import type { Kysely } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/** Lists show how a day begins: words that were taken back must not wait there for the next build. */
export async function forgetOpenings(db: Kysely<Database>, room: RoomKey, days: Iterable<CalendarDay>): Promise<void> {
  const all = [...days];
  for (let start = 0; start < all.length; start += 1000) {
    await db
      .updateTable("day_summaries")
      .set({ opening: "[]" })
      .where("room", "=", room)
      .where("day", "in", all.slice(start, start + 1000))
      .execute();
  }
}
