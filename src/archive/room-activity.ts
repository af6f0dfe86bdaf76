import { calendarDayOf } from "#lib/calendar-day.ts";
import type { DaySummaryRecord, RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { DaySummary, RoomActivity, RoomCoverage } from "#view/inputs.ts";

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
  record: RoomRecord,
  activity: RoomActivity,
): Promise<RoomCoverage> {
  const holes = await store.readHoles(record.key);
  const complete = holes.length === 0 && record.firstCompleteAtMs !== undefined;
  return {
    complete,
    knownFrom: complete ? undefined : activity.firstDay,
    holes: holes.map(({ newerTs, olderTs }) => ({
      from: olderTs === undefined ? undefined : calendarDayOf(olderTs),
      to: calendarDayOf(newerTs),
    })),
  };
}

export function toSummary({ day, messageCount, partCount, opening }: DaySummaryRecord): DaySummary {
  return { day, messageCount, partCount, opening };
}
