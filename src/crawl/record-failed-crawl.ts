import type { Config } from "#config/config.ts";
import type { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { Store } from "#store/store.ts";
import type { CrawlReport, CrawlRoomReport } from "./crawl-report.ts";
import { crawlWarnings } from "./crawl-warnings.ts";
import { reportFailure } from "./report-room.ts";

export type FailedCrawl = {
  readonly config: Config;
  readonly store: Store;
  readonly startMs: number;
  readonly endMs: number;
  readonly error: MatrixApiError;
  /** Rooms that were through before it failed. */
  readonly done?: readonly CrawlRoomReport[];
  readonly requests?: number;
};

/** Keeps the report of a crawl that failed as a whole, so that the state of the archive tells it: nothing is deleted, nothing is new. */
export async function recordFailedCrawl({
  config,
  store,
  startMs,
  endMs,
  error,
  done = [],
  requests = 0,
}: FailedCrawl): Promise<CrawlReport> {
  const reported = new Set(done.map(({ room }) => room));
  const tally = { seen: 0, stored: 0, changed: 0, malformed: 0, withheld: {} };
  const failed = config.rooms
    .filter(({ room }) => !reported.has(room))
    .map((room) => reportFailure({ room }, error.message, { tally, requests: 0 }));
  const rooms = [...done, ...failed];
  const report: CrawlReport = {
    startedAt: new Date(startMs).toISOString(),
    endedAt: new Date(endMs).toISOString(),
    outcome: "partial",
    requests,
    rooms,
    warnings: await crawlWarnings({ config, store, rooms, nowMs: startMs }),
  };
  await store.writeRun("crawl", startMs, report);
  return report;
}
