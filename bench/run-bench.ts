import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openStore } from "#store/open-store.ts";
import { benchConfig } from "./bench-config.ts";
import { measureBuilds } from "./building/measure-builds.ts";
import { measureCrawl } from "./crawling/measure-crawl.ts";
import { benchRooms } from "./history/bench-room.ts";
import { fillStore } from "./history/fill-store.ts";
import type { Section } from "./figures.ts";
import { measureMedia } from "./media/measure-media.ts";
import { measureMessages } from "./rendering/measure-messages.ts";
import { measureRendering } from "./rendering/measure-rendering.ts";
import { inScratch } from "./scratch.ts";
import { measureSearch } from "./search/measure-search.ts";

export type BenchOptions = {
  /** Day pages of the archive. */
  readonly pages: number;
  /** Events of the room that is crawled. */
  readonly crawlEvents: number;
  /** Pictures that are made safe; ten times as many are, to see what memory does. */
  readonly pictures: number;
  /** Each figure is the median of so many. */
  readonly rounds: number;
  /** Told what is being measured. */
  readonly say: (line: string) => void;
};

/** Makes an archive from seeded words and measures crawl, build, rendering and search on it, all in one run. */
export async function runBench({
  pages,
  crawlEvents,
  pictures,
  rounds,
  say,
}: BenchOptions): Promise<readonly Section[]> {
  return inScratch(async (folder) => {
    say(`crawling ${crawlEvents} events`);
    const crawl = await measureCrawl({ folder, events: crawlEvents, rounds });

    say(`making ${pictures} pictures safe`);
    const media = await measureMedia({ folder, pictures, rounds });

    say(`writing ${pages} days into a store`);
    const rooms = benchRooms(pages);
    const config = benchConfig(rooms, { folder });
    const filled = await openStore({ folder: config.store });
    await fillStore(filled, rooms);
    await filled.close();

    say("building the site: from nothing, again, after changes, anew");
    const building = await measureBuilds({ folder, rooms, pages, rounds });

    say("rendering days");
    const scratch = join(folder, "scratch");
    await mkdir(scratch);
    const store = await openStore({ folder: config.store });
    try {
      const rendering = await measureRendering({ store, config, folder: scratch, rounds });
      say("reading and printing formatted messages");
      const messages = await measureMessages({ rounds });
      say("indexing a month and a year for search");
      const search = await measureSearch({ store, config, rounds });
      return [
        { title: `Crawl of ${crawlEvents.toLocaleString("en")} events`, figures: crawl },
        { title: `Rendering of ${Math.min(pages, 1000).toLocaleString("en")} days`, figures: rendering },
        { title: "Messages", figures: messages },
        { title: `Builds of ${pages.toLocaleString("en")} days`, figures: building },
        { title: "Search", figures: search },
        { title: `Safe thumbnails of ${pictures.toLocaleString("en")} pictures`, figures: media },
      ];
    } finally {
      await store.close();
    }
  });
}
