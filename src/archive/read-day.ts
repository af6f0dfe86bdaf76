import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import { successorNamedBy } from "#matrix/upgrade-links.ts";
import type { StoreReader } from "#store/store.ts";
import { pageWeightOf } from "#timeline/page-weight.ts";
import { indexRelations } from "#timeline/relation-index.ts";
import { assignParts } from "#timeline/split-day.ts";
import { foldDay } from "#timeline/fold-day.ts";
import { eventsWithItem } from "#timeline/has-item.ts";
import type { DayTimeline, FoldInput, PlacedEvent } from "#timeline/timeline.ts";
import { loadDay, type LoadedDay } from "./load-day.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/** A day as a reader sees it, in its parts. */
export type ReadDay = {
  readonly timeline: DayTimeline;
  /** What each room of the series had that day, oldest room first. */
  readonly rooms: readonly DayOfRoom[];
  /** Part of each event that has a line; what is stored already is as it was. */
  readonly parts: ReadonlyMap<EventId, number>;
};

export type DayOfRoom = { readonly roomId: RoomId; readonly loaded: LoadedDay };

/**
 * Loads, judges, cuts and folds one day of a published room. Of a series the older room comes first, whatever the times say: its own
 * order ends where it was upgraded, and the newer one's begins.
 */
export async function readDay(
  store: StoreReader,
  { config, rooms: shown }: Pick<PublishedRoom, "config" | "rooms">,
  day: CalendarDay,
): Promise<ReadDay> {
  const rooms: DayOfRoom[] = [];
  for (const { record, judge } of shown) {
    const loaded = await loadDay(store, { room: record.key, judge, membership: config.membership }, day);
    rooms.push({ roomId: record.roomId, loaded });
  }
  const ordered = rooms.map(({ loaded }, nth) => ({ ...loaded.input, events: upgradeLast(loaded, rooms[nth + 1]) }));
  const storedParts = new Map(rooms.flatMap(({ loaded }) => [...loaded.storedParts]));
  const lines = ordered.flatMap((input) => toCandidates(input, storedParts));
  const numbers = assignParts(lines);
  const parts = new Map(lines.map(({ eventId }, index) => [eventId, numbers[index] ?? 1]));
  const items = ordered.flatMap((input) => {
    const events = input.events.map((placed) => ({ ...placed, part: parts.get(placed.event.eventId) ?? 1 }));
    return foldDay({ ...input, events }).items;
  });
  return { timeline: { items }, rooms, parts };
}

/** Where the newer room spoke on the same day, the line of the upgrade stands between the two. */
function upgradeLast({ input }: LoadedDay, next: DayOfRoom | undefined): readonly PlacedEvent[] {
  if (next === undefined || next.loaded.input.events.length === 0) return input.events;
  const isUpgrade = ({ event }: PlacedEvent): boolean =>
    event.type === "m.room.tombstone" && successorNamedBy(event.content) === next.roomId;
  return [...input.events.filter((placed) => !isUpgrade(placed)), ...input.events.filter(isUpgrade)];
}

function toCandidates(input: FoldInput, storedParts: LoadedDay["storedParts"]) {
  const relatedTo = indexRelations(input);
  return eventsWithItem(input).map((placed) => {
    const { eventId, sender, originServerTs: ts } = placed.event;
    const name = input.nameAt(sender, placed.position) ?? sender;
    const sizeBytes = pageWeightOf(placed, name, relatedTo);
    return { eventId, position: placed.position, ts, sizeBytes, part: storedParts.get(eventId) };
  });
}
