import assert from "node:assert/strict";
import { test } from "node:test";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { RoomStatus, StatusReport } from "#operations/status-report.ts";
import type { ReportLine } from "#scripts/commands/support/report-line.ts";
import { statusExitCode, statusReportLines } from "#scripts/commands/support/status-report-lines.ts";

const asText = (lines: readonly ReportLine[]) => lines.map(({ mark, text }) => `${mark}|${text}`);

test("a status tells age, holes and what waits, and a failed crawl shows in the exit code", () => {
  const status: RoomStatus = {
    slug: "general",
    roomId: "!general:example.org",
    title: "General",
    verdict: "publish",
    reason: undefined,
    lastSuccess: "2024-03-05T10:00:00.000Z",
    lastCheck: "2024-03-05T10:00:00.000Z",
    problem: undefined,
    events: 1234,
    days: 56,
    firstDay: "2023-01-01" as CalendarDay,
    lastDay: "2024-03-04" as CalendarDay,
    complete: false,
    holes: [{ newer: "2024-02-03", older: undefined, reason: "the server failed" }],
    cutoff: "2024-03-04T10:00:00.000Z",
    waiting: 7,
    missing: 0,
    opened: [
      {
        event: "$opened",
        by: "@ann:example.org",
        power: 100,
        from: "2024-01-02T03:04:05.000Z",
        to: "2024-02-03T04:05:06.000Z",
        endedBy: "$closed",
        inForce: false,
        lastCheck: "2024-03-05T10:00:00.000Z",
      },
    ],
  };
  const report: StatusReport = {
    at: "2024-03-05T11:00:00.000Z",
    rooms: [status, { ...status, slug: "help", title: "help", verdict: "unchecked" }],
    store: {
      folder: "/srv/data",
      sizeBytes: 3_000_000,
      events: 1234,
      media: [
        { state: "gone", reason: "gone", files: 1, sizeBytes: 0 },
        { state: "kept", reason: undefined, files: 1200, sizeBytes: 5_000_000 },
        { state: "refused", reason: "too-large", files: 2, sizeBytes: 0 },
        { state: "wanted", reason: undefined, files: 3, sizeBytes: 0 },
      ],
    },
    output: { folder: "/srv/dist", lastBuild: undefined, pages: 0, files: 0, sizeBytes: 0, dirtyDays: 3 },
    warnings: [],
  };
  assert.deepEqual(asText(statusReportLines({ ...report, rooms: report.rooms.slice(0, 1) })), [
    "title|1 room",
    'warn|  general  "General": published',
    "plain|      1,234 events, 56 days, 2023-01-01 to 2024-03-04",
    "plain|      last crawl 2024-03-05 10:00 UTC",
    "plain|      public up to 2024-03-04 10:00 UTC, 7 events waiting",
    "plain|      opened by @ann:example.org (power 100), 2024-01-02 03:04 UTC to 2024-02-03 04:05 UTC: $opened",
    "warn|      hole from the beginning to 2024-02-03: the server failed",
    "title|Store",
    "plain|  /srv/data: 1,234 events, 3 MB",
    "plain|  media: 1,200 files copied, 5 MB as they came; 3 wait for what shows them",
    "plain|      not copied 2: larger than media.perFile",
    "plain|      not copied 1: gone from the server",
    "title|Site",
    "plain|  /srv/dist: not built yet",
    "warn|  3 days to build: `daybook build`",
  ]);
  const linesOf = (change: Partial<RoomStatus>) =>
    asText(statusReportLines({ ...report, rooms: [{ ...status, holes: [], ...change }] }));
  assert(linesOf({}).includes("warn|      history not complete: the next crawl goes on"));
  const missed = linesOf({ missing: 20 });
  assert(
    missed.some((line) => line.startsWith("warn|") && line.includes("20 events") && line.includes("--room general")),
  );
  const behind = linesOf({ lastSuccess: undefined, cutoff: undefined, firstDay: undefined, waiting: 0 });
  assert(behind.includes("plain|      1,234 events, no day built yet"));
  assert(behind.includes("plain|      last crawl that came through never, last check 2024-03-05 10:00 UTC"));
  assert(behind.includes("plain|      nothing public yet"));
  const closed = linesOf({ verdict: "withhold", reason: "closed-now", events: 0 });
  assert(closed.includes("plain|      last check 2024-03-05 10:00 UTC, 0 events stored"));
  assert(asText(statusReportLines(report)).includes("plain|  help: never crawled: `daybook update`"));
  assert.equal(statusExitCode(report), 0);
  assert.equal(statusExitCode({ ...report, rooms: [{ ...status, problem: "The server is away." }] }), 1);
});
