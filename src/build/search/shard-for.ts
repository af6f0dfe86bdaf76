import type { CalendarDay } from "#lib/calendar-day.ts";
import { calendarDayOf, partsOfDay } from "#lib/calendar-day.ts";

/** The stretch of a room's days that is indexed together: a closed year, or a month of the current year. */
export type SearchShard = {
  readonly slug: string;
  /** `YYYY` or `YYYY-MM`. */
  readonly period: string;
};

/**
 * The shard of a day. `currentYear` (`YYYY`) is the year of the room's cutoff: data, not the clock, so that a build from
 * nothing gives the same shards. Days of that year and later ones are indexed by month, earlier ones by year.
 */
export function shardFor(slug: string, day: CalendarDay, currentYear: string): SearchShard {
  const { year, month } = partsOfDay(day);
  return { slug, period: year >= currentYear ? `${year}-${month}` : year };
}

/** First and last calendar day that belong to the shard. */
export function daysOfShard({ period }: SearchShard): { readonly first: CalendarDay; readonly last: CalendarDay } {
  const [year, month] = period.split("-").map(Number);
  const first = Date.UTC(year ?? 0, (month ?? 1) - 1);
  const afterLast = month === undefined ? Date.UTC((year ?? 0) + 1, 0) : Date.UTC(year ?? 0, month);
  return { first: calendarDayOf(first), last: calendarDayOf(afterLast - 1) };
}
