import type { RoomConfig } from "#config/config.ts";
import type { RoomStatus } from "./status-report.ts";

/** A room of which nothing is known but that it is listed. */
export function untoldRoom({ slug, title = slug }: RoomConfig): RoomStatus {
  return {
    slug,
    roomId: undefined,
    title,
    verdict: "unchecked",
    reason: undefined,
    lastSuccess: undefined,
    lastCheck: undefined,
    problem: undefined,
    events: 0,
    days: 0,
    firstDay: undefined,
    lastDay: undefined,
    complete: false,
    holes: [],
    cutoff: undefined,
    waiting: 0,
    missing: 0,
    opened: [],
  };
}
