import type { RoomKey, SpanKey, SpanRecord } from "#store/records.ts";
import type { StoreReader, StoreWriter } from "#store/store.ts";
import { ingestPage, type IngestedPage, type IngestOptions } from "./ingest-page.ts";
import type { JudgedPage } from "./judge-page.ts";
import { meetSpan, type Meeting } from "./meet-span.ts";
import { placeGap } from "./place-events.ts";

type Transaction = StoreReader & StoreWriter;

export type PageToStore = {
  readonly judged: JudgedPage;
  readonly span: SpanKey | undefined;
  readonly meeting: Meeting | undefined;
  /** Where the walk goes on; undefined: the start of readable history. */
  readonly olderToken: string | undefined;
  readonly connected: boolean;
  /** What is known of spans stays as it is. */
  readonly isSweep: boolean;
} & IngestOptions;

export type StoredPage = {
  readonly ingested: IngestedPage;
  /** The span the walk is in now; undefined while it has found nothing new and met nobody. */
  readonly span: SpanRecord | undefined;
  /** True when the walk has just become one with an older span. */
  readonly merged: boolean;
  readonly meeting: Meeting | undefined;
};

/** Writes a page and how far the walk has come with it, to be called in one transaction. */
export async function storePage(tx: Transaction, room: RoomKey, page: PageToStore): Promise<StoredPage> {
  const ingested = await ingestPage(tx, room, page.judged, page);

  // Read only now: places may have been shifted to make room, and spans with them.
  const spans = await tx.readSpans(room);
  const ownNow = spans.find(({ key }) => key === page.span);
  const others = spans.filter(({ key }) => key !== page.span);
  if (page.isSweep)
    return { ingested, span: ownNow && (await deepen(tx, room, ownNow, ingested)), merged: false, meeting: undefined };
  const { met, meeting } = meetSpan(ingested.places, others, page.meeting);
  const bounds = widen(ownNow, ingested);

  if (met !== undefined)
    return { ingested, span: await merge(tx, room, { page, met, own: ownNow, bounds }), merged: true, meeting };
  if (page.olderToken === undefined)
    return { ingested, span: await finish(tx, room, { page, own: ownNow, others, ingested }), merged: false, meeting };
  if (bounds === undefined) return { ingested, span: undefined, merged: false, meeting };
  const span = {
    ...bounds,
    olderToken: page.olderToken,
    tokenPosition: ingested.places.at(-1)?.position ?? ownNow?.tokenPosition,
    governing: page.judged.below ?? undefined,
    connected: page.connected || ownNow?.connected === true,
  };
  const key = await tx.writeSpan(room, { ...span, ...(page.span === undefined ? {} : { key: page.span }) });
  if (ingested.stored > 0) await tx.deleteHole(key);
  return { ingested, span: { ...span, key }, merged: false, meeting };
}

/** A sweep may find that history begins earlier than the server knew before. */
async function deepen(tx: Transaction, room: RoomKey, own: SpanRecord, { places }: IngestedPage): Promise<SpanRecord> {
  const oldestPosition = Math.min(own.oldestPosition, ...places.map(({ position }) => position));
  if (oldestPosition !== own.oldestPosition) await tx.writeSpan(room, { ...own, oldestPosition });
  return { ...own, oldestPosition };
}

type Bounds = { readonly newestPosition: number; readonly oldestPosition: number };

function widen(own: SpanRecord | undefined, { places }: IngestedPage): Bounds | undefined {
  const fresh = places.filter(({ known }) => !known).map(({ position }) => position);
  const all = own === undefined ? fresh : [own.newestPosition, own.oldestPosition, ...fresh];
  return all.length === 0 ? undefined : { newestPosition: Math.max(...all), oldestPosition: Math.min(...all) };
}

/** The span that was met takes over; what was found above it moves down until no room is wasted between the two. */
async function merge(
  tx: Transaction,
  room: RoomKey,
  {
    page,
    met,
    own,
    bounds,
  }: { page: PageToStore; met: SpanRecord; own: SpanRecord | undefined; bounds: Bounds | undefined },
): Promise<SpanRecord> {
  let newestPosition = Math.max(met.newestPosition, bounds?.newestPosition ?? met.newestPosition);
  if (own !== undefined && own.oldestPosition > met.newestPosition) {
    const { below } = await tx.readPositionAround(room, own.oldestPosition);
    const delta = (below ?? met.newestPosition) + placeGap - own.oldestPosition;
    if (delta < 0) {
      await tx.shiftPositions(room, { from: own.oldestPosition, to: own.newestPosition, delta });
      newestPosition = Math.max(met.newestPosition, own.newestPosition + delta);
    }
  }
  const span = {
    ...met,
    newestPosition,
    oldestPosition: Math.min(met.oldestPosition, bounds?.oldestPosition ?? met.oldestPosition),
    connected: met.connected || own?.connected === true || page.connected,
  };
  if (own !== undefined) await tx.deleteSpan(own.key);
  await tx.writeSpan(room, span);
  await swallow(tx, room, span);
  return span;
}

/** The start of history: this span now holds everything below it. */
async function finish(
  tx: Transaction,
  room: RoomKey,
  {
    page,
    own,
    others,
    ingested,
  }: { page: PageToStore; own: SpanRecord | undefined; others: readonly SpanRecord[]; ingested: IngestedPage },
): Promise<SpanRecord | undefined> {
  const positions = [
    ...ingested.places.map(({ position }) => position),
    ...(own === undefined ? [] : [own.newestPosition, own.oldestPosition]),
  ];
  if (positions.length === 0) return undefined;
  const newestPosition = Math.max(...positions);
  const below = others.filter((other) => other.newestPosition <= newestPosition);
  const span = {
    newestPosition,
    oldestPosition: Math.min(...positions, ...below.map((other) => other.oldestPosition)),
    olderToken: undefined,
    tokenPosition: undefined,
    governing: page.judged.below ?? undefined,
    connected: page.connected || own?.connected === true || below.some((other) => other.connected),
  };
  const key = await tx.writeSpan(room, { ...span, ...(own === undefined ? {} : { key: own.key }) });
  await tx.deleteHole(key);
  await swallow(tx, room, { ...span, key });
  return { ...span, key };
}

async function swallow(tx: Transaction, room: RoomKey, span: SpanRecord): Promise<void> {
  for (const other of await tx.readSpans(room)) {
    const inside = other.newestPosition <= span.newestPosition && other.oldestPosition >= span.oldestPosition;
    if (inside && other.key !== span.key) await tx.deleteSpan(other.key);
  }
}
