import type { Config } from "#config/config.ts";
import type { StatusReport } from "./status-report.ts";

/** The status of an archive whose store does not exist yet. */
export function unstartedStatus(config: Config, nowMs: number): StatusReport {
  return {
    at: new Date(nowMs).toISOString(),
    rooms: config.rooms.map(({ slug, title = slug }) => ({
      slug,
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
    })),
    store: { folder: config.store, sizeBytes: 0, events: 0 },
    output: { folder: config.output, lastBuild: undefined, pages: 0, files: 0, sizeBytes: 0, dirtyDays: 0 },
    warnings: [],
  };
}
