import { endOfDayMs, dayMs } from "#lib/calendar-day.ts";
import type { RoomKey } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { lastDay, type BenchRoom } from "./bench-room.ts";
import { eventsOfDay, joins } from "./day-events.ts";

/** As the configuration has it. */
const delayMs = dayMs;
/** About a thousand events, as a page of `/messages` has. */
const daysAtATime = 9;

const crawlStartMs = endOfDayMs(lastDay) + delayMs;

/** Writes whole rooms through the store's own verbs, as a crawl would, a page at a time. Gives the number of events. */
export async function fillStore(store: Store, rooms: readonly BenchRoom[]): Promise<number> {
  let count = 0;
  for (const room of rooms) count += await fillRoom(store, room);
  return count;
}

export async function readRoomKey(store: Store, { roomId }: BenchRoom): Promise<RoomKey> {
  const record = await store.readRoom({ roomId });
  if (record === undefined) throw new Error(`The store has no room ${roomId}`);
  return record.key;
}

async function fillRoom(store: Store, room: BenchRoom): Promise<number> {
  const { key } = await store.writeRoom({
    roomId: room.roomId,
    configured: room.alias,
    slug: room.slug,
    nowMs: crawlStartMs,
  });
  await store.transaction(async (tx) => {
    await tx.writeRoomVerdict(key, {
      state: {
        name: `Room ${room.seed}`,
        topic: undefined,
        canonicalAlias: undefined,
        joinRule: "public",
        roomVersion: "11",
        refusesIndexing: false,
      },
      verdict: "open",
      grant: room.grant,
      checkedAtMs: crawlStartMs,
    });
    await tx.writeCutoff(key, {
      cutoffMs: crawlStartMs - delayMs,
      successAtMs: crawlStartMs,
      eligible: { from: Number.NEGATIVE_INFINITY, to: crawlStartMs - delayMs },
    });
    await tx.writeFirstComplete(key, crawlStartMs);
  });
  const members = joins(room);
  await store.transaction((tx) => tx.writeEvents(key, members));
  let count = members.length;
  for (let day = 0; day < room.dayCount; day += daysAtATime) {
    const days = Array.from({ length: Math.min(daysAtATime, room.dayCount - day) }, (_, index) => day + index);
    const events = days.flatMap((one) => eventsOfDay(room, one));
    await store.transaction((tx) => tx.writeEvents(key, events));
    count += events.length;
  }
  return count;
}
