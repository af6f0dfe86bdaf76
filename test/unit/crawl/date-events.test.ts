import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dateEvents, isPossibleTimestamp } from "#crawl/date-events.ts";

const crawlStartMs = Date.parse("2025-06-01T12:00:00Z");
const ms = (time: string): number => Date.parse(`${time}Z`);

/** Days of a page, newest first; an impossible timestamp is marked with `?`. */
function daysOf(times: readonly number[], newerTs?: number): readonly string[] {
  const dated = dateEvents(
    times.map((originServerTs) => ({ originServerTs })),
    { newerTs, crawlStartMs },
  );
  return dated.map(({ day, timestampTrusted }) => `${day}${timestampTrusted ? "" : "?"}`);
}

describe("the day of an event", () => {
  test("is that of its own time in UTC, to the millisecond", () => {
    assert.deepEqual(
      daysOf([
        ms("2025-01-01T00:00:00.000"),
        ms("2024-12-31T23:59:59.999"),
        ms("2024-03-01T00:00"),
        ms("2024-02-29T23:59:59.999"),
      ]),
      ["2025-01-01", "2024-12-31", "2024-03-01", "2024-02-29"],
    );
  });

  test("is its newer neighbour's where its own time is impossible", () => {
    assert.deepEqual(daysOf([ms("2025-03-05T09:00"), 0, -1, 2 ** 53, ms("2025-03-04T09:00")]), [
      "2025-03-05",
      "2025-03-05?",
      "2025-03-05?",
      "2025-03-05?",
      "2025-03-04",
    ]);
  });

  test("at the top of a page is that of the event above the page", () => {
    assert.deepEqual(daysOf([0, ms("2025-03-04T09:00")], ms("2025-03-06T09:00")), ["2025-03-06?", "2025-03-04"]);
  });

  test("at the live end is its older neighbour's, and without any neighbour that of the crawl", () => {
    assert.deepEqual(daysOf([2 ** 53, ms("2025-03-04T09:00")]), ["2025-03-04?", "2025-03-04"]);
    assert.deepEqual(daysOf([2 ** 53, 0]), ["2025-06-01?", "2025-06-01?"]);
    assert.deepEqual(daysOf([0], 0), ["2025-06-01?"], "an impossible neighbour is none");
  });

  test("gives the time from which a delay counts", () => {
    const [first, second] = dateEvents([{ originServerTs: ms("2025-03-05T09:00") }, { originServerTs: 0 }], {
      newerTs: undefined,
      crawlStartMs,
    });
    assert.deepEqual([first?.ageFromMs, second?.ageFromMs], [ms("2025-03-05T09:00"), ms("2025-03-05T09:00")]);
  });
});

test("a time is possible from 2014 to a day after the crawl, in whole milliseconds", () => {
  const possible = [ms("2014-01-01T00:00"), crawlStartMs, crawlStartMs + 86_400_000];
  const impossible = [
    ms("2014-01-01T00:00") - 1,
    crawlStartMs + 86_400_001,
    0,
    -1,
    1.5 + crawlStartMs,
    Number.NaN,
    2 ** 53,
  ];
  for (const time of possible) assert.ok(isPossibleTimestamp(time, crawlStartMs), String(time));
  for (const time of impossible) assert.ok(!isPossibleTimestamp(time, crawlStartMs), String(time));
});
