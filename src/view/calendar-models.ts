import type { CalendarDay } from "#lib/calendar-day.ts";

/**
 * 0: nothing; 1 to 4: a quarter each of the busiest day or month that the same page shows, so that a record elsewhere
 * changes no other page. Bars and cells take their look from this class alone.
 */
export type ActivityLevel = 0 | 1 | 2 | 3 | 4;

export type DayCell = {
  readonly day: CalendarDay;
  /** Day of the month as shown: "5". */
  readonly label: string;
  /** undefined: no page for this day. */
  readonly href: string | undefined;
  readonly messageCount: number;
  readonly level: ActivityLevel;
  /** For screen readers: "5 March 2024, 12 messages". */
  readonly description: string;
};

/** A month as a table: weeks of seven cells, Monday first; undefined pads the ends. */
export type MonthGrid = {
  readonly label: string;
  readonly href: string | undefined;
  readonly messageCount: number;
  readonly weekdays: readonly { readonly short: string; readonly long: string }[];
  readonly weeks: readonly (readonly (DayCell | undefined)[])[];
};
