import assert from "node:assert/strict";
import { test } from "node:test";
import { formatHitLabel, parseHitLabel } from "#lib/search-shards.ts";

test("a label gives back time, sender and kinds, whatever the sender is called", () => {
  for (const author of ["Ann", "a|b|c", "|", "", "名前", "2024-03-05||x"]) {
    const label = { time: "2024-03-05T14:03:00Z", author, has: ["link", "code", "image", "file"] };
    assert.deepEqual(parseHitLabel(formatHitLabel(label)), label);
  }
});

test("a message whose clock was impossible has a bare date", () => {
  assert.deepEqual(parseHitLabel("2024-03-05||Ann"), { time: "2024-03-05", author: "Ann", has: [] });
});

test("what is no label is refused", () => {
  for (const text of ["", "Ann", "14:03|l|Ann", "2024-03-05"]) assert.equal(parseHitLabel(text), undefined);
});
