import assert from "node:assert/strict";
import { before } from "node:test";
import type { CrawlReport, CrawlRoomReport } from "#crawl/crawl-report.ts";
import {
  crawlRooms,
  playCrawlScenario,
  type CrawlRoomName,
  type CrawlScenario,
  type CrawlStage,
} from "./crawl-scenario.ts";
import { openCrawlWorld, type CrawlWorld } from "./crawl-world.ts";
import { dumpStore, type DumpedRoom } from "./dump-store.ts";
import { openRecordingProxy, type RecordingProxy } from "./recording-proxy.ts";
import { suiteEnding } from "./suite-ending.ts";

/** The scenario, played on a homeserver and crawled once. */
export type PlayedCrawl = {
  readonly stage: CrawlStage;
  readonly played: CrawlScenario;
  readonly proxy: RecordingProxy;
  readonly world: CrawlWorld;
  readonly report: CrawlReport;
  /** A room of the store as the first crawl left it. */
  readonly room: (slug: CrawlRoomName) => DumpedRoom;
  readonly reportOf: (slug: CrawlRoomName) => CrawlRoomReport;
};

/** To be called within a suite; what it gives may be asked from the first test on. */
export function playedCrawl(openStage: () => Promise<CrawlStage>): () => PlayedCrawl {
  const ending = suiteEnding();
  let crawl: PlayedCrawl | undefined;

  before(async () => {
    const stage = await openStage();
    ending.after(() => stage.stop());
    const played = await playCrawlScenario(stage);
    const proxy = await openRecordingProxy(ending, stage.url);
    const ids = Object.keys(crawlRooms).map((name) => [name, stage.rooms[name as CrawlRoomName].roomId] as const);
    const listed = { ...Object.fromEntries(ids), quay: `#quay:${stage.serverName}` };
    const world = await openCrawlWorld(ending, { url: proxy.url, token: stage.token, rooms: listed });
    // Small pages, so that every walk crosses many of their borders.
    const report = await world.crawl({ pageLimit: 10 });
    const rooms = dumpStore(world);
    crawl = {
      stage,
      played,
      proxy,
      world,
      report,
      room: (slug) => rooms.find((room) => room.slug === slug) ?? assert.fail(`no room ${slug} in the store`),
      reportOf: (slug) =>
        report.rooms.find((room) => room.slug === slug) ?? assert.fail(`no room ${slug} in the report`),
    };
  });
  return () => crawl ?? assert.fail("the scenario was not played");
}
