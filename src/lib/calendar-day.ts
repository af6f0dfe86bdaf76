import type { Brand } from "./brand.ts";

/** A UTC calendar date, `YYYY-MM-DD`. Sorts as text. */
export type CalendarDay = Brand<string, "CalendarDay">;

export const dayMs = 86_400_000;

/** The UTC date of a time in milliseconds since 1970. The time must lie within the range of a JavaScript Date. */
export function calendarDayOf(timestampMs: number): CalendarDay {
  return new Date(timestampMs).toISOString().slice(0, 10) as CalendarDay;
}

/** Checks the form and that the date exists: `2024-02-30` gives undefined. */
export function parseCalendarDay(text: string): CalendarDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const start = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(start) || calendarDayOf(start) !== text ? undefined : (text as CalendarDay);
}

/** Midnight UTC at which the day begins, in milliseconds since 1970. */
export function startOfDayMs(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** Midnight UTC at which the day ends: the first millisecond of the next one. */
export function endOfDayMs(day: CalendarDay): number {
  return startOfDayMs(day) + dayMs;
}

export function addDays(day: CalendarDay, count: number): CalendarDay {
  return calendarDayOf(startOfDayMs(day) + count * dayMs);
}

/** `2024-03-05` → `{ year: "2024", month: "03", date: "05" }`. */
export function partsOfDay(day: CalendarDay): { year: string; month: string; date: string } {
  return { year: day.slice(0, 4), month: day.slice(5, 7), date: day.slice(8, 10) };
}
