import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { StoreReader } from "#store/store.ts";
import { assignParts } from "#timeline/split-day.ts";
import { foldDay } from "#timeline/fold-day.ts";
import { eventsWithItem } from "#timeline/has-item.ts";
import type { DayTimeline, PlacedEvent } from "#timeline/timeline.ts";
import { loadDay, type LoadedDay } from "./load-day.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/** A day as a reader sees it, in its parts. */
export type ReadDay = {
  readonly timeline: DayTimeline;
  readonly loaded: LoadedDay;
  /** Part of each event that has a line; what is stored already is as it was. */
  readonly parts: ReadonlyMap<EventId, number>;
};

/** Loads, judges, cuts and folds one day of a published room. */
export async function readDay(
  store: StoreReader,
  { config, record, judge }: PublishedRoom,
  day: CalendarDay,
): Promise<ReadDay> {
  const loaded = await loadDay(store, { room: record.key, judge, membership: config.membership }, day);
  const lines = eventsWithItem(loaded.input);
  const numbers = assignParts(lines.map((placed) => toCandidate(placed, loaded)));
  const parts = new Map(lines.map(({ event }, index) => [event.eventId, numbers[index] ?? 1]));
  const events = loaded.input.events.map((placed) => ({ ...placed, part: parts.get(placed.event.eventId) ?? 1 }));
  return { timeline: foldDay({ ...loaded.input, events }), loaded, parts };
}

function toCandidate({ event, position }: PlacedEvent, { storedParts }: LoadedDay) {
  return {
    position,
    ts: event.originServerTs,
    sizeBytes: JSON.stringify(event.content).length,
    part: storedParts.get(event.eventId),
  };
}
