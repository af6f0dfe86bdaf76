import { calendarDayOf, dayMs, type CalendarDay } from "#lib/calendar-day.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** Matrix began in 2014: an older timestamp is a clock that was never set. */
export const firstPossibleMs = Date.UTC(2014, 0, 1);

export type Dated = { readonly day: CalendarDay; readonly timestampTrusted: boolean; readonly ageFromMs: number };

/** A timestamp that can be true: a whole number, not before Matrix existed, at most a day after the crawl. */
export function isPossibleTimestamp(originServerTs: number, crawlStartMs: number): boolean {
  return (
    Number.isSafeInteger(originServerTs) && originServerTs >= firstPossibleMs && originServerTs <= crawlStartMs + dayMs
  );
}

/**
 * The day of each event of a page, newest first: that of its own timestamp, or of its nearest newer neighbour (else the
 * nearest older one, else the crawl) when the timestamp is impossible. `ageFromMs` is the time a delay counts from.
 */
export function dateEvents(
  events: readonly Pick<RoomEvent, "originServerTs">[],
  { newerTs, crawlStartMs }: { newerTs: number | undefined; crawlStartMs: number },
): readonly Dated[] {
  const isPossible = (ts: number | undefined): ts is number =>
    ts !== undefined && isPossibleTimestamp(ts, crawlStartMs);
  const firstPossible = events.find((event) => isPossible(event.originServerTs))?.originServerTs;
  let neighbourTs = isPossible(newerTs) ? newerTs : (firstPossible ?? crawlStartMs);
  return events.map(({ originServerTs }) => {
    const timestampTrusted = isPossible(originServerTs);
    if (timestampTrusted) neighbourTs = originServerTs;
    return { day: calendarDayOf(neighbourTs), timestampTrusted, ageFromMs: neighbourTs };
  });
}
