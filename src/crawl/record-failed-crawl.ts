import type { Config, RoomConfig } from "#config/config.ts";
import type { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { listedSeries } from "#store/listed-series.ts";
import type { RoomRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import type { CrawlReport, CrawlRoomReport } from "./crawl-report.ts";
import { successorEntry } from "./crawl-series.ts";
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
  const series = listedSeries(config.rooms, await store.readRooms());
  const failed = config.rooms
    .flatMap((room) => [{ room }, ...successorsOf(room, series.get(room.room) ?? [])])
    .filter(({ room }) => !reported.has(room.room))
    .map((room) => reportFailure(room, error.message, { tally, requests: 0 }));
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

/** The rooms that count as listed with another one, as the crawl would have asked for them. */
function successorsOf(room: RoomConfig, series: readonly RoomRecord[]) {
  return series.slice(1).map(({ roomId }, nth) => ({
    room: successorEntry(room, { roomId, via: undefined }),
    upgradedFrom: series[nth],
  }));
}
