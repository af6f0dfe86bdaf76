import assert from "node:assert/strict";
import { join } from "node:path";
import type { Config } from "#config/config.ts";
import type { RoomBuilder } from "#sample/build-room.ts";
import { textFrom } from "#sample/new-event.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { assertSameTree, build, readTree, textAt, type Tree } from "../support/site-build.ts";
import { temporaryFolder, type Ending } from "../support/temporary-folder.ts";
import { openCrawlWorld, type CrawlWorld, type CrawlWorldOptions } from "./crawl-world.ts";
import { ben } from "./sample-rooms.ts";
import { after, at, newId, oldId, spokenRoom, tombstone } from "./sample-series.ts";

type Listed = CrawlWorldOptions["rooms"];

export type SeriesSite = {
  readonly server: SampleHomeserver;
  readonly world: CrawlWorld;
  /** Crawls and builds; the whole site is what a build from nothing gives. */
  readonly update: (config?: Config) => Promise<Tree>;
  readonly configOf: (listed: Listed) => Promise<Config>;
};

/** Two rooms, the older one speaking on two days and upgraded on the second, on which the newer one speaks too. */
export async function seriesSite(
  ending: Ending,
  { listed = { general: oldId }, rooms = upgradedRooms() }: { listed?: Listed; rooms?: readonly RoomBuilder[] } = {},
): Promise<SeriesSite> {
  const server = await startSampleHomeserver({ rooms: rooms.map((room) => room.toRoom()) });
  ending.after(() => server.stop());
  const { url, token } = server;
  const world = await openCrawlWorld(ending, { url, token, rooms: listed });
  return {
    server,
    world,
    async update(config = world.config) {
      await world.crawl({ config });
      return buildBoth(ending, world, config);
    },
    async configOf(other) {
      const { config } = await openCrawlWorld(ending, { url, token, rooms: other });
      return { ...config, output: world.config.output, store: world.config.store };
    },
  };
}

/** A build and one from nothing, which must give the same. */
export async function buildBoth(ending: Ending, { store }: CrawlWorld, config: Config): Promise<Tree> {
  await build(config, store);
  const site = await readTree(config.output);
  const whole = { ...config, output: join(await temporaryFolder(ending), "whole") };
  await build(whole, store);
  // Summaries of days are shared by all outputs of a store, so that the first one is looked at once more.
  await build(config, store);
  assertSameTree(site, await readTree(config.output), "a second build changes nothing");
  assertSameTree(withoutRemovals(await readTree(whole.output)), withoutRemovals(site), "whole and step by step differ");
  return site;
}

/** Pages that say that something was here stand where something was, which another folder never saw. */
function withoutRemovals(tree: Tree): Tree {
  return new Map([...tree].filter(([path, bytes]) => path !== "daybook-stamp" && !isRemoval(bytes)));
}

function isRemoval(bytes: Buffer): boolean {
  return /Something was removed here|no longer public here/.test(bytes.toString("utf8"));
}

export function upgradedRooms(): RoomBuilder[] {
  const older = spokenRoom(oldId, "2025-03-02T10:00", "heron", { name: "Shore" });
  older.add(textFrom(ben, "bittern", at("2025-03-03T09:00")));
  older.add(tombstone(newId, "2025-03-03T12:00"));
  older.add(textFrom(ben, "straggler", at("2025-03-03T15:00")));
  const newer = spokenRoom(newId, "2025-03-03T13:00", "egret", { ...after(oldId), name: "New Shore" });
  newer.add(textFrom(ben, "spoonbill", at("2025-03-04T10:00")));
  return [older, newer];
}

export function dayText(tree: Tree, path: string): string {
  return textAt(tree, `${path}index.html`)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");
}

export function assertInOrder(text: string, ...words: readonly string[]): void {
  const places = words.map((word) => text.indexOf(word));
  assert.ok(!places.includes(-1), `${words.join(", ")} in ${text}`);
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
    words.join(", "),
  );
}

export const days = { first: "general/2025/03/02/", upgrade: "general/2025/03/03/", last: "general/2025/03/04/" };
