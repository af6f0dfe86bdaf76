import type { MessagesPage } from "#matrix/homeserver.ts";
import { publishableBeforeMs } from "#publication/judge-event.ts";
import type { RoomRecord } from "#store/records.ts";
import type { StoreReader, StoreWriter } from "#store/store.ts";
import type { RoomCrawl } from "./crawl-room.ts";
import { farEnough } from "./far-enough.ts";
import { spanGap } from "./place-events.ts";
import { walkWithSteps } from "./step-over.ts";
import { walkDownTo, walkWindow } from "./walk-window.ts";
import type { WalkContext, WalkEnd, WalkStart } from "./walk.ts";

export type RoomToRead = { readonly record: RoomRecord; readonly newestPage: MessagesPage | undefined };

/** The live end first, then the wanted window, or everything down to the configured day. */
export async function walkHistory(
  crawl: RoomCrawl,
  context: WalkContext,
  { record, newestPage, onMet }: RoomToRead & Pick<WalkStart, "onMet">,
): Promise<WalkEnd> {
  const { window, store } = crawl;
  const spans = await store.readSpans(record.key);
  const top = await store.readPositionAround(record.key, Number.MAX_SAFE_INTEGER);
  const live: WalkStart = {
    span: undefined,
    token: undefined,
    below: context.grantNow,
    base: top.below === undefined ? 0 : top.below + spanGap,
    connected: !spans.some((span) => span.connected),
    agesFromFirstSight: record.firstCompleteAtMs !== undefined,
    firstPage: newestPage,
    onConnected: (tx) => writeCutoff(tx, crawl, record),
    ...(onMet === undefined ? {} : { onMet }),
    // With a window to jump to, the live walk only has to close the gap since the last run.
    isFarEnough:
      window.until === undefined ? farEnough(window.since ?? crawl.room.since) : ({ connected }) => connected,
  };
  const end = await walkWithSteps(context, live);
  if (end.end !== "far-enough" || window.until === undefined) return end;
  return (await walkWindow(crawl, context, window.until)) ?? (await walkDownTo(crawl, context));
}

/** From here on, what is older than the delay may be shown: every redaction and edit sent until this crawl began is known. */
async function writeCutoff(
  tx: StoreReader & StoreWriter,
  { room, crawlStartMs }: RoomCrawl,
  record: RoomRecord,
): Promise<void> {
  const cutoffMs = crawlStartMs - room.delayMs;
  const { delayMs } = room;
  await tx.writeCutoff(record.key, {
    cutoffMs,
    successAtMs: crawlStartMs,
    eligible: {
      from: publishableBeforeMs({ cutoffMs: record.cutoffMs, delayMs }),
      to: publishableBeforeMs({ cutoffMs, delayMs }),
    },
  });
}
