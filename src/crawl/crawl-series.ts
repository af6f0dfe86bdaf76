import type { Log } from "#lib/progress.ts";
import type { Config, RoomConfig } from "#config/config.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import { parseRoomAlias, type RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { UpgradeLink } from "#matrix/upgrade-links.ts";
import { upgradeObjection } from "#publication/judge-upgrade.ts";
import type { RoomKey, RoomRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { askForPredecessor } from "./ask-for-predecessor.ts";
import type { CrawlRoomReport } from "./crawl-report.ts";
import { objectionText } from "./upgrade-advice.ts";

export type SeriesCrawl = {
  readonly config: Config;
  /** The entry of the configuration, whose own room was crawled before. */
  readonly room: RoomConfig;
  readonly homeserver: Homeserver;
  readonly store: Store;
  readonly log: Log;
  readonly signal: AbortSignal | undefined;
  /** Crawls a successor like a listed room, by what its entry would be. */
  readonly crawlRoom: (room: RoomConfig, before: RoomRecord) => Promise<CrawlRoomReport>;
};

export type CrawledSeries = {
  readonly reports: readonly CrawlRoomReport[];
  /** Links between rooms that were not followed. */
  readonly warnings: readonly string[];
};

/**
 * Follows the upgrades of a listed room: a successor that both rooms confirm is crawled like it, with its own permission, and so on from
 * there. Where the earlier room cannot be read now, what was confirmed before stands. Call it when all listed rooms were crawled:
 * one that has an entry of its own is not followed.
 */
export async function crawlSeries(crawl: SeriesCrawl): Promise<CrawledSeries> {
  const { room, store, signal } = crawl;
  const reports: CrawlRoomReport[] = [];
  const warnings: string[] = [];
  const warn = (text: string): void => {
    crawl.log.warn(`${room.slug}: ${text}`);
    warnings.push(`${room.slug}: ${text}`);
  };
  const series: RoomRecord[] = [];
  let current = room.follow ? await store.readRoom({ configured: room.room }) : undefined;
  const isStopped = (): boolean => signal?.aborted === true;
  while (current !== undefined && !isStopped()) {
    series.push(current);
    const next = await successorOf(crawl, series, warn);
    if (next === undefined) break;
    reports.push(await crawl.crawlRoom(successorEntry(room, next), current));
    current = await stillFollowing(crawl, current, next.roomId, warn);
  }
  return { reports, warnings };
}

type Successor = Pick<UpgradeLink, "roomId"> & { readonly via: string | undefined };

async function successorOf(
  crawl: SeriesCrawl,
  series: readonly RoomRecord[],
  warn: (text: string) => void,
): Promise<Successor | undefined> {
  const { store } = crawl;
  const last = series.at(-1);
  if (last === undefined) return undefined;
  const standing = (await store.readRooms()).find(({ follows }) => follows === last.key);
  // Closed, or removed: it says nothing of itself any more. Each room of a series is judged for itself.
  if (last.verdict !== "open") return standing && { roomId: standing.roomId, via: undefined };
  const { successor } = last.state;
  if (standing !== undefined && standing.roomId !== successor?.roomId) await part(crawl, standing);
  if (successor === undefined) return undefined;
  const [first = last.roomId, ...others] = series.map(({ roomId }) => roomId);
  const leadsBack = [first, ...others].includes(successor.roomId);
  if (!leadsBack && (await isListedApart(crawl, successor.roomId))) return undefined;
  if (standing?.roomId === successor.roomId) return successor;
  const predecessorOfSuccessor = leadsBack ? undefined : await askForPredecessor(crawl.homeserver, successor.roomId);
  const objection = upgradeObjection({
    series: [first, ...others],
    successor: successor.roomId,
    predecessorOfSuccessor,
  });
  if (objection === undefined) return successor;
  warn(objectionText(objection, last.roomId, successor.roomId));
  return undefined;
}

/** What its crawl has just learnt counts. */
async function stillFollowing(
  crawl: SeriesCrawl,
  before: RoomRecord,
  roomId: RoomId,
  warn: (text: string) => void,
): Promise<RoomRecord | undefined> {
  const record = await crawl.store.readRoom({ roomId });
  if (record?.follows !== before.key) return undefined;
  const named = record.state.predecessor?.roomId;
  if (record.verdict !== "open" || named === before.roomId) return record;
  warn(objectionText(named === undefined ? "one-sided" : "contradicted", before.roomId, roomId));
  await part(crawl, record);
  return undefined;
}

async function part({ store }: SeriesCrawl, { key }: { readonly key: RoomKey }): Promise<void> {
  await store.transaction((tx) => tx.writeParted(key));
}

/** Has the room an entry of its own? An alias that was never crawled, as with `--room`, is looked up. */
async function isListedApart({ config, store, homeserver }: SeriesCrawl, roomId: RoomId): Promise<boolean> {
  for (const { room } of config.rooms) {
    if (room === roomId) return true;
    const record = await store.readRoom({ configured: room });
    if (record?.roomId === roomId) return true;
    const alias = record === undefined ? parseRoomAlias(room) : undefined;
    if (alias === undefined) continue;
    const found = await homeserver.fetchRoomIdForAlias(alias).catch((error: unknown) => {
      if (error instanceof MatrixApiError && error.kind !== "unauthorized") return undefined;
      throw error;
    });
    if (found?.roomId === roomId) return true;
  }
  return false;
}

/** The entry of a successor: that of the listed room, but for the room itself. */
export function successorEntry(room: RoomConfig, { roomId, via }: Successor): RoomConfig {
  return { ...room, room: roomId, via: [...new Set([...room.via, ...(via === undefined ? [] : [via])])] };
}
