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
  /**
   * The next page is not the one that follows: it begins with this event, and what lies between was not asked for, but for some of which
   * the server knows nothing. undefined: there is no next page.
   */
  readonly leaveGap: (until: EventId | undefined, absent?: readonly EventId[]) => void;
  /** The lowest event of the archive that a page has delivered in its place; undefined: none yet. */
  readonly reached: () => EventId | undefined;
  /** What the archive has in the stretches that were walked, and no page delivered. */
  readonly missing: () => readonly EventId[];
  /** Those of them that lie on a page beside a gap. */
  readonly doubtful: () => readonly EventId[];
};

/**
 * Tells what a walk over known history did not meet, without remembering what it met: on each page the archive is asked what it
 * has between the last place of the page before and the last one of this. What servers deliver out of the archive's order is kept
 * until the walk gets to its place.
 */
export function trackMissing(room: RoomKey): MissingTracker {
  const candidates = new Set<EventId>();
  const early = new Set<EventId>();
  const besideGaps = new Set<EventId>();
  /** The lowest place that the walk has reached. By id: places may be shifted to make room. */
  let mark: EventId | undefined;
  /** The walk comes out of a gap there, so that its place itself is still to come. */
  let isAtGap = false;
  let ofLastPage: readonly EventId[] = [];

  return {
    missing: () => [...candidates],
    doubtful: () => [...besideGaps].filter((eventId) => candidates.has(eventId)),
    reached: () => mark,
    leaveGap(until, absent = []) {
      for (const eventId of absent) candidates.add(eventId);
      for (const eventId of ofLastPage) besideGaps.add(eventId);
      mark = until;
      isAtGap = true;
    },
    async onPage(tx, { page, judged, ingested, isLast }) {
      const placed = placesOf(judged, ingested);
      const above = mark === undefined ? undefined : (await tx.readKnown(room, [mark])).get(mark)?.position;
      const below = above === undefined ? Number.MAX_SAFE_INTEGER : above + Number(isAtGap);
      const last = placed.at(-1);
      const from = isLast ? Number.MIN_SAFE_INTEGER : Math.min(below, last?.position ?? below);
      ofLastPage = await tx.readEventIds(room, { from, below });
      for (const eventId of ofLastPage) {
        if (!early.delete(eventId)) candidates.add(eventId);
        if (isAtGap) besideGaps.add(eventId);
      }
      for (const { eventId, position } of placed) if (position < from) early.add(eventId);
      for (const eventId of idsOn(page)) candidates.delete(eventId);
      if (last === undefined || last.position >= below) return;
      mark = last.eventId;
      isAtGap = false;
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
