import type { CalendarDay } from "#lib/calendar-day.ts";
import { dateLocaleOf } from "#lib/date-locale.ts";

/** Dates as one language writes them; days are UTC days throughout. */
export type Dates = {
  /** "5 March 2024". */
  readonly day: (day: CalendarDay) => string;
  /** "Tuesday 5 March 2024". */
  readonly fullDay: (day: CalendarDay) => string;
  /** "5". */
  readonly dayNumber: (day: CalendarDay) => string;
  /** `2024-03` → "March 2024". */
  readonly month: (month: string) => string;
  /** `2024-03` → "March". */
  readonly monthName: (month: string) => string;
  /** `2024-03` → "Mar". */
  readonly shortMonthName: (month: string) => string;
  /** Seven, Monday first. */
  readonly weekdays: readonly { readonly short: string; readonly long: string }[];
};

const known = new Map<string, Dates>();

/** Kept for each language tag, because formatters are dear to make. */
export function datesFor(language: string): Dates {
  const kept = known.get(language);
  if (kept !== undefined) return kept;
  const dates = makeDates(language);
  known.set(language, dates);
  return dates;
}

function makeDates(language: string): Dates {
  const locale = dateLocaleOf(language);
  const writer = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", calendar: "gregory", ...options });
    return (day: string) => format.format(Date.parse(`${day}T00:00:00Z`));
  };
  const ofMonth = (options: Intl.DateTimeFormatOptions) => {
    const write = writer(options);
    return (month: string) => write(`${month}-01`);
  };
  const short = writer({ weekday: "narrow" });
  const long = writer({ weekday: "long" });
  return {
    day: writer({ day: "numeric", month: "long", year: "numeric" }),
    fullDay: writer({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    // A bare number: some languages would put a word after it.
    dayNumber: (day) => String(Number(day.slice(8))),
    month: ofMonth({ month: "long", year: "numeric" }),
    monthName: ofMonth({ month: "long" }),
    shortMonthName: ofMonth({ month: "short" }),
    // 1 January 2024 was a Monday.
    weekdays: Array.from({ length: 7 }, (_, index) => `2024-01-0${index + 1}`).map((day) => ({
      short: short(day),
      long: long(day),
    })),
  };
}
