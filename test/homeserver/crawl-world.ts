import { join } from "node:path";
import { parseConfig } from "#config/parse-config.ts";
import type { Config } from "#config/config.ts";
import { crawlArchive, type CrawlOptions } from "#crawl/crawl-archive.ts";
import type { CrawlReport, CrawlRoomReport } from "#crawl/crawl-report.ts";
import type { Pace } from "#matrix/pace.ts";
import { openStore } from "#store/open-store.ts";
import type { RoomRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { impatientHomeserver } from "../support/impatient-homeserver.ts";
import { temporaryFolder, type Ending } from "../support/temporary-folder.ts";

export type CrawlWorldOptions = {
  readonly url: string;
  readonly token: string;
  /** Aliases or ids by slug, or a mapping of the configuration's keys of a room. */
  readonly rooms: Readonly<Record<string, string | (Readonly<Record<string, unknown>> & { readonly room: string })>>;
  /** Default: "0s", so that all that is stored may be shown. */
  readonly delay?: string;
  readonly pace?: Partial<Pace>;
  /** Further keys of `publication`. */
  readonly publication?: Readonly<Record<string, unknown>>;
  /** The key `media`. */
  readonly media?: Readonly<Record<string, unknown>>;
};

export type RunOptions = CrawlOptions & {
  readonly signal?: AbortSignal;
  /** Another configuration of the same store. */
  readonly config?: Config;
  /** What the clock says. Default: the real one. */
  readonly nowMs?: number;
  /** Called after each page that was stored. */
  readonly onPage?: (eventsSeen: number) => void;
};

/** A store of its own, a configuration, and a homeserver to crawl. */
export type CrawlWorld = {
  readonly config: Config;
  readonly store: Store;
  /** Warnings of all crawls so far. */
  readonly warnings: readonly string[];
  crawl(options?: RunOptions): Promise<CrawlReport>;
  /** A crawl of a world with one room: what the report says of it. */
  crawlRoom(options?: RunOptions): Promise<CrawlRoomReport>;
  record(slug: string): Promise<RoomRecord>;
  /** `slug day` of everything that changed since a change number, sorted. */
  dirtySince(change: number): Promise<readonly string[]>;
};

/** Everything lives as long as the test. */
export async function openCrawlWorld(
  ending: Ending,
  { url, token, rooms, delay = "0s", pace = {}, publication = {}, media = {} }: CrawlWorldOptions,
): Promise<CrawlWorld> {
  const folder = await temporaryFolder(ending);
  const listed = Object.entries(rooms).map(([slug, room]) => ({
    slug,
    index: true,
    ...(typeof room === "string" ? { room } : room),
  }));
  const text = JSON.stringify({
    site: { url: "https://chat.example.org/", title: "Chat", contact: "mailto:archive@example.org" },
    homeserver: { url },
    rooms: listed,
    publication: { delay, ...publication },
    media,
  });
  const config = parseConfig(text, { file: "daybook.yaml", folder, readText: () => "" });
  const store = await openStore({ folder: join(folder, "data") });
  ending.after(() => store.close());
  const warnings: string[] = [];
  const quiet = (): void => undefined;
  const log = { info: quiet, debug: quiet, warn: (line: string) => void warnings.push(line) };

  const crawl: CrawlWorld["crawl"] = async ({ signal, nowMs, onPage, config: other = config, ...options } = {}) => {
    const homeserver = await impatientHomeserver(url, { token, pace, ...(signal === undefined ? {} : { signal }) });
    const progress = ({ done }: { done: number }): void => onPage?.(done);
    const now = nowMs === undefined ? Date.now : () => nowMs;
    return crawlArchive({ config: other, homeserver, store, log, progress, signal, now, options });
  };
  const record: CrawlWorld["record"] = async (slug) => {
    const found = await store.readRoom({ slug });
    if (found === undefined) throw new Error(`No room ${slug} in the store`);
    return found;
  };
  return {
    config,
    store,
    warnings,
    crawl,
    record,
    async crawlRoom(options) {
      const { rooms: reports } = await crawl(options);
      if (reports[0] === undefined) throw new Error("The report names no room");
      return reports[0];
    },
    async dirtySince(change) {
      const slugs = new Map((await store.readRooms()).map(({ key, slug }) => [key, slug]));
      const days = await store.readDirtyDays(change);
      return days.map(({ room, day }) => `${slugs.get(room)} ${day}`).toSorted();
    },
  };
}
