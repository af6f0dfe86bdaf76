import type { Homeserver, MessagesPage } from "#matrix/homeserver.ts";
import type { RoomId } from "#matrix/ids.ts";
import type { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { Reason } from "#publication/verdict.ts";
import type { RoomKey, SpanRecord } from "#store/records.ts";
import type { Store, StoreReader, StoreWriter } from "#store/store.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import type { IngestedPage } from "./ingest-page.ts";
import { judgePage, type Below, type JudgedPage } from "./judge-page.ts";
import type { Meeting } from "./meet-span.ts";
import { storePage } from "./store-page.ts";

/** What one room's crawl counts for the report. */
export type Tally = {
  seen: number;
  stored: number;
  changed: number;
  malformed: number;
  withheld: Partial<Record<Reason, number>>;
};

export type WalkContext = {
  readonly key: RoomKey;
  readonly roomId: RoomId;
  readonly homeserver: Homeserver;
  readonly store: Store;
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
  /** Called in the transaction that connects what this walk found with the history known before. */
  readonly onConnected?: (tx: StoreReader & StoreWriter) => Promise<void>;
  /** Asked with the time of the oldest event after each page. */
  readonly isFarEnough?: ((oldestTs: number | undefined) => boolean) | undefined;
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
  let carried: RoomEvent | undefined;
  let meeting: Meeting | undefined;
  let upcoming: Promise<MessagesPage> | undefined;
  let toConnect = start.onConnected;
  let cursor = token === undefined ? undefined : span?.oldestPosition;
  const seenTokens = new Set<string>(token === undefined ? [] : [token]);

  while (!context.signal?.aborted) {
    try {
      page ??= await (upcoming ?? fetchPage(context, token));
    } catch (error) {
      if (isUndeliverable(error)) return { end: "undeliverable", span, error };
      throw error;
    }
    upcoming = undefined;
    if (page.readAsMember) throw new ReaderIsMemberError("the server says that the reading account is joined");
    const { end } = page;
    const loops = end !== undefined && seenTokens.has(end);
    if (end !== undefined) seenTokens.add(end);

    const events = unique([...(carried === undefined ? [] : [carried]), ...countEvents(page, tally)]);
    const known = await store.readKnown(
      key,
      events.map((event) => event.eventId),
    );
    // Where nothing is known the next page is sure to be wanted: the server works while this one is stored.
    if (known.size === 0 && end !== undefined && !loops) upcoming = prefetch(context, end);
    const judged = await judgePage(context, events, known, below);

    const reachedKnown: boolean = start.onConnected !== undefined && toConnect === undefined;
    const stored = await store.transaction(async (tx) => {
      const newerTs = cursor === undefined ? undefined : await tx.readOldestTs(key, cursor);
      const result = await storePage(tx, key, {
        judged,
        span: span?.key,
        cursor,
        meeting,
        // A carried event belongs to the next page: until that is stored, a restart has to come by here again.
        olderToken: loops || judged.carried !== undefined ? (token ?? end) : end,
        connected: start.connected,
        base: start.base,
        crawlStartMs: context.crawlStartMs,
        agesFromFirstSight: start.agesFromFirstSight && !reachedKnown,
        newerTs,
      });
      if (result.span?.connected === true) await toConnect?.(tx);
      return result;
    });
    if (stored.span?.connected === true) toConnect = undefined;
    ({ meeting } = stored);
    span = stored.span;
    cursor = stored.ingested.places.at(-1)?.position ?? cursor;
    below = judged.below;
    carried = judged.carried;
    countStored(tally, judged, stored.ingested);
    context.onPage();

    token = end;
    let { oldestTs } = stored.ingested;
    if (stored.merged && span !== undefined) {
      upcoming?.catch(() => undefined);
      upcoming = undefined;
      carried = undefined;
      below = span.governing;
      token = span.olderToken;
      cursor = span.oldestPosition;
      oldestTs = await store.readOldestTs(key, span.oldestPosition);
    } else if (loops) {
      return { end: "token-loop", span };
    }
    if (token === undefined) return { end: "start-of-history", span };
    if (start.isFarEnough?.(oldestTs) === true) return { end: "far-enough", span };
    page = undefined;
  }
  return { end: "interrupted", span };
}

/** The page's usable events, the malformed ones counted. */
export function countEvents(page: MessagesPage, tally: Tally): RoomEvent[] {
  tally.seen += page.events.length;
  return page.events.flatMap((parsed) => {
    if (parsed.kind === "event") return [parsed.event];
    tally.malformed += 1;
    return [];
  });
}

/** What became of a page, for the report. */
export function countStored(tally: Tally, judged: JudgedPage, ingested: IngestedPage): void {
  for (const { reason } of judged.withheld) tally.withheld[reason] = (tally.withheld[reason] ?? 0) + 1;
  tally.stored += ingested.stored;
  tally.changed += ingested.changed;
}

function unique(events: readonly RoomEvent[]): RoomEvent[] {
  return [...new Map(events.map((event) => [event.eventId, event])).values()];
}

function prefetch(context: WalkContext, token: string): Promise<MessagesPage> {
  const page = fetchPage(context, token);
  // Its failure is met where it is awaited, which may be never.
  page.catch(() => undefined);
  return page;
}
