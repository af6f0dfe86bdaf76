import type { Homeserver, MessagesPage } from "#matrix/homeserver.ts";
import type { RoomId } from "#matrix/ids.ts";
import type { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { isVisibilityChange } from "#publication/judge-sending.ts";
import { isOpen, type VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { RoomKey, SpanRecord } from "#store/records.ts";
import type { Store, StoreReader, StoreWriter } from "#store/store.ts";
import { reachedSpan, type FarEnough, type Reached } from "./far-enough.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import { judgePage, type Below } from "./judge-page.ts";
import { recordGhosts, withoutGhosts, type GhostRules } from "./ghost-share.ts";
import type { KeepRules } from "./keep-rules.ts";
import { firstEventFrom, prefetch, untilSent } from "./look-ahead.ts";
import type { Meeting } from "./meet-span.ts";
import { visibilityGrantFrom } from "./room-state.ts";
import { settleGhosts } from "./settle-ghosts.ts";
import { storePage } from "./store-page.ts";
import { countEvents, countStored, type Tally } from "./tally.ts";
import type { MissingTracker } from "./track-missing.ts";

export type WalkContext = {
  readonly key: RoomKey;
  readonly roomId: RoomId;
  /** What opens the room now. */
  readonly grantNow: VisibilityGrant;
  readonly homeserver: Homeserver;
  readonly store: Store;
  /** What is kept without its content. */
  readonly keep: KeepRules;
  /** People whose ids name another network. */
  readonly ghosts: GhostRules;
  readonly crawlStartMs: number;
  readonly pageLimit: number;
  readonly tally: Tally;
  readonly signal: AbortSignal | undefined;
  /** Called after each stored page. */
  readonly onPage: () => void;
};

export type WalkStart = {
  /** The span to go on from; undefined: a new one. */
  readonly span: SpanRecord | undefined;
  readonly token: string | undefined;
  readonly below: Below;
  /** Where a new span begins. */
  readonly base: number;
  /** True for a room's first walk from the live end: everything that arrives later will be met by later ones. */
  readonly connected: boolean;
  readonly agesFromFirstSight: boolean;
  /** A first page that was fetched already. */
  readonly firstPage?: MessagesPage | undefined;
  /** Called in the transaction that connects the live end with the history known before. */
  readonly onConnected?: (tx: StoreReader & StoreWriter) => Promise<void>;
  /** Asked after each page and in each span that is met. */
  readonly isFarEnough?: FarEnough | undefined;
  /** Everything is read once more for what changed; what is known of spans stays as it is. */
  readonly isSweep?: boolean;
  /** Place of the event above the token. Default: the one of the span. */
  readonly cursor?: number | undefined;
  /** Told where the walk was when it met another span and went on elsewhere. */
  readonly onMet?: (left: LeftOff) => void;
  /** Told of each page of a sweep, in the transaction that has stored it. */
  readonly onSwept?: MissingTracker["onPage"];
};

/** Where a walk left known history unread, and the time of the last event it read. */
export type LeftOff = {
  readonly token: string | undefined;
  readonly cursor: number | undefined;
  readonly oldestTs: number | undefined;
};

export type WalkEnd =
  | {
      readonly end: "start-of-history" | "far-enough" | "interrupted" | "token-loop";
      readonly span: SpanRecord | undefined;
    }
  | { readonly end: "undeliverable"; readonly span: SpanRecord | undefined; readonly error: MatrixApiError };

/** The reading account is in the room, so what the server delivers is not what an outsider may read. */
export class ReaderIsMemberError extends Error {
  override readonly name = "ReaderIsMemberError";
}

/**
 * Walks backward, page by page, each page and the place it leads to in one transaction, until the start of readable history.
 * When the walk has met enough of another span the two become one, and it goes on from the other's older end.
 * A missing `end` is the only sign of the start; a repeated one ends the walk with "token-loop".
 */
export async function walkBackward(context: WalkContext, start: WalkStart): Promise<WalkEnd> {
  const { store, key, tally } = context;
  let { span, token, below } = start;
  let page = start.firstPage;
  let meeting: Meeting | undefined;
  let upcoming: Promise<MessagesPage> | undefined;
  let toConnect = start.onConnected;
  let cursor = start.cursor ?? (token === undefined ? undefined : (span?.tokenPosition ?? span?.oldestPosition));
  let seenTokens = new Set<string>(token === undefined ? [] : [token]);
  const isFarEnough = (reached: Reached) => start.isFarEnough?.(reached) === true;
  if (span !== undefined && token !== undefined && isFarEnough(await reachedSpan(store, key, span)))
    return { end: "far-enough", span };

  while (!context.signal?.aborted) {
    try {
      page ??= await (upcoming ?? fetchPage(context, token));
    } catch (error) {
      if (isUndeliverable(error)) return { end: "undeliverable", span, error };
      throw error;
    }
    upcoming = undefined;
    if (page.readAsMember) throw new ReaderIsMemberError("the server says that the reading account is joined");
    const read = page;
    const { end } = read;
    const loops = end !== undefined && seenTokens.has(end);
    if (end !== undefined) seenTokens.add(end);

    const events = unique(countEvents(page, tally));
    const known = await readKnown(events);
    // Where nothing is known the next page is sure to be wanted: the server works while this one is stored.
    if (known.size === 0 && end !== undefined && !loops) {
      upcoming = prefetch(context, end);
      await untilSent();
    }
    // Only what came before a closing tells whether the closing itself may be shown.
    const last = events.at(-1);
    const looksAhead = last !== undefined && !known.has(last.eventId) && isClosing(last) && end !== undefined && !loops;
    if (looksAhead) upcoming ??= prefetch(context, end);
    const older = looksAhead ? await firstEventFrom(context, upcoming) : undefined;
    const knownAround = older === undefined ? known : new Map([...known, ...(await readKnown([older]))]);
    const publicEvents = await judgePage(context, events, knownAround, { below, older });
    const judged = withoutGhosts(publicEvents, context.ghosts);

    const reachedKnown: boolean = start.onConnected !== undefined && toConnect === undefined;
    const stored = await store.transaction(async (tx) => {
      const newerTs = cursor === undefined ? undefined : await tx.readOldestTs(key, cursor);
      const hasNewGhosts = await recordGhosts(tx, key, publicEvents, context.ghosts);
      const result = await storePage(tx, key, {
        judged,
        span: span?.key,
        cursor,
        meeting,
        // A change that could not be judged is read again, when the page behind it can be had.
        olderToken: loops || (looksAhead && older === undefined) ? (token ?? end) : end,
        isSweep: start.isSweep === true,
        connected: start.connected,
        base: start.base,
        crawlStartMs: context.crawlStartMs,
        keep: context.keep,
        agesFromFirstSight: start.agesFromFirstSight && !reachedKnown,
        newerTs,
      });
      const isConnected = result.span?.connected === true && (await tx.readSpans(key))[0]?.connected === true;
      if (isConnected) await toConnect?.(tx);
      await start.onSwept?.(tx, { page: read, judged, ingested: result.ingested, isLast: end === undefined });
      if (hasNewGhosts) await settleGhosts(tx, context.roomId, context.ghosts);
      return { ...result, isConnected };
    });
    if (stored.isConnected) toConnect = undefined;
    ({ meeting } = stored);
    span = stored.span;
    cursor = stored.ingested.places.at(-1)?.position ?? cursor;
    below = judged.below;
    countStored(tally, judged, stored.ingested);
    context.onPage();

    token = end;
    const { oldestTs } = stored.ingested;
    let reached: Reached = { oldestTs, knownTimes: undefined, connected: span?.connected === true };
    if (stored.merged && span !== undefined) {
      start.onMet?.({ token: end, cursor, oldestTs });
      upcoming = undefined;
      below = span.governing;
      token = span.olderToken;
      // That place may lie above this one, and then the same tokens come by once more.
      seenTokens = new Set(token === undefined ? [] : [token]);
      cursor = span.tokenPosition ?? span.oldestPosition;
      reached = await reachedSpan(store, key, span);
    } else if (loops) {
      return { end: "token-loop", span };
    }
    if (token === undefined) return { end: "start-of-history", span };
    if (isFarEnough(reached)) return { end: "far-enough", span };
    page = undefined;
  }
  return { end: "interrupted", span };

  function readKnown(events: readonly RoomEvent[]) {
    return store.readKnown(
      key,
      events.map(({ eventId }) => eventId),
    );
  }
}

function isClosing(event: RoomEvent): boolean {
  return isVisibilityChange(event) && !isOpen(visibilityGrantFrom(event));
}

function unique(events: readonly RoomEvent[]): RoomEvent[] {
  return [...new Map(events.map((event) => [event.eventId, event])).values()];
}
