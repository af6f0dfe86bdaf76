import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDuration, parseShare, parseSize } from "#config/quantities.ts";

test("durations are whole numbers with one unit", () => {
  assert.deepEqual(["0s", "90m", "24h", "30d"].map(parseDuration), [0, 5_400_000, 86_400_000, 2_592_000_000]);
  for (const text of ["", "24", "24 h", "1.5h", "-1h", "1w", "1h30m", "9999999999d", "99999999d"]) {
    assert.equal(parseDuration(text), undefined, text);
  }
});

test("sizes are numbers with a decimal unit", () => {
  assert.deepEqual(["0B", "200kB", "20MB", "1.5GB", "2 TB"].map(parseSize), [0, 200_000, 2e7, 1.5e9, 2e12]);
  for (const text of ["", "20", "20mb", "20MiB", "-1MB", "1e3MB"]) assert.equal(parseSize(text), undefined, text);
});

test("shares are percentages up to the whole", () => {
  assert.deepEqual(["0%", "5%", "12.5%", "100%"].map(parseShare), [0, 0.05, 0.125, 1]);
  for (const text of ["5", "0.05", "101%", "-1%"]) assert.equal(parseShare(text), undefined, text);
});
