import assert from "node:assert/strict";
import { test } from "node:test";
import { isDayInScope, type SearchScope, shardWaves } from "#client/search/shard-waves.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { ShardEntry, ShardList } from "#lib/search-shards.ts";

const everything: SearchScope = {
  room: undefined,
  year: undefined,
  month: undefined,
  before: undefined,
  after: undefined,
};
const list: ShardList = {
  rooms: [
    { slug: "a", title: "A", shards: [shard("a/2024"), shard("a/2025"), shard("a/2026-01"), shard("a/2026-02")] },
    { slug: "b", title: "B", shards: [shard("b/2025"), shard("b/2026-02")] },
  ],
};

test("the newest shards of all rooms come first, or the oldest in that order", () => {
  assert.deepEqual(paths(everything), ["a/2026-02", "b/2026-02", "a/2026-01", "a/2025", "b/2025", "a/2024"]);
  const oldest = shardWaves(list, everything, "oldest").flat();
  assert.deepEqual(
    oldest.map(({ path }) => path),
    ["a/2024", "a/2025", "b/2025", "a/2026-01", "a/2026-02", "b/2026-02"],
  );
});

test("room, year and dates leave out shards that hold nothing of them", () => {
  assert.deepEqual(paths({ ...everything, room: "b" }), ["b/2026-02", "b/2025"]);
  assert.deepEqual(paths({ ...everything, year: "2025" }), ["a/2025", "b/2025"]);
  assert.deepEqual(paths({ ...everything, before: "2026-02" }), ["a/2026-01", "a/2025", "b/2025", "a/2024"]);
  assert.deepEqual(paths({ ...everything, after: "2026-01-15" }), ["a/2026-02", "b/2026-02", "a/2026-01"]);
  assert.deepEqual(paths({ ...everything, month: "02", year: "2026" }), ["a/2026-02", "b/2026-02"]);
  assert.deepEqual(paths({ ...everything, month: "07" }), ["a/2025", "b/2025", "a/2024"]);
  assert.deepEqual(paths({ ...everything, room: "nowhere" }), []);
});

test("two busy shards or eight quiet ones make a wave, one busy one the first", () => {
  const sizes = (words: number): readonly number[] => {
    const shards = Array.from({ length: 10 }, (_, index) => shard(`c/${2000 + index}`, words));
    return shardWaves({ rooms: [{ slug: "c", title: "C", shards }] }, everything, "best").map((wave) => wave.length);
  };
  assert.deepEqual(sizes(300_000), [1, 2, 2, 2, 2, 1]);
  assert.deepEqual(sizes(100), [8, 2]);
});

test("a day is in scope from the first day of 'after' and until the day before 'before'", () => {
  const scope = { ...everything, year: "2024", after: "2024-02", before: "2024-03-02" };
  const days = ["2023-02-10", "2024-01-31", "2024-02-01", "2024-03-01", "2024-03-02"];
  assert.deepEqual(
    days.filter((day) => isDayInScope(day, scope)),
    ["2024-02-01", "2024-03-01"],
  );
});

test("a month without a year is that month of every year", () => {
  const days = ["2023-02-10", "2024-03-01", "2024-02-01"];
  assert.deepEqual(
    days.filter((day) => isDayInScope(day, { ...everything, month: "02" })),
    ["2023-02-10", "2024-02-01"],
  );
});

function paths(scope: SearchScope): readonly string[] {
  return shardWaves(list, scope, "newest").flatMap((wave) => wave.map(({ path }) => path));
}

function shard(path: string, words = 100): ShardEntry {
  const [, period = ""] = path.split("/");
  const [first, last] = period.length === 4 ? [`${period}-01-01`, `${period}-12-31`] : [`${period}-01`, `${period}-28`];
  return { path, key: "k", language: "en", first: first as CalendarDay, last: last as CalendarDay, words };
}
