import type { MessagesPage } from "#matrix/homeserver.ts";
import type { EventId } from "#matrix/ids.ts";
import { exceedsBrake } from "#publication/exceeds-brake.ts";
import type { RoomRecord } from "#store/records.ts";
import type { MissingEvents } from "./crawl-report.ts";
import type { RoomCrawl } from "./crawl-room.ts";
import { farEnough } from "./far-enough.ts";
import { trackMissing } from "./track-missing.ts";
import { walkBackward, type WalkContext, type WalkEnd } from "./walk.ts";

export type SweptRoom = {
  readonly end: WalkEnd;
  /** undefined: nothing was missing. */
  readonly missing: MissingEvents | undefined;
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
 * has and the server delivers no more goes too, once the walk has come to its end without a gap. One that was interrupted
 * begins anew.
 */
export async function sweepRoom(
  crawl: RoomCrawl,
  context: WalkContext,
  newestPage: MessagesPage | undefined,
): Promise<SweptRoom> {
  const { store, room } = crawl;
  const spans = await store.readSpans(context.key);
  const tracker = trackMissing(context.key);
  const end = await walkBackward(context, {
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
  });
  const isWhole = end.end === "start-of-history" || end.end === "far-enough";
  return { end, missing: isWhole ? await settleMissing(crawl, context, tracker.missing()) : undefined };
}

async function settleMissing(
  crawl: RoomCrawl,
  context: WalkContext,
  missing: readonly EventId[],
): Promise<MissingEvents | undefined> {
  const { store, crawlStartMs } = crawl;
  const outcome = missing.length === 0 ? undefined : await judgeMissing(crawl, context, missing);
  await store.transaction(async (tx) => {
    if (outcome === "deleted") context.tally.changed += await tx.deleteEvents(context.key, missing);
    await tx.writeSweep(context.key, { finishedAtMs: crawlStartMs, held: outcome === "held" ? missing.length : 0 });
  });
  return outcome && { events: missing.length, outcome };
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
