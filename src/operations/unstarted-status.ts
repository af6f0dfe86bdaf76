import type { Config } from "#config/config.ts";
import type { StatusReport } from "./status-report.ts";
import { untoldRoom } from "./untold-room.ts";

/** The status of an archive whose store does not exist yet. */
export function unstartedStatus(config: Config, nowMs: number): StatusReport {
  return {
    at: new Date(nowMs).toISOString(),
    rooms: config.rooms.map(untoldRoom),
    store: { folder: config.store, sizeBytes: 0, events: 0, media: [] },
    output: { folder: config.output, lastBuild: undefined, pages: 0, files: 0, sizeBytes: 0, dirtyDays: 0 },
    warnings: [],
  };
}
