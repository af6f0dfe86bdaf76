import type { Archive } from "#archive.ts";
import type { PublishedRoom } from "#archive/published-rooms.ts";
import { roomFeedPath, siteFeedPath } from "#view/urls.ts";
import type { Ledger } from "./ledger.ts";
import { renderFeed } from "./render-feed.ts";

/** Writes the feeds of the site and of each indexed room, and deletes those that have nothing to tell any more. */
export async function emitFeeds({
  archive,
  ledger,
  rooms,
}: {
  archive: Archive;
  ledger: Ledger;
  rooms: readonly PublishedRoom[];
}): Promise<void> {
  const wanted = new Set<string>();
  const feeds = [{ path: siteFeedPath, feed: await archive.siteFeed() }];
  for (const { config } of rooms) {
    feeds.push({ path: roomFeedPath(config.slug), feed: await archive.roomFeed(config.slug) });
  }
  for (const { path, feed } of feeds) {
    if (feed === undefined) continue;
    wanted.add(path);
    await ledger.emit("feed", path, renderFeed(feed), { drawnFrom: feed.drawnFrom });
  }
  const known = await Promise.all(
    ["feed.xml", ...rooms.map(({ config }) => roomFeedPath(config.slug))].map((path) => ledger.read(path)),
  );
  const old = known.flat().filter(({ kind, path }) => kind === "feed" && !wanted.has(path));
  await ledger.remove(old.map(({ path }) => path));
}
