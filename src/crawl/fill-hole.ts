import type { RoomEvent } from "#matrix/room-event.ts";
import type { SpanRecord } from "#store/records.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import { ingestPage } from "./ingest-page.ts";
import { recordGhosts, withoutGhosts } from "./ghost-share.ts";
import { judgePage } from "./judge-page.ts";
import { placeGap } from "./place-events.ts";
import { countEvents, countStored } from "./tally.ts";
import { settleGhosts } from "./settle-ghosts.ts";
import type { WalkContext } from "./walk.ts";

export type FilledHole = {
  /** The older span as it is now. */
  readonly span: SpanRecord;
  /** True when it has become one with the newer span. */
  readonly closed: boolean;
};

/**
 * Tries a hole from its older side: pages forward from the newest event of the older span. What comes joins that span, and where
 * the newer one is met the two become one. Ends quietly where the server fails again.
 */
export async function fillFromOlderSide(
  context: WalkContext,
  newer: SpanRecord,
  older: SpanRecord,
): Promise<FilledHole> {
  const { store, key, roomId, homeserver, tally } = context;
  const newest = await store.readEventIdAt(key, older.newestPosition);
  const anchor = newest && (await homeserver.fetchContext(roomId, newest));
  let token = anchor?.start;
  let span = older;
  const seenTokens = new Set<string>();
  let before: RoomEvent | undefined;
  while (token !== undefined && !seenTokens.has(token) && context.signal?.aborted !== true) {
    seenTokens.add(token);
    const page = await tryPage(context, token);
    if (page === undefined) break;
    const events = countEvents(page, tally).toReversed();
    const known = await store.readKnown(
      key,
      [...events, ...(before === undefined ? [] : [before])].map(({ eventId }) => eventId),
    );
    const publicEvents = await judgePage(context, events, known, { below: undefined, older: before });
    const judged = withoutGhosts(publicEvents, context.ghosts);
    before = events[0] ?? before;
    const below = span;
    const { ingested, joined } = await store.transaction(async (tx) => {
      const base = below.newestPosition + placeGap * (events.length + 1);
      const newerTs = await tx.readOldestTs(key, newer.oldestPosition);
      const stored = await ingestPage(tx, key, judged, {
        cursor: undefined,
        base,
        crawlStartMs: context.crawlStartMs,
        agesFromFirstSight: false,
        newerTs,
        keep: context.keep,
      });
      if (await recordGhosts(tx, key, publicEvents, context.ghosts)) await settleGhosts(tx, roomId, context.ghosts);
      // Read again: places may have been shifted to make room.
      const spans = await tx.readSpans(key);
      const above = spans.find((one) => one.key === newer.key) ?? newer;
      const own = spans.find((one) => one.key === below.key) ?? below;
      const positions = stored.places.map(({ position }) => position);
      const meets = positions.includes(above.oldestPosition);
      const newestPosition = meets ? above.newestPosition : Math.max(own.newestPosition, ...positions);
      const wider = { ...own, newestPosition, connected: own.connected || (meets && above.connected) };
      if (meets) await tx.deleteSpan(above.key);
      await tx.writeSpan(key, wider);
      return { ingested: stored, joined: { span: wider, meets } };
    });
    countStored(tally, judged, ingested);
    context.onPage();
    span = joined.span;
    if (joined.meets) return { span, closed: true };
    token = page.end;
  }
  return { span, closed: false };
}

async function tryPage(context: WalkContext, token: string) {
  try {
    return await fetchPage(context, token, "forward");
  } catch (error) {
    if (isUndeliverable(error)) return undefined;
    throw error;
  }
}
