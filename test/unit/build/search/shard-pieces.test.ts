import assert from "node:assert/strict";
import { test } from "node:test";
import { shardPieces } from "#build/search/shard-pieces.ts";
import { searchDay } from "#test/support/search-days.ts";

const shard = { slug: "general", period: "2024" };

test("a shard within its limit stays whole and keeps the name of its period", async () => {
  const days = [day("2024-01-02", 10), day("2024-11-30", 10)];
  assert.deepEqual(await cut(days, 20), [{ name: "2024", words: 20, days: ["2024-01-02", "2024-11-30"] }]);
});

test("a shard beyond its limit is cut between months", async () => {
  const days = [day("2024-01-02", 6), day("2024-01-31", 6), day("2024-02-01", 6), day("2024-03-01", 6)];
  assert.deepEqual(await cut(days, 20), [
    { name: "2024-01", words: 18, days: ["2024-01-02", "2024-01-31", "2024-02-01"] },
    { name: "2024-03", words: 6, days: ["2024-03-01"] },
  ]);
});

test("a month beyond the limit is cut between days, and no other month joins it", async () => {
  const days = [day("2024-01-02", 5), day("2024-02-01", 15), day("2024-02-02", 15), day("2024-03-01", 5)];
  assert.deepEqual(await cut(days, 20), [
    { name: "2024-01", words: 5, days: ["2024-01-02"] },
    { name: "2024-02-01", words: 15, days: ["2024-02-01"] },
    { name: "2024-02-02", words: 15, days: ["2024-02-02"] },
    { name: "2024-03", words: 5, days: ["2024-03-01"] },
  ]);
});

test("a single day beyond the limit is never cut", async () => {
  assert.deepEqual(await cut([day("2024-02-01", 50)], 20), [{ name: "2024-02-01", words: 50, days: ["2024-02-01"] }]);
});

test("a day more at the end leaves the pieces before it as they were", async () => {
  const days = [day("2024-01-02", 15), day("2024-02-01", 15), day("2024-03-01", 5)];
  const before = await cut(days, 20);
  const after = await cut([...days, day("2024-03-02", 5)], 20);
  assert.deepEqual(after[0], before[0]);
});

test("a shard without days has no pieces", async () => {
  assert.deepEqual(await cut([], 20), []);
});

test("text without spaces counts two letters for a word", async () => {
  const [piece] = await cut([searchDay("general", "2024-01-02", [[{ by: "Ann", text: "潮位計が止まった" }]])], 20);
  assert.equal(piece?.words, 5);
});

function day(date: string, words: number) {
  return searchDay("general", date, [[{ by: "Ann", text: "tide ".repeat(words) }]]);
}

async function cut(days: readonly ReturnType<typeof searchDay>[], maxWords: number) {
  const pieces = await Array.fromAsync(shardPieces(shard, days, { maxWords }));
  return pieces.map((piece) => ({
    name: piece.name,
    words: piece.words,
    days: piece.days.map(({ day: date }) => date),
  }));
}
