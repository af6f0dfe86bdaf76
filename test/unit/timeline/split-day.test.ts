import assert from "node:assert/strict";
import { test } from "node:test";
import { assignParts, type PartCandidate } from "#timeline/split-day.ts";

/** Events a second apart; `pauseBefore` lists indexes with a longer pause before them, in seconds. */
function events(count: number, pauseBefore: Readonly<Record<number, number>> = {}, sizeBytes = 100): PartCandidate[] {
  let ts = Date.parse("2024-03-05T00:00:00Z");
  return Array.from({ length: count }, (_, index) => {
    ts += (pauseBefore[index] ?? 1) * 1000;
    return { position: index * 1000, ts, sizeBytes, part: undefined };
  });
}

function sizes(parts: readonly number[]): number[] {
  return [...new Set(parts)].map((part) => parts.filter((one) => one === part).length);
}

function published(candidates: readonly PartCandidate[], parts: readonly number[]): PartCandidate[] {
  return candidates.map((candidate, index) => ({ ...candidate, part: parts[index] }));
}

test("up to five hundred events are one part", () => {
  assert.deepEqual(sizes(assignParts(events(500))), [500]);
  assert.deepEqual(assignParts([]), []);
});

test("a longer day is cut at the largest pause in the last quarter of what a part may hold", () => {
  assert.deepEqual(sizes(assignParts(events(600, { 100: 900, 400: 60, 450: 90, 520: 900 }))), [450, 150]);
});

test("without any pause, also within one millisecond, parts are full and nothing is lost", () => {
  const sameMoment = events(1203).map((event) => ({ ...event, ts: 0 }));
  const parts = assignParts(sameMoment);
  assert.deepEqual(sizes(parts), [500, 500, 203]);
  assert.deepEqual(
    parts,
    parts.toSorted((one, other) => one - other),
  );
});

test("bytes cut too, and one huge event is a part of its own", () => {
  assert.deepEqual(sizes(assignParts(events(10, {}, 95_000))), [4, 4, 2]);
  const huge = events(3).map((event, index) => ({ ...event, sizeBytes: index === 1 ? 900_000 : 10 }));
  assert.deepEqual(assignParts(huge), [1, 2, 3]);
});

test("events that follow later fill the last part and then open new ones; published parts stay", () => {
  const day = events(1300, { 480: 30, 900: 30 });
  const first = assignParts(day.slice(0, 300));
  const second = assignParts(published(day.slice(0, 700), first));
  const third = assignParts(published(day, second));
  assert.deepEqual(second.slice(0, 300), first);
  assert.deepEqual(third.slice(0, 700), second);
  assert.deepEqual(sizes(third), [480, 420, 400]);
});

test("a part that was published full is left as it is", () => {
  const day = events(501);
  const grown = assignParts(published(day, assignParts(day.slice(0, 500))));
  assert.deepEqual(sizes(grown), [500, 1]);
});

test("a late event between two of one part joins that part, even beyond the limits", () => {
  const day = events(1000);
  const before = assignParts(day);
  const late: PartCandidate = { position: 10_500, ts: day[10]?.ts ?? 0, sizeBytes: 500_000, part: undefined };
  const parts = assignParts([
    ...published(day.slice(0, 11), before),
    late,
    ...published(day.slice(11), before.slice(11)),
  ]);
  assert.deepEqual(sizes(parts), [501, 500]);
  assert.deepEqual(parts.toSpliced(11, 1), before);
});

test("a late event before the first one joins the first part, one between two parts the earlier of them", () => {
  const day = events(1000);
  const before = assignParts(day);
  const late: PartCandidate = { position: -1, ts: 0, sizeBytes: 1, part: undefined };
  assert.equal(assignParts([late, ...published(day, before)])[0], 1);
  const between = [...published(day.slice(0, 500), before), late, ...published(day.slice(500), before.slice(500))];
  assert.equal(assignParts(between)[500], 1);
});
