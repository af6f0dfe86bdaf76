import { join } from "node:path";
import type { BuildReport } from "#build/build-report.ts";
import type { Config } from "#config/config.ts";
import { parseConfig } from "#config/parse-config.ts";
import { crawlArchive, type CrawlOptions } from "#crawl/crawl-archive.ts";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import type { JsonObject } from "#lib/json.ts";
import { openStore } from "#store/open-store.ts";
import type { Store } from "#store/store.ts";
import type { Written } from "../support/assert-words.ts";
import { impatientHomeserver } from "../support/impatient-homeserver.ts";
import { build, readTree } from "../support/site-build.ts";
import { temporaryFolder, type Ending } from "../support/temporary-folder.ts";

export type ProofWorldOptions = {
  readonly url: string;
  readonly token: string;
  /** Aliases or ids by slug, or a mapping of the configuration's keys of a room. */
  readonly rooms: Readonly<Record<string, string | (JsonObject & { readonly room: string })>>;
  /** Default: a new one. */
  readonly store?: Store;
};

/** What differs from one update to the next. */
export type UpdateOptions = CrawlOptions & {
  /** Keys of `publication` in the configuration. The delay is "0s" unless said. */
  readonly publication?: JsonObject;
  /** What the clock says. Default: the real one. */
  readonly nowMs?: number;
};

/** What an update left on disk, and what it said. */
export type Update = Written & { readonly crawl: CrawlReport; readonly build: BuildReport };

/** A store and a site of their own, to be updated from a homeserver again and again. */
export type ProofWorld = {
  readonly store: Store;
  readonly config: (publication?: JsonObject) => Config;
  /** Crawls, builds and reads every byte that is on disk then. */
  readonly update: (options?: UpdateOptions) => Promise<Update>;
  /** Builds alone. */
  readonly build: (publication?: JsonObject) => Promise<Written & { readonly build: BuildReport }>;
};

const quiet = (): void => undefined;

/** Everything lives as long as the test. */
export async function openProofWorld(
  ending: Ending,
  { url, token, rooms, store: given }: ProofWorldOptions,
): Promise<ProofWorld> {
  const folder = await temporaryFolder(ending);
  const config: ProofWorld["config"] = (publication = {}) => {
    const text = JSON.stringify({
      site: { url: "https://chat.example.org/", title: "Chat", contact: "mailto:archive@example.org" },
      homeserver: { url },
      rooms: Object.entries(rooms).map(([slug, room]) => ({
        slug,
        index: true,
        ...(typeof room === "string" ? { room } : room),
      })),
      publication: { delay: "0s", ...publication },
      store: "./data",
      output: "./dist",
    });
    return parseConfig(text, { file: "daybook.yaml", folder, readText: () => "" });
  };
  const store = given ?? (await openStore({ folder: join(folder, "data") }));
  if (given === undefined) ending.after(() => store.close());

  const buildOnly: ProofWorld["build"] = async (publication) => {
    const report = await build(config(publication), store);
    return { build: report, output: await readTree(join(folder, "dist")), store: await readTree(store.folder) };
  };
  return {
    store,
    config,
    build: buildOnly,
    update: async ({ publication, nowMs, ...options } = {}) => {
      const homeserver = await impatientHomeserver(url, { token });
      const log = { info: quiet, debug: quiet, warn: quiet };
      const now = nowMs === undefined ? Date.now : () => nowMs;
      const crawl = await crawlArchive({
        config: config(publication),
        homeserver,
        store,
        log,
        progress: quiet,
        now,
        options,
      });
      return { crawl, ...(await buildOnly(publication)) };
    },
  };
}
