import type { MessagesPage } from "#matrix/homeserver.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { IngestedPage } from "./ingest-page.ts";
import type { JudgedPage } from "./judge-page.ts";

/** A page that a sweep has read, and what became of it. */
export type SweptPage = {
  readonly page: MessagesPage;
  readonly judged: JudgedPage;
  readonly ingested: IngestedPage;
  /** There is no page behind it. */
  readonly isLast: boolean;
};

export type MissingTracker = {
  /** Called for each page in turn, in the transaction that has stored it. */
  readonly onPage: (tx: StoreReader, page: SweptPage) => Promise<void>;
  /** What the archive has in the stretch that was walked, and no page delivered. */
  readonly missing: () => readonly EventId[];
};

/**
 * Tells what a walk over known history did not meet, without remembering what it met: on each page the archive is asked what it
 * has between the last place of the page before and the last one of this. What servers deliver out of the archive's order is kept
 * until the walk gets to its place.
 */
export function trackMissing(room: RoomKey): MissingTracker {
  const candidates = new Set<EventId>();
  const early = new Set<EventId>();
  /** The lowest place that the walk has reached. By id: places may be shifted to make room. */
  let mark: EventId | undefined;

  return {
    missing: () => [...candidates],
    async onPage(tx, { page, judged, ingested, isLast }) {
      const placed = placesOf(judged, ingested);
      const above = mark === undefined ? undefined : (await tx.readKnown(room, [mark])).get(mark)?.position;
      const below = above ?? Number.MAX_SAFE_INTEGER;
      const last = placed.at(-1);
      const from = isLast ? Number.MIN_SAFE_INTEGER : Math.min(below, last?.position ?? below);
      for (const eventId of await tx.readEventIds(room, { from, below })) {
        if (!early.delete(eventId)) candidates.add(eventId);
      }
      for (const { eventId, position } of placed) if (position < from) early.add(eventId);
      for (const eventId of idsOn(page)) candidates.delete(eventId);
      if (last !== undefined && last.position < below) mark = last.eventId;
    },
  };
}

/** Of what the archive has or has just got, newest first. */
function placesOf({ events }: JudgedPage, { places }: IngestedPage) {
  return places.flatMap(({ position }, index) => {
    const eventId = events[index]?.event.eventId;
    return eventId === undefined ? [] : [{ eventId, position }];
  });
}

/** Of malformed ones too: the server has them. */
function idsOn({ events }: MessagesPage): readonly EventId[] {
  return events.flatMap((parsed) => (parsed.kind === "event" ? [parsed.event.eventId] : (parsed.eventId ?? [])));
}
