import type { Config } from "#config/config.ts";
import { calendarDayOf } from "#lib/calendar-day.ts";
import type { PublishedRoom } from "#archive/published-rooms.ts";
import type { StoreReader } from "#store/store.ts";
import { messageLinesPath, monthPath, roomPath, type SitePath } from "#view/urls.ts";
import type { IndexedDay } from "./index-days.ts";
import type { Ledger } from "./ledger.ts";
import type { RenderPool } from "./render-pool.ts";

export type MessageLinesInput = {
  readonly config: Config;
  readonly store: StoreReader;
  readonly pool: RenderPool;
  readonly ledger: Ledger;
  readonly rooms: readonly PublishedRoom[];
  readonly indexed: readonly IndexedDay[];
  readonly isFull: boolean;
};

/** A month to be written as JSON lines: its address, and where to read it. */
export type MonthOfLines = { readonly slug: string; readonly month: string };

/**
 * Writes the closed months of indexed rooms as JSON lines, those that changed anew, and deletes the files of months that have none any
 * more. A month is closed when the room's history has reached a later one, which the store says and no clock.
 */
export async function emitMessageLines(input: MessageLinesInput): Promise<void> {
  const { config, ledger, pool, rooms } = input;
  const isWanted = config.site.jsonLines && config.site.agents === "allow";
  const changed: MonthOfLines[] = [];
  const stale: string[] = [];
  for (const room of rooms) {
    const { slug } = room.config;
    const known = (await ledger.readKind("lines", roomPath(slug))).map(({ path }) => path);
    const months = isWanted && room.info.index ? await closedMonths(input.store, room) : [];
    const wanted = new Set(months.map((month) => monthPath(slug, month)));
    stale.push(...known.filter((path) => !wanted.has(folderOf(path))));
    const touched = new Set(input.indexed.filter((one) => one.slug === slug).map(({ day }) => day.slice(0, 7)));
    const has = new Set(known);
    const isMissing = (month: string) => !has.has(messageLinesPath(slug, month));
    for (const month of months)
      if (input.isFull || touched.has(month) || isMissing(month)) changed.push({ slug, month });
  }
  await ledger.remove(stale);
  for await (const months of pool.writeMonths(changed)) {
    for (const { slug, month, files } of months) {
      const before = await ledger.readKind("lines", monthPath(slug, month));
      const kept = new Set(files.map(({ path }) => path));
      await ledger.record("lines", files);
      await ledger.remove(before.map(({ path }) => path).filter((path) => !kept.has(path)));
    }
  }
}

async function closedMonths(store: StoreReader, { record, rooms }: PublishedRoom): Promise<readonly string[]> {
  const reached = calendarDayOf(Math.max(...rooms.map((shown) => shown.record.cutoffMs ?? 0))).slice(0, 7);
  const months = await store.readMonths(record.key);
  return months.filter(({ month, messageCount }) => month < reached && messageCount > 0).map(({ month }) => month);
}

function folderOf(path: string): SitePath {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
