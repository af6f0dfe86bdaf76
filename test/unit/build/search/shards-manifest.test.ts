import assert from "node:assert/strict";
import { test } from "node:test";
import { shardsManifest } from "#build/search/shards-manifest.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { parseShardList } from "#lib/search-shards.ts";

test("the list is sorted by room and time, whatever order the shards come in", () => {
  const shards = [
    shard("b", "2024", "en"),
    shard("a", "2025-01", "en"),
    shard("a", "2024-ja", "ja"),
    shard("a", "2024", "en"),
  ];
  const text = shardsManifest(shards);
  assert.equal(shardsManifest(shards.toReversed()), text);
  const list = parseShardList(JSON.parse(text));
  assert.deepEqual(
    list?.rooms.map(({ slug, shards: ofRoom }) => [slug, ofRoom.map(({ path }) => path)]),
    [
      ["a", ["rooms/a/2024-ja/", "rooms/a/2024/", "rooms/a/2025-01/"]],
      ["b", ["rooms/b/2024/"]],
    ],
  );
});

test("a room is listed under the title of its newest shard", () => {
  const old = { ...shard("a", "2024", "en"), roomTitle: "Old name" };
  const list = parseShardList(JSON.parse(shardsManifest([shard("a", "2025", "en"), old])));
  assert.equal(list?.rooms[0]?.title, "Room a");
});

test("a site without anything to search has an empty list", () => {
  assert.deepEqual(JSON.parse(shardsManifest([])), { rooms: [] });
});

test("what is no list of shards is refused", () => {
  for (const json of [null, [], {}, { rooms: [{}] }, { rooms: [{ slug: "a", title: "A", shards: [{ path: 1 }] }] }]) {
    assert.equal(parseShardList(json), undefined);
  }
});

function shard(slug: string, name: string, language: string) {
  const day = `${name.slice(0, 4)}-01-01` as CalendarDay;
  const entry = { path: `rooms/${slug}/${name}/`, key: "k", language, first: day, last: day, words: 1 };
  return { slug, roomTitle: `Room ${slug}`, entry };
}
