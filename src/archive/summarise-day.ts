import { calendarDayOf, startOfDayMs, type CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { StoredEvent } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import { toDaySummary } from "#view/day-summary.ts";
import type { DaySummary, SiteInfo } from "#view/inputs.ts";
import { toSearchDay } from "#view/to-search-day.ts";
import type { SearchDay } from "#view/search-day.ts";
import type { PublishedRoom } from "./published-rooms.ts";
import { readDay } from "./read-day.ts";

/** What lists, calendars and search need of a day, made once when it changed. */
export type SummarisedDay = {
  /** undefined: nothing of the day is shown, it has no page. */
  readonly summary: DaySummary | undefined;
  readonly itemCount: number;
  readonly lastModified: CalendarDay;
  readonly searchDay: SearchDay;
  /** Parts to be fixed: of each line that has none yet. */
  readonly newParts: readonly { readonly eventId: EventId; readonly part: number }[];
};

export async function summariseDay(
  store: StoreReader,
  site: SiteInfo,
  room: PublishedRoom,
  day: CalendarDay,
): Promise<SummarisedDay> {
  const { timeline, rooms, parts } = await readDay(store, room, day);
  const drawn = rooms.flatMap(({ loaded }) => loaded.drawn);
  const storedParts = new Map(rooms.flatMap(({ loaded }) => [...loaded.storedParts]));
  return {
    summary: toDaySummary(site, day, timeline),
    itemCount: timeline.items.length,
    lastModified: lastModifiedOf(drawn, day),
    searchDay: toSearchDay(site, room.info, day, timeline),
    newParts: [...parts]
      .filter(([eventId]) => storedParts.get(eventId) === undefined)
      .map(([eventId, part]) => ({ eventId, part })),
  };
}

/** The day on which the newest change that the page shows became public: the later of first sight and eligibility. */
export function lastModifiedOf(drawn: readonly StoredEvent[], day: CalendarDay): CalendarDay {
  const times = drawn.map((one) => Math.max(one.eligibleAtMs, one.firstSeenAtMs, one.redactedAtMs ?? 0));
  return calendarDayOf(times.reduce((latest, ms) => Math.max(latest, ms), startOfDayMs(day)));
}
