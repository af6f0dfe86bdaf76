import assert from "node:assert/strict";
import { test } from "node:test";
import { farEnough } from "#crawl/far-enough.ts";
import { parseCalendarDay } from "#lib/calendar-day.ts";

const since = parseCalendarDay("2025-03-05");
const older = Date.parse("2025-03-04T23:59:59.999Z");
const inside = Date.parse("2025-03-05T00:00:00Z");
const page = (oldestTs: number | undefined) => ({ oldestTs, knownTimes: undefined, connected: true });
const known = (knownTimes: readonly number[]) => ({ oldestTs: knownTimes[0], knownTimes, connected: true });

test("a walk is far enough after two whole pages in a row that end before the day", () => {
  const isFarEnough = farEnough(since) ?? assert.fail();
  const ends = [older, inside, older, undefined, older, older];
  assert.deepEqual(
    ends.map((oldestTs) => isFarEnough(page(oldestTs))),
    [false, false, false, false, false, true],
  );
});

test("it is far enough in a known span whose twenty oldest events are all older", () => {
  const isFarEnough = farEnough(since) ?? assert.fail();
  const twenty = Array.from({ length: 20 }, () => older);
  assert.equal(isFarEnough(known(twenty)), true);
  assert.equal(isFarEnough(known(twenty.with(7, inside))), false, "one of them may be a wrong clock");
  assert.equal(isFarEnough(known(twenty.slice(1))), false);
});

test("a walk that is wanted down to the start is never far enough", () => {
  assert.equal(farEnough(undefined), undefined);
});
