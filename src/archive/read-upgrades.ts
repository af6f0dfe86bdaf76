import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { StoreReader } from "#store/store.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/** One for each upgrade within a series, oldest first, with the events that tell of it. */
export type ReadUpgrades = {
  readonly upgrades: readonly { readonly on: CalendarDay | undefined }[];
  readonly drawnFrom: readonly EventId[];
};

/** When the rooms of a series were upgraded: the day of the tombstone, where it is in the archive and may be shown. */
export async function readUpgrades(store: StoreReader, { rooms }: Pick<PublishedRoom, "rooms">): Promise<ReadUpgrades> {
  const upgrades = [];
  const drawnFrom: EventId[] = [];
  for (const { record, judge } of rooms.slice(0, -1)) {
    const eventId = record.state.successor?.eventId;
    const [stored] = eventId === undefined ? [] : await store.readEvents(record.key, [eventId]);
    const isShown = stored !== undefined && judge.verdict(stored).show === "publish";
    upgrades.push({ on: isShown ? stored.day : undefined });
    if (isShown) drawnFrom.push(stored.event.eventId);
  }
  return { upgrades, drawnFrom };
}
