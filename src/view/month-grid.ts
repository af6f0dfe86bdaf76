import { addDays, calendarDayOf, startOfDayMs, type CalendarDay } from "#lib/calendar-day.ts";
import { activityLevel } from "./activity.ts";
import type { DayCount } from "./inputs.ts";
import type { DayCell, MonthGrid } from "./models.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { dayPath, hrefFor, monthPath } from "./urls.ts";

export type MonthGridInput = {
  readonly siteUrl: string;
  readonly language: string;
  readonly slug: string;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Days that have a page; those of other months are passed over. */
  readonly days: readonly DayCount[];
  /** Messages of the busiest day that the levels are measured by. */
  readonly busiest: number;
  /** False on the month's own page, which does not link to itself. */
  readonly linked: boolean;
};

/** A month as weeks of seven cells, Monday first. UTC throughout: it looks the same east and west of Greenwich. */
export function monthGridFor(input: MonthGridInput): MonthGrid {
  const { siteUrl, language, slug, month } = input;
  const first = calendarDayOf(Date.parse(`${month}-01T00:00:00Z`));
  const counts = new Map(input.days.map(({ day, messageCount }) => [day, messageCount]));
  const padding: (DayCell | undefined)[] = Array.from({ length: (weekdayOf(first) + 6) % 7 }, () => undefined);
  const cells = [...padding, ...daysOfMonth(first).map((day) => dayCell(day, counts.get(day), input))];
  const inMonth = input.days.filter(({ day }) => day.startsWith(month));
  return {
    label: datesFor(language).month(month),
    href: input.linked && inMonth.length > 0 ? hrefFor(siteUrl, monthPath(slug, month)) : undefined,
    messageCount: inMonth.reduce((sum, { messageCount }) => sum + messageCount, 0),
    weekdays: datesFor(language).weekdays,
    weeks: weeksOf(cells),
  };
}

/** 0 for Sunday. */
function weekdayOf(day: CalendarDay): number {
  return new Date(startOfDayMs(day)).getUTCDay();
}

function daysOfMonth(first: CalendarDay): readonly CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day);
  return days;
}

function dayCell(day: CalendarDay, messageCount: number | undefined, input: MonthGridInput): DayCell {
  const dates = datesFor(input.language);
  const count = messageCount ?? 0;
  return {
    day,
    label: dates.dayNumber(day),
    href: messageCount === undefined ? undefined : hrefFor(input.siteUrl, dayPath(input.slug, day)),
    messageCount: count,
    level: activityLevel(count, input.busiest),
    description: `${dates.day(day)}, ${wordsFor(input.language).count("messages", count)}`,
  };
}

function weeksOf(cells: readonly (DayCell | undefined)[]): readonly (readonly (DayCell | undefined)[])[] {
  const weekCount = Math.ceil(cells.length / 7);
  return Array.from({ length: weekCount }, (_, week) =>
    Array.from({ length: 7 }, (__, index) => cells[week * 7 + index]),
  );
}
