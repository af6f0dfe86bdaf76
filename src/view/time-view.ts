import type { CalendarDay } from "#lib/calendar-day.ts";
import type { TimeView } from "./models.ts";
import type { Words } from "./strings/words.ts";

type Timed = { readonly originServerTs: number; readonly timestampTrusted: boolean };

/** A time of day in UTC; where the sender's clock was impossible only the day is known, and it is a neighbour's. */
export function timeViewFor(timed: Timed, day: CalendarDay, words: Words): TimeView {
  const iso = isoTimeOf(timed, day);
  return iso === day
    ? { iso, label: words.text.timeUnknown, trusted: false }
    : { iso, label: iso.slice(11, 16), trusted: true };
}

/** ISO 8601 to the second; the bare date where the clock cannot be trusted. */
export function isoTimeOf({ originServerTs, timestampTrusted }: Timed, day: CalendarDay): string {
  const isKnown = timestampTrusted && Math.abs(originServerTs) <= dateLimitMs;
  return isKnown ? `${new Date(originServerTs).toISOString().slice(0, 19)}Z` : day;
}

/** A Date holds no more milliseconds than this (ECMAScript, "Time Values"). */
const dateLimitMs = 8.64e15;
