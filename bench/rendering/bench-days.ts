import type { CalendarDay } from "#lib/calendar-day.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

export type BenchDay = { readonly room: RoomKey; readonly slug: string; readonly day: CalendarDay };

/** More pages tell nothing more of what one page costs. */
const daysAtMost = 1000;

/** Days with a page, evenly taken from all rooms. */
export async function benchDays(store: StoreReader): Promise<readonly BenchDay[]> {
  const days: BenchDay[] = [];
  for (const { key, slug } of await store.readRooms()) {
    for (const { day } of await store.readDaySummaries(key)) days.push({ room: key, slug, day });
  }
  const step = Math.max(1, days.length / daysAtMost);
  return Array.from(
    { length: Math.min(days.length, daysAtMost) },
    (_, index) => days[Math.floor(index * step)],
  ).flatMap((day) => day ?? []);
}
