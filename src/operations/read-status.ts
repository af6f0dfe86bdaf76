import type { Config } from "#config/config.ts";
import type { CrawlReport, CrawlRoomReport } from "#crawl/crawl-report.ts";
import { dayMs } from "#lib/calendar-day.ts";
import { listedSeries, recordsListed } from "#store/listed-series.ts";
import type { RoomRecord } from "#store/records.ts";
import type { Store, StoreReader } from "#store/store.ts";
import { folderSizeBytes } from "./folder-size.ts";
import { readOutputStatus } from "./status-output.ts";
import type { RoomStatus, StatusReport } from "./status-report.ts";
import { readRoomStatus } from "./status-room.ts";

export type StatusQuestion = {
  readonly config: Config;
  /** May be open for reading only. */
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** Crawls looked through for the newest one that tried a room: some are for a single room. */
const crawlsRead = 20;

/** Crawls are made at least weekly; a day of grace keeps a weekly timer quiet. */
const staleAfterDays = 8;

/** How the archive stands. Reads the store and the stamp of the output; asks no server and writes nothing. */
export async function readStatus({ config, store, now }: StatusQuestion): Promise<StatusReport> {
  const records = await store.readRooms();
  const series = listedSeries(config.rooms, records);
  const newest = await readNewestReports(store);
  const rooms: RoomStatus[] = [];
  for (const room of config.rooms) {
    const [record, ...successors] = series.get(room.room) ?? [];
    rooms.push(await readRoomStatus({ store, room, record, newest: newest.get(room.room) }));
    for (const [nth, successor] of successors.entries()) {
      const before = successors[nth - 1] ?? record;
      const told = { store, room, record: successor, newest: newest.get(successor.configured), before };
      rooms.push(await readRoomStatus(told));
    }
  }
  let events = 0;
  for (const { key } of records) events += (await store.readCounts(key)).events;
  const { output, warnings } = await readOutputStatus(store, config.output);
  return {
    at: new Date(now).toISOString(),
    rooms,
    store: {
      folder: config.store,
      sizeBytes: await folderSizeBytes(config.store),
      events,
      media: await store.readMediaCounts(),
    },
    output,
    warnings: [...staleWarnings(rooms, now), ...unlistedWarnings(config, records), ...warnings],
  };
}

/** By the room as configured. */
async function readNewestReports(store: StoreReader): Promise<ReadonlyMap<string, CrawlRoomReport>> {
  const newest = new Map<string, CrawlRoomReport>();
  for (const { report } of await store.readRuns("crawl", crawlsRead)) {
    for (const room of (report as CrawlReport).rooms) if (!newest.has(room.room)) newest.set(room.room, room);
  }
  return newest;
}

function staleWarnings(rooms: readonly RoomStatus[], nowMs: number): readonly string[] {
  return rooms.flatMap(({ slug, verdict, lastSuccess }) => {
    if (verdict !== "publish" || lastSuccess === undefined) return [];
    const days = Math.floor((nowMs - Date.parse(lastSuccess)) / dayMs);
    return days < staleAfterDays
      ? []
      : [`${slug}: the last crawl that came through is ${days} days old. What was redacted since is still shown.`];
  });
}

function unlistedWarnings({ rooms }: Config, records: readonly RoomRecord[]): readonly string[] {
  const listed = recordsListed(rooms, records);
  return records
    .filter((record) => !listed.has(record))
    .map(
      ({ slug, configured }) => `${slug} (${configured}) is no longer listed: it is not published, but still stored.`,
    );
}
