import type { CalendarDay } from "#lib/calendar-day.ts";
import type { DayTimeline } from "#timeline/timeline.ts";
import type { DaySummary, SiteInfo } from "./inputs.ts";
import { openingOf } from "./opening.ts";
import { wordsFor } from "./strings/words.ts";

/** Messages that a summary quotes; feeds show all of them, lists the first one. */
const openingCount = 3;

/** What lists, calendars and feeds say of a day; undefined when the day has nothing to show and so no page. */
export function toDaySummary(
  site: Pick<SiteInfo, "language">,
  day: CalendarDay,
  timeline: DayTimeline,
): DaySummary | undefined {
  if (timeline.items.length === 0) return undefined;
  return {
    day,
    messageCount: messageCountOf(timeline),
    partCount: partsOf(timeline).length,
    opening: openingOf(timeline.items, wordsFor(site.language), openingCount),
  };
}

/** Messages that are shown; removed ones and changes of the room are not counted. */
export function messageCountOf(timeline: DayTimeline): number {
  return timeline.items.filter(({ kind }) => kind === "message").length;
}

/** Parts that have a page, ascending: all up to the last one with something to show, so that published addresses stay. */
export function partsOf(timeline: DayTimeline): readonly number[] {
  const last = timeline.items.reduce((highest, { part }) => Math.max(highest, part), 1);
  return Array.from({ length: last }, (_, index) => index + 1);
}
