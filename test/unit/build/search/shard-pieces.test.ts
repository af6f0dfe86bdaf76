import assert from "node:assert/strict";
import { test } from "node:test";
import { shardPieces, type WeighedDay } from "#build/search/shard-pieces.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";

const shard = { slug: "general", period: "2024" };

test("a shard within its limit stays whole and keeps the name of its period", () => {
  const days = [day("2024-01-02", 10), day("2024-11-30", 10)];
  assert.deepEqual(cut(days, 20), [{ name: "2024", words: 20, days: ["2024-01-02", "2024-11-30"] }]);
});

test("a shard beyond its limit is cut between months", () => {
  const days = [day("2024-01-02", 6), day("2024-01-31", 6), day("2024-02-01", 6), day("2024-03-01", 6)];
  assert.deepEqual(cut(days, 20), [
    { name: "2024-01", words: 18, days: ["2024-01-02", "2024-01-31", "2024-02-01"] },
    { name: "2024-03", words: 6, days: ["2024-03-01"] },
  ]);
});

test("a month beyond the limit is cut between days, and no other month joins it", () => {
  const days = [day("2024-01-02", 5), day("2024-02-01", 15), day("2024-02-02", 15), day("2024-03-01", 5)];
  assert.deepEqual(cut(days, 20), [
    { name: "2024-01", words: 5, days: ["2024-01-02"] },
    { name: "2024-02-01", words: 15, days: ["2024-02-01"] },
    { name: "2024-02-02", words: 15, days: ["2024-02-02"] },
    { name: "2024-03", words: 5, days: ["2024-03-01"] },
  ]);
});

test("a single day beyond the limit is never cut", () => {
  assert.deepEqual(cut([day("2024-02-01", 50)], 20), [{ name: "2024-02-01", words: 50, days: ["2024-02-01"] }]);
});

test("a day more at the end leaves the pieces before it as they were", () => {
  const days = [day("2024-01-02", 15), day("2024-02-01", 15), day("2024-03-01", 5)];
  const before = cut(days, 20);
  const after = cut([...days, day("2024-03-02", 5)], 20);
  assert.deepEqual(after[0], before[0]);
});

test("a shard without days has no pieces", () => {
  assert.deepEqual(cut([], 20), []);
});

test("a shard of two long months is cut in each of them, and is not named after the year", () => {
  const days = [day("2024-01-02", 15), day("2024-01-03", 15), day("2024-02-01", 15), day("2024-02-02", 4)];
  assert.deepEqual(cut(days, 20), [
    { name: "2024-01-02", words: 15, days: ["2024-01-02"] },
    { name: "2024-01-03", words: 15, days: ["2024-01-03"] },
    { name: "2024-02", words: 19, days: ["2024-02-01", "2024-02-02"] },
  ]);
});

function day(date: string, words: number): WeighedDay {
  return { day: date as CalendarDay, words };
}

function cut(days: readonly WeighedDay[], maxWords: number) {
  return shardPieces(shard, days, { maxWords }).map((piece) => ({
    name: piece.name,
    words: piece.days.reduce((sum, { words }) => sum + words, 0),
    days: piece.days.map(({ day: date }) => date),
  }));
}
