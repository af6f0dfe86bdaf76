import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestHue } from "#message/nearest-hue.ts";

test("a colour finds the ink of its hue, whatever its lightness", () => {
  assert.equal(nearestHue("#ff0000"), 0);
  assert.equal(nearestHue("#ffcccc"), nearestHue("#ff0000"));
  assert.equal(nearestHue("#ff7700"), 1);
  assert.equal(nearestHue("#00ff00"), 4);
  assert.equal(nearestHue("#0000ff"), 8);
  assert.equal(nearestHue("#ff1177"), 11);
});

test("black, white and greys have no ink of their own", () => {
  for (const grey of ["#000000", "#ffffff", "#808080", "#1a1a1c"]) assert.equal(nearestHue(grey), undefined, grey);
});
