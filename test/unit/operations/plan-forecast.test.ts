import assert from "node:assert/strict";
import { test } from "node:test";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { forecastFor } from "#operations/plan-forecast.ts";

const room = (first: string, last: string, messagesPerDay = 10) => ({
  first: first as CalendarDay,
  last: last as CalendarDay,
  messagesPerDay,
});

test("days are counted from first to last, both included, over all rooms", () => {
  assert.equal(forecastFor([room("2024-02-28", "2024-03-01")])?.days, 3);
  assert.equal(forecastFor([room("2023-12-31", "2024-01-01"), room("2024-05-05", "2024-05-05")])?.days, 3);
});

test("a longer history, another room and busier days make a larger site", () => {
  const month = forecastFor([room("2024-01-01", "2024-01-31")]);
  assert.ok(month !== undefined);
  for (const larger of [
    forecastFor([room("2024-01-01", "2024-02-01")]),
    forecastFor([room("2024-01-01", "2024-01-31"), room("2024-01-01", "2024-01-01")]),
    forecastFor([room("2024-01-01", "2024-01-31", 501)]),
  ]) {
    assert.ok(larger !== undefined && larger.files > month.files && larger.sizeBytes > month.sizeBytes);
  }
  const busier = forecastFor([room("2024-01-01", "2024-01-31", 400)]);
  assert.ok(busier !== undefined && busier.files === month.files && busier.sizeBytes > month.sizeBytes);
});

test("hosts that could not take the forecast site are named with the limit it breaks", () => {
  const forecast = forecastFor([room("2004-01-01", "2024-12-31"), room("2004-01-01", "2024-12-31")]);
  const free = forecast?.hosts.find(({ host }) => host === "Cloudflare Pages (free)");
  assert.deepEqual(free, { host: "Cloudflare Pages (free)", fits: false, over: ["more than 20,000 files"] });
});

test("without the history of any room there is no forecast", () => {
  assert.equal(forecastFor([]), undefined);
});
