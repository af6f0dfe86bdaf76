import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { meetSpan, spanAt } from "#crawl/meet-span.ts";
import type { SpanKey, SpanRecord } from "#store/records.ts";

/** A span from one place down to another. */
function span(key: number, newestPosition: number, oldestPosition: number): SpanRecord {
  return {
    key: key as SpanKey,
    newestPosition,
    oldestPosition,
    olderToken: "t",
    tokenPosition: undefined,
    governing: undefined,
    connected: false,
  };
}

/** Places downward, all of them known. */
const known = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ position: from - index, known: true }));
const fresh = (position: number) => ({ position, known: false });

describe("a walk meets a span", () => {
  const long = span(1, 1000, 500);

  test("after twenty of its events in a row, wherever it comes in", () => {
    assert.equal(meetSpan(known(800, 20), [long], undefined).met, long);
    assert.equal(meetSpan(known(800, 19), [long], undefined).met, undefined);
  });

  test("over several pages", () => {
    const first = meetSpan(known(800, 12), [long], undefined);
    assert.deepEqual([first.met, first.meeting?.count], [undefined, 12]);
    assert.equal(meetSpan(known(788, 8), [long], first.meeting).met, long);
  });

  test("not by events with a new one among them: a late event proves nothing", () => {
    const places = [...known(900, 15), fresh(880), ...known(870, 15)];
    const { met, meeting } = meetSpan(places, [long], undefined);
    assert.deepEqual([met, meeting?.count], [undefined, 15]);
  });

  test("when it has gone over the whole of a short one from its newest event", () => {
    const short = span(2, 50, 46);
    assert.equal(meetSpan([fresh(60), ...known(50, 5)], [short], undefined).met, short);
    assert.equal(meetSpan(known(49, 4), [short], undefined).met, undefined, "its newest event is missing");
  });

  test("not by events of two spans together", () => {
    const other = span(3, 499, 400);
    assert.equal(meetSpan([...known(510, 11), ...known(499, 12)], [long, other], undefined).met, undefined);
  });
});

test("a place belongs to the span between whose ends it lies", () => {
  const spans = [span(1, 1000, 500), span(2, 400, 300)];
  assert.deepEqual(
    [1001, 1000, 500, 450, 400, 300, 299].map((position) => spanAt(spans, position)?.key),
    [undefined, 1, 1, undefined, 2, 2, undefined],
  );
});
