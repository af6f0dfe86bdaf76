import type { Faults } from "#sample/faults.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import type { Ending } from "../support/temporary-folder.ts";
import { openCrawlWorld, type CrawlWorld, type CrawlWorldOptions } from "./crawl-world.ts";
import { roomId } from "./sample-rooms.ts";

export type SampleCrawl = { readonly server: SampleHomeserver; readonly world: CrawlWorld };

/** A sample homeserver with one room, listed as `test`, and a store to crawl it into. */
export async function sampleCrawl(
  ending: Ending,
  { room, faults = {}, ...options }: { room: SampleRoom; faults?: Faults } & Partial<CrawlWorldOptions>,
): Promise<SampleCrawl> {
  const server = await startSampleHomeserver({ rooms: [room], faults });
  ending.after(() => server.stop());
  const { url, token } = server;
  return { server, world: await openCrawlWorld(ending, { url, token, rooms: { test: roomId }, ...options }) };
}

/** Another store for the same homeserver. */
export function secondWorld(
  ending: Ending,
  { url, token }: SampleHomeserver,
  options: Partial<CrawlWorldOptions> = {},
): Promise<CrawlWorld> {
  return openCrawlWorld(ending, { url, token, rooms: { test: roomId }, ...options });
}
