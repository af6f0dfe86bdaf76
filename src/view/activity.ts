import type { RoomActivity } from "./inputs.ts";
import type { ActivityLevel } from "./models.ts";

/** A calendar whose busiest day has less than this stays pale: one lone message is no busy day. */
const quietLimit = 12;

/** Which quarter of the busiest count a count lies in; 0 for nothing. */
export function activityLevel(count: number, busiest: number): ActivityLevel {
  if (count <= 0) return 0;
  const share = count / Math.max(busiest, quietLimit);
  if (share > 0.75) return 4;
  if (share > 0.5) return 3;
  return share > 0.25 ? 2 : 1;
}

export function busiestOf(counts: Iterable<{ readonly messageCount: number }>): number {
  let busiest = 0;
  for (const { messageCount } of counts) busiest = Math.max(busiest, messageCount);
  return busiest;
}

/** Messages of the twelve months that end with the last one that has any, oldest first; `month` is `YYYY-MM`. */
export function lastTwelveMonths(activity: RoomActivity): readonly { month: string; messageCount: number }[] {
  const last = activity.months.at(-1)?.month;
  if (last === undefined) return [];
  const counts = new Map(activity.months.map(({ month, messageCount }) => [month, messageCount]));
  return Array.from({ length: 12 }, (_, index) => {
    const month = monthsBefore(last, 11 - index);
    return { month, messageCount: counts.get(month) ?? 0 };
  });
}

/** Counted in whole months, so that no month is skipped from a 31st. */
function monthsBefore(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
}
