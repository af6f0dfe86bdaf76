import type { MessagesPage } from "#matrix/homeserver.ts";
import type { EventId } from "#matrix/ids.ts";
import { exceedsBrake } from "#publication/exceeds-brake.ts";
import type { RoomRecord } from "#store/records.ts";
import type { MissingEvents, UnaskedStretch } from "./crawl-report.ts";
import type { RoomCrawl } from "./crawl-room.ts";
import { farEnough } from "./far-enough.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import { landBelow } from "./land-below.ts";
import { trackMissing, type MissingTracker } from "./track-missing.ts";
import { walkBackward, type WalkContext, type WalkEnd, type WalkStart } from "./walk.ts";

export type SweptRoom = {
  readonly end: WalkEnd;
  /** undefined: nothing was missing. */
  readonly missing: MissingEvents | undefined;
  /** Known history that the server could not be asked about. */
  readonly unasked: readonly UnaskedStretch[];
};

/** Asked for, or the last one is too long ago. A crawl that is wanted for some days only sweeps when it is told to. */
export async function isSweepDue(
  { store, config, crawlStartMs, window, full, confirmDeletions }: RoomCrawl,
  { key, archivedSinceMs }: RoomRecord,
): Promise<boolean> {
  if (full || confirmDeletions) return true;
  if (window.since !== undefined || window.until !== undefined) return false;
  const before = (await store.readSweep(key))?.finishedAtMs ?? archivedSinceMs;
  return before + config.publication.sweepMs <= crawlStartMs;
}

/**
 * From the live end to the start once more, over events that are known: nothing but what changed is written. What the archive
 * has and the server delivers no more goes too, once the walk has come to its end. A stretch that the server cannot deliver is
 * stepped over: what is known of it was not asked for, and stays. A sweep that was interrupted begins anew.
 */
export async function sweepRoom(
  crawl: RoomCrawl,
  context: WalkContext,
  newestPage: MessagesPage | undefined,
): Promise<SweptRoom> {
  const { store, room } = crawl;
  const spans = await store.readSpans(context.key);
  const tracker = trackMissing(context.key);
  const start: WalkStart = {
    span: spans.at(-1),
    token: undefined,
    below: context.grantNow,
    base: 0,
    connected: false,
    agesFromFirstSight: true,
    firstPage: newestPage,
    isFarEnough: farEnough(room.since),
    isSweep: true,
    onSwept: tracker.onPage,
  };
  const { end, isWhole, unasked } = await walkOverGaps(context, tracker, start);
  return { end, missing: isWhole ? await settleMissing(crawl, context, tracker) : undefined, unasked };
}

type Walked = {
  readonly end: WalkEnd;
  /** All that could be asked for was asked for. */
  readonly isWhole: boolean;
  readonly unasked: readonly UnaskedStretch[];
};

async function walkOverGaps(context: WalkContext, tracker: MissingTracker, start: WalkStart): Promise<Walked> {
  const unasked: UnaskedStretch[] = [];
  let end = await walkBackward(context, start);
  while (end.end === "undeliverable") {
    const mark = tracker.reached();
    if (mark === undefined) return { end, isWhole: false, unasked };
    const { message: reason } = end.error;
    const landing = await landBelow(context, mark);
    if (landing.kind !== "landed") {
      tracker.leaveGap(undefined);
      if (landing.kind === "none") unasked.push({ newerTs: landing.newerTs, olderTs: undefined, reason });
      return { end, isWhole: landing.kind === "nothing-below" || (await answers(context)), unasked };
    }
    tracker.leaveGap(landing.eventId, landing.absent);
    if (landing.skipped !== undefined) unasked.push({ ...landing.skipped, reason });
    const { cursor, page: firstPage } = landing;
    end = await walkBackward(context, { ...start, below: undefined, cursor, firstPage });
  }
  return { end, isWhole: end.end === "start-of-history" || end.end === "far-enough", unasked };
}

/** A server that is away altogether tells nothing about any stretch. */
async function answers(context: WalkContext): Promise<boolean> {
  try {
    await fetchPage(context, undefined);
    return true;
  } catch (error) {
    if (isUndeliverable(error)) return false;
    throw error;
  }
}

async function settleMissing(
  crawl: RoomCrawl,
  context: WalkContext,
  tracker: MissingTracker,
): Promise<MissingEvents | undefined> {
  const { store, crawlStartMs } = crawl;
  const present = await presentAmong(context, tracker.doubtful());
  const missing = tracker.missing().filter((eventId) => !present.has(eventId));
  const outcome = missing.length === 0 ? undefined : await judgeMissing(crawl, context, missing);
  await store.transaction(async (tx) => {
    if (outcome === "deleted") context.tally.changed += await tx.deleteEvents(context.key, missing);
    await tx.writeSweep(context.key, { finishedAtMs: crawlStartMs, held: outcome === "held" ? missing.length : 0 });
  });
  return outcome && { events: missing.length, outcome };
}

/** More than these are not asked for one by one: a later sweep begins where they are gone. */
const askedAtMost = 200;

/** Beside a gap the server may have put them into it: each is asked for alone, and stays unless the server says no. */
async function presentAmong(
  { homeserver, roomId }: WalkContext,
  doubtful: readonly EventId[],
): Promise<ReadonlySet<EventId>> {
  const present = new Set(doubtful);
  for (const eventId of doubtful.slice(0, askedAtMost)) {
    try {
      if ((await homeserver.fetchEvent(roomId, eventId)) === undefined) present.delete(eventId);
    } catch (error) {
      if (!isUndeliverable(error)) throw error;
    }
  }
  return present;
}

async function judgeMissing(
  { store, config, confirmDeletions }: RoomCrawl,
  { key, roomId, homeserver }: WalkContext,
  missing: readonly EventId[],
): Promise<MissingEvents["outcome"]> {
  for (const eventId of sampleOf(missing)) {
    if ((await homeserver.fetchEvent(roomId, eventId)) !== undefined) return "still-there";
  }
  const { events } = await store.readCounts(key);
  return exceedsBrake(missing.length, events, config.publication.brake) && !confirmDeletions ? "held" : "deleted";
}

/** One of each end and one between: a walk that broke off would lack them all. */
function sampleOf(missing: readonly EventId[]): ReadonlySet<EventId> {
  const places = [0, Math.floor(missing.length / 2), missing.length - 1];
  return new Set(places.flatMap((place) => missing[place] ?? []));
}
