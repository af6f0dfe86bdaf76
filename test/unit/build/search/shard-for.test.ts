import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOfShard, shardFor } from "#build/search/shard-for.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";

test("a day of the current year is indexed with its month", () => {
  assert.deepEqual(shardFor("general", "2026-03-05" as CalendarDay, "2026"), { slug: "general", period: "2026-03" });
});

test("a day of a closed year is indexed with its year", () => {
  assert.deepEqual(shardFor("general", "2025-12-31" as CalendarDay, "2026"), { slug: "general", period: "2025" });
});

test("a day after the current year, written by a clock that runs ahead, is indexed with its month", () => {
  assert.deepEqual(shardFor("general", "2027-01-01" as CalendarDay, "2026"), { slug: "general", period: "2027-01" });
});

test("a shard of a month spans that month, leap days and the turn of the year included", () => {
  assert.deepEqual(daysOfShard({ slug: "a", period: "2024-02" }), { first: "2024-02-01", last: "2024-02-29" });
  assert.deepEqual(daysOfShard({ slug: "a", period: "2025-12" }), { first: "2025-12-01", last: "2025-12-31" });
});

test("a shard of a year spans that year", () => {
  assert.deepEqual(daysOfShard({ slug: "a", period: "2024" }), { first: "2024-01-01", last: "2024-12-31" });
});
