import assert from "node:assert/strict";
import { test } from "node:test";
import { isVisibilityChange } from "#publication/judge-sending.ts";
import { openStretches, type KnownVisibility } from "#publication/open-stretches.ts";
import { drawnHistory } from "#test/support/ascii-timeline.ts";

/** What is known of a drawn history of which these places were read; default: all. */
function stretchesOf(drawing: string, spans?: KnownVisibility["spans"]): readonly (readonly [string, string])[] {
  const drawn = drawnHistory(drawing);
  const all = [{ oldestPosition: 0, newestPosition: drawn.length }];
  const known = {
    grants: [...new Map(drawn.flatMap(({ at }) => (at === undefined ? [] : [[at.eventId, at] as const]))).values()],
    changes: drawn.flatMap(({ event, at }, position) =>
      isVisibilityChange(event) && at !== undefined ? [{ grant: at, position }] : [],
    ),
    spans: spans ?? all,
  };
  return openStretches(known).map(({ grant, ended }) => [grant.eventId, ended?.eventId ?? "open"] as const);
}

test("a stretch ends with the next change of visibility, whatever it sets", () => {
  assert.deepEqual(stretchesOf("shared: a | open: b | joined: c | open: d | open: e"), [
    ["$visibility-1", "$visibility-2"],
    ["$visibility-3", "$visibility-4"],
    ["$visibility-4", "open"],
  ]);
});

test("a closed history has no open stretch", () => {
  assert.deepEqual(stretchesOf("shared: a | joined: b | bogus: c"), []);
});

test("what ended a stretch is not recorded where unread history lies between", () => {
  const drawing = "shared: a | open: b | joined: c | open: d";
  const apart = [
    { oldestPosition: 3, newestPosition: 6 },
    { oldestPosition: 0, newestPosition: 2 },
  ];
  assert.deepEqual(stretchesOf(drawing, apart), [
    ["$visibility-1", "open"],
    ["$visibility-3", "open"],
  ]);
});

test("a stretch whose opening was never read is told without its end", () => {
  assert.deepEqual(stretchesOf("open: a | shared: b"), [["$visibility-0", "open"]]);
});
