import { calendarDayOf } from "#lib/calendar-day.ts";
import type { DaySummaryRecord, HoleRecord, RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { DaySummary, RoomActivity, RoomCoverage } from "#view/inputs.ts";
import type { PublishedRoom } from "./published-rooms.ts";

export async function readActivity(store: StoreReader, { key }: RoomRecord): Promise<RoomActivity> {
  const months = await store.readMonths(key);
  return {
    messageCount: months.reduce((sum, { messageCount }) => sum + messageCount, 0),
    dayCount: months.reduce((sum, { dayCount }) => sum + dayCount, 0),
    firstDay: months[0]?.firstDay,
    lastDay: months.at(-1)?.lastDay,
    months: months.map(({ month, messageCount }) => ({ month, messageCount })),
  };
}

/** How far the room's history is known, and what is missing in it. */
export async function readCoverage(
  store: StoreReader,
  { rooms }: Pick<PublishedRoom, "rooms">,
  activity: RoomActivity,
): Promise<RoomCoverage> {
  const holes: HoleRecord[] = [];
  const complete: boolean[] = [];
  for (const { record } of rooms) {
    const own = await store.readHoles(record.key);
    holes.push(...own);
    complete.push(own.length === 0 && record.firstCompleteAtMs !== undefined);
  }
  return {
    complete: complete.every(Boolean),
    // Of a series the oldest room tells how far back it is known.
    knownFrom: complete[0] === true ? undefined : activity.firstDay,
    holes: holes.map(({ newerTs, olderTs }) => ({
      from: olderTs === undefined ? undefined : calendarDayOf(olderTs),
      to: calendarDayOf(newerTs),
    })),
  };
}

export function toSummary({ day, messageCount, partCount, opening }: DaySummaryRecord): DaySummary {
  return { day, messageCount, partCount, opening };
}
