import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { crawlArchive, type CrawlOptions } from "#crawl/crawl-archive.ts";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import type { Progress } from "#lib/progress.ts";
import { openHomeserver } from "#matrix/open-homeserver.ts";
import { openStore } from "#store/open-store.ts";
import { benchConfig } from "../bench-config.ts";
import { medianCosts } from "../cpu.ts";
import type { Figure } from "../figures.ts";
import { bareLoop } from "./bare-loop.ts";
import { measureSweep } from "./measure-sweep.ts";
import { serveRoom, type ServedRoom } from "./served-room.ts";

export type CrawlMeasure = { readonly folder: string; readonly events: number; readonly rounds: number };

const quiet = (): void => undefined;
const log = { info: quiet, warn: console.error, debug: quiet };

/**
 * A room's whole history into an empty store, against a loop that only asks for its pages and parses them: with a server that
 * works as long as Synapse, and with one that answers at once.
 */
export async function measureCrawl({ folder, events, rounds }: CrawlMeasure): Promise<readonly Figure[]> {
  const server = await serveRoom(events);
  try {
    const works = { bare: () => bareLoop(server), crawl: () => crawlAnew(server, folder, events) };
    await server.setPace("synapse");
    const usual = await medianCosts(works, rounds);
    await server.setPace("instant");
    const instant = await medianCosts(works, rounds);
    const { first, second, swept } = await crawlTwice(server, folder, events);
    return [
      {
        what: "time of a crawl ÷ bare loop, server as slow as Synapse",
        measured: usual.crawl.wallMs / usual.bare.wallMs,
        atMost: 1.3,
      },
      {
        what: "time of a crawl ÷ bare loop, server answers at once",
        measured: instant.crawl.wallMs / instant.bare.wallMs,
      },
      { what: "CPU of a crawl ÷ bare loop, server left out", measured: instant.crawl.cpuMs / instant.bare.cpuMs },
      { what: "requests for the whole history", measured: requestsOf(first), unit: "" },
      { what: "requests where nothing happened since", measured: requestsOf(second), unit: "", atMost: 3 },
      ...swept,
    ];
  } finally {
    server.stop();
  }
}

/** Without the one request that asks who the reading account is, which is for all rooms together. */
function requestsOf({ rooms }: CrawlReport): number {
  return rooms.reduce((sum, { requests }) => sum + requests, 0);
}

async function crawlAnew(server: ServedRoom, folder: string, events: number): Promise<void> {
  const own = await mkdtemp(join(folder, "crawl-"));
  const { crawl, close } = await openCrawl(server, own);
  const report = await crawl();
  await close();
  await rm(own, { recursive: true });
  const seen = report.rooms[0]?.eventsSeen ?? 0;
  if (report.outcome !== "done" || seen < events - 20)
    throw new Error(`The crawl ended as "${report.outcome}" after ${seen} of ${events} events`);
}

type CrawledTwice = { readonly first: CrawlReport; readonly second: CrawlReport; readonly swept: readonly Figure[] };

/** And then swept: walked all over again. */
async function crawlTwice(server: ServedRoom, folder: string, events: number): Promise<CrawledTwice> {
  const { crawl, store, close } = await openCrawl(server, await mkdtemp(join(folder, "crawl-")));
  const first = await crawl();
  const second = await crawl();
  const sweep = (progress: Progress) => crawl({ options: { full: true }, progress });
  const swept = await measureSweep({ store, sweep, events });
  await close();
  return { first, second, swept };
}

async function openCrawl({ url, token, alias }: ServedRoom, folder: string) {
  const config = benchConfig([{ alias, slug: "general" }], { folder, homeserverUrl: url });
  const store = await openStore({ folder: config.store });
  const { contact } = config.site;
  const homeserver = await openHomeserver({ url, token, contact, version: "bench", log });
  return {
    store,
    crawl: ({ options = {}, progress = quiet }: { options?: CrawlOptions; progress?: Progress } = {}) =>
      crawlArchive({ config, homeserver, store, log, progress, now: Date.now, options }),
    close: () => store.close(),
  };
}
