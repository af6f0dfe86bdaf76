import type { Config, RoomConfig } from "#config/config.ts";
import { listedSeries, recordsListed } from "#store/listed-series.ts";
import type { RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { CrawlRoomReport } from "./crawl-report.ts";

export type CrawlToWarnOf = {
  readonly config: Config;
  readonly store: StoreReader;
  readonly rooms: readonly CrawlRoomReport[];
  readonly nowMs: number;
};

/** What needs the operator although nothing was lost: old data, deletions that wait for a word, rooms left over. */
export async function crawlWarnings({ config, store, rooms, nowMs }: CrawlToWarnOf): Promise<readonly string[]> {
  const records = await store.readRooms();
  const recordOf = (room: string) => records.find(({ configured }) => configured === room);
  const warnings: string[] = [];
  for (const report of rooms) {
    const record = recordOf(report.room);
    if (record === undefined) continue;
    if (report.outcome === "failed") warnings.push(...ageWarning(report, record, nowMs));
    if (report.missing?.outcome === "still-there") warnings.push(stillThere(report, report.missing.events));
  }
  const series = listedSeries(config.rooms, records);
  for (const room of config.rooms) {
    for (const record of series.get(room.room) ?? []) warnings.push(...(await heldWarning(store, room, record)));
  }
  return [...warnings, ...unlistedWarnings(config, records)];
}

/** Nothing was learnt, so nothing is deleted: what was redacted or closed meanwhile still stands. */
function ageWarning(
  { slug }: CrawlRoomReport,
  { verdict, lastSuccessAtMs }: RoomRecord,
  nowMs: number,
): readonly string[] {
  if (verdict !== "open" || lastSuccessAtMs === undefined) return [];
  const time = new Date(lastSuccessAtMs).toISOString();
  return [
    `${slug}: what is shown is ${ageOf(nowMs - lastSuccessAtMs)} old, from the crawl of ${time}. Nothing was deleted; what was taken back in the room since is still there.`,
  ];
}

function ageOf(ms: number): string {
  const hours = Math.max(0, Math.floor(ms / 3_600_000));
  if (hours < 1) return "less than an hour";
  if (hours < 48) return hours === 1 ? "an hour" : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}

function stillThere({ slug }: CrawlRoomReport, events: number): string {
  return `${slug}: ${events} events were on no page of the history, but the server still delivers one of them when it is asked for alone. Its pages cannot be trusted, so nothing was deleted; the next sweep looks again.`;
}

async function heldWarning(store: StoreReader, { slug }: RoomConfig, record: RoomRecord): Promise<readonly string[]> {
  const sweep = await store.readSweep(record.key);
  if (sweep === undefined || sweep.held === 0) return [];
  const time = new Date(sweep.finishedAtMs).toISOString();
  return [
    `${slug}: ${sweep.held} events were missing on the server at once when all history was walked on ${time}. That is more than publication.brake allows, so none was deleted. If they are meant to be gone: \`daybook crawl --room ${slug} --confirm-deletions\`.`,
  ];
}

function unlistedWarnings({ rooms }: Config, records: readonly RoomRecord[]): readonly string[] {
  const listed = recordsListed(rooms, records);
  return records
    .filter((record) => !listed.has(record) && record.verdict === "open")
    .map(
      ({ slug, configured }) =>
        `${slug} (${configured}) is no longer listed: the next build takes its pages off the site. What is stored of it stays until \`daybook remove --room ${slug}\`.`,
    );
}
