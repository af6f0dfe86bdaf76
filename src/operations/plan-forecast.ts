import { dayMs, partsOfDay, startOfDayMs, type CalendarDay } from "#lib/calendar-day.ts";
import { hostFitsFor } from "./host-limits.ts";
import type { PlanForecast } from "./plan-report.ts";

/** What is known of a room before it is fetched. */
export type ForecastRoom = {
  readonly first: CalendarDay;
  readonly last: CalendarDay;
  readonly messagesPerDay: number;
};

/** Messages on one page of a day, at most. */
const messagesPerPage = 500;

/** What the parts of a site come to, rounded up from what a build of the sample community writes. */
const costs = {
  /** Home, about, search, 404, feed, site map, styles, scripts, and the search engine. */
  site: { files: 60, sizeBytes: 250_000 },
  /** Its page, about, search, feed, site map. */
  room: { files: 5, sizeBytes: 45_000 },
  /** Its page and its site map. */
  year: { files: 2, sizeBytes: 50_000 },
  /** Its page, and a search index in two languages. */
  month: { files: 13, sizeBytes: 20_000 },
  /** A page of a day, and what search shows of it. */
  dayPage: { files: 2, sizeBytes: 7000 },
  /** On its page, and in the search index. */
  message: { files: 0, sizeBytes: 1200 },
} as const;

/**
 * What the site would come to if there were a page for each day, all as busy as the newest messages: more than it will be,
 * unless a room was busier once. undefined where the history of no room is known.
 */
export function forecastFor(rooms: readonly ForecastRoom[]): PlanForecast | undefined {
  if (rooms.length === 0) return undefined;
  let days = 0;
  let files: number = costs.site.files;
  let sizeBytes: number = costs.site.sizeBytes;
  for (const { first, last, messagesPerDay } of rooms) {
    const roomDays = Math.round((startOfDayMs(last) - startOfDayMs(first)) / dayMs) + 1;
    const counts = {
      room: 1,
      year: yearOf(last) - yearOf(first) + 1,
      month: monthOf(last) - monthOf(first) + 1,
      dayPage: roomDays * Math.max(1, Math.ceil(messagesPerDay / messagesPerPage)),
      message: roomDays * messagesPerDay,
    };
    days += roomDays;
    for (const [part, count] of Object.entries(counts) as [keyof typeof counts, number][]) {
      files += count * costs[part].files;
      sizeBytes += count * costs[part].sizeBytes;
    }
  }
  sizeBytes = Math.ceil(sizeBytes);
  return {
    days,
    files,
    sizeBytes,
    basis: "a page for every day, each as busy as the newest messages; media not counted",
    hosts: hostFitsFor({ files, sizeBytes }),
  };
}

function yearOf(day: CalendarDay): number {
  return Number(partsOfDay(day).year);
}

/** Months since the year 0. */
function monthOf(day: CalendarDay): number {
  return yearOf(day) * 12 + Number(partsOfDay(day).month);
}
