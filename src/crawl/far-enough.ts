import { startOfDayMs, type CalendarDay } from "#lib/calendar-day.ts";
import type { RoomKey, SpanRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

/** How far a walk has come. */
export type Reached = {
  /** Time of the oldest event of the page that was read. */
  readonly oldestTs: number | undefined;
  /** Times of the oldest events of the known span that the walk has arrived in; undefined: it read a page. */
  readonly knownTimes: readonly number[] | undefined;
  /** Everything that arrived since the room's first crawl is known. */
  readonly connected: boolean;
};

export type FarEnough = (reached: Reached) => boolean;

/** As many events of a known span must be older: as many as make two spans one. */
const witnesses = 20;

/**
 * May a walk end that is wanted down to a day? One event out of its time proves nothing: two whole pages in a row must end
 * before the day, or the oldest events of a span that was walked before. undefined: it is wanted down to the start.
 */
export function farEnough(since: CalendarDay | undefined): FarEnough | undefined {
  if (since === undefined) return undefined;
  const floorMs = startOfDayMs(since);
  let pages = 0;
  return ({ oldestTs, knownTimes }) => {
    if (knownTimes !== undefined) return knownTimes.length === witnesses && knownTimes.every((ts) => ts < floorMs);
    pages = oldestTs !== undefined && oldestTs < floorMs ? pages + 1 : 0;
    return pages >= 2;
  };
}

/** What a walk has reached when it arrives in a span that is known. */
export async function reachedSpan(store: StoreReader, room: RoomKey, span: SpanRecord): Promise<Reached> {
  const knownTimes = await store.readOldestTimes(room, span, witnesses);
  return { oldestTs: knownTimes[0], knownTimes, connected: span.connected };
}
