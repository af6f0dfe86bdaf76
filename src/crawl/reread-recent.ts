import { dayMs } from "#lib/calendar-day.ts";
import type { RoomRecord } from "#store/records.ts";
import type { RoomCrawl } from "./crawl-room.ts";
import { walkBackward, type LeftOff, type WalkContext } from "./walk.ts";

/** How far back known history is read again in every run that found something new: the delay and this much more. */
const windowMs = 2 * dayMs;
/** In the busiest room the window ends here; the next sweep finds the rest. */
const eventsAtMost = 5000;

/**
 * Reads on where the walk met what was known: what was redacted, emptied or came late in the last days is found with the
 * next run, not only with the next sweep. The newest page, which every run reads, is most of this window; a room in
 * which nothing happened costs no further request.
 */
export async function rereadRecent(
  { room, crawlStartMs, tally }: RoomCrawl,
  context: WalkContext,
  { firstCompleteAtMs }: RoomRecord,
  left: LeftOff | undefined,
): Promise<void> {
  const happened = tally.stored > 0 || tally.changed > 0;
  const floorMs = crawlStartMs - room.delayMs - windowMs;
  const isInside = (oldestTs: number | undefined) => oldestTs === undefined || oldestTs >= floorMs;
  if (left?.token === undefined || firstCompleteAtMs === undefined || !happened || !isInside(left.oldestTs)) return;
  const { seen } = tally;
  await walkBackward(context, {
    span: undefined,
    token: left.token,
    cursor: left.cursor,
    below: undefined,
    base: 0,
    connected: false,
    agesFromFirstSight: true,
    isSweep: true,
    isFarEnough: ({ oldestTs }) => !isInside(oldestTs) || tally.seen - seen >= eventsAtMost,
  });
}
