import { join } from "node:path";
import type { BuildReport } from "#build/build-report.ts";
import { buildSite } from "#build/build-site.ts";
import { parseConfig } from "#config/parse-config.ts";
import { crawlArchive } from "#crawl/crawl-archive.ts";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import type { JsonObject } from "#lib/json.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { openStore } from "#store/open-store.ts";
import { impatientHomeserver } from "./impatient-homeserver.ts";
import { compiledFor } from "./site-build.ts";

export type PublishOptions = {
  /** Rooms of a homeserver of their own, each by the slug it is published under. */
  readonly rooms: ReadonlyMap<string, SampleRoom>;
  /** Takes the store (`data`) and the site (`dist`). */
  readonly folder: string;
  /** Keys of `site` in the configuration. */
  readonly site?: JsonObject;
  /** Keys of every room in the configuration. */
  readonly room?: JsonObject;
};

export type Published = {
  /** The built site, for its root. */
  readonly output: string;
  readonly crawl: CrawlReport;
  readonly build: BuildReport;
};

const quiet = (): void => undefined;
const log = { info: quiet, debug: quiet, warn: quiet };

/** The whole way of rooms into pages: a sample homeserver, a crawl over HTTP and a build. */
export async function publishRooms({ rooms, folder, site = {}, room = {} }: PublishOptions): Promise<Published> {
  const server = await startSampleHomeserver({ rooms: [...rooms.values()] });
  const store = await openStore({ folder: join(folder, "data") });
  try {
    const listed = [...rooms].map(([slug, { roomId }]) => ({ room: roomId, slug, index: true, ...room }));
    const config = parseConfig(
      JSON.stringify({
        site: { url: "https://chat.tidewater.example/", title: "Chat", contact: "mailto:archive@example.org", ...site },
        homeserver: { url: server.url },
        rooms: listed,
        publication: { delay: "0s" },
        store: "./data",
        output: "./dist",
      }),
      { file: "daybook.yaml", folder, readText: () => "" },
    );
    const homeserver = await impatientHomeserver(server.url, { token: server.token });
    const crawl = await crawlArchive({ config, homeserver, store, log, progress: quiet, now: Date.now, options: {} });
    const compiled = await compiledFor(config.site.url);
    const build = await buildSite({ config, store, log, progress: quiet, compiled });
    return { output: config.output, crawl, build };
  } finally {
    await store.close();
    await server.stop();
  }
}
