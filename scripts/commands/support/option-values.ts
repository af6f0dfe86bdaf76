import { InvalidArgumentError } from "commander";
import { parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";

export function parseDay(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  if (day === undefined) throw new InvalidArgumentError("Write a date such as 2024-02-29.");
  return day;
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError("Write a number from 0 to 65535.");
  return port;
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(count)) throw new InvalidArgumentError("Write a whole number.");
  return count;
}

/** For flags that may be repeated. */
export function collect(text: string, previous: unknown): readonly string[] {
  return [...(Array.isArray(previous) ? (previous as string[]) : []), text];
}
