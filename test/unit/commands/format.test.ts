import assert from "node:assert/strict";
import { test } from "node:test";
import { formatBytes, formatCount, formatSpan, formatTime } from "#scripts/commands/support/format.ts";

test("numbers, sizes and times are written for people", () => {
  assert.deepEqual([0, 999, 1000, 1234, 20_000_000, 1.5e9].map(formatBytes), [
    "0 B",
    "999 B",
    "1 kB",
    "1.2 kB",
    "20 MB",
    "1.5 GB",
  ]);
  assert.deepEqual([0, 9_400, 42_000, 187_000, 7_387_000].map(formatSpan), [
    "0.0 s",
    "9.4 s",
    "42 s",
    "3:07",
    "2:03:07",
  ]);
  assert.equal(formatCount(1, "room"), "1 room");
  assert.equal(formatCount(12_345, "entry", "entries"), "12,345 entries");
  assert.equal(formatTime("2024-02-29T13:05:59.123Z"), "2024-02-29 13:05 UTC");
});
