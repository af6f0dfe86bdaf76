import type { StoreReader } from "#store/store.ts";
import { foldDay } from "#timeline/fold-day.ts";
import type { PinnedMessage } from "#view/inputs.ts";
import { loadEvents } from "./load-day.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/** Pinned messages that are read for a page at most. */
const pinLimit = 10;

/** The messages that a room's moderators have pinned, as they are now and as far as they may be shown; the last pinned one first. */
export async function readPinned(store: StoreReader, { rooms }: PublishedRoom): Promise<readonly PinnedMessage[]> {
  const newest = rooms.at(-1);
  const pins = newest?.record.state.pins?.toReversed().slice(0, pinLimit) ?? [];
  if (newest === undefined || pins.length === 0) return [];
  const source = { room: newest.record.key, judge: newest.judge, membership: "hide" } as const;
  const { input } = await loadEvents(store, source, await store.readEvents(newest.record.key, pins));
  const days = new Map(input.events.map(({ event, day }) => [event.eventId, day]));
  const items = new Map(foldDay(input).items.map((item) => [item.eventId, item]));
  return pins.flatMap((eventId) => {
    const [item, day] = [items.get(eventId), days.get(eventId)];
    return item?.kind === "message" && day !== undefined ? [{ item, day }] : [];
  });
}
