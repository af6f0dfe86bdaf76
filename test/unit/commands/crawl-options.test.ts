import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCalendarDay } from "#lib/calendar-day.ts";
import { assertCrawlFlags } from "#scripts/commands/support/crawl-options.ts";
import { parse, smallest } from "#test/unit/config/support.ts";

const config = parse(`${smallest}  - room: "#help-desk:example.org"\n`);

test("a room that is not listed is answered with the nearest one that is", () => {
  assertCrawlFlags({ room: "general" }, config);
  assert.throws(() => assertCrawlFlags({ room: "genral" }, config), /slug genral\. Did you mean --room general\?/);
  assert.throws(() => assertCrawlFlags({ room: "#helpdesk:example.org" }, config), /Did you mean --room help-desk\?/);
  assert.throws(() => assertCrawlFlags({ room: "zzz" }, config), /Listed are: general, help-desk\./);
});

test("a stretch may last one day and may not end before it begins", () => {
  const [first, second] = ["2024-01-31", "2024-02-01"].map(parseCalendarDay);
  assert(first !== undefined && second !== undefined);
  assertCrawlFlags({ since: first, until: first }, config);
  assert.throws(
    () => assertCrawlFlags({ since: second, until: first }, config),
    /--since 2024-02-01 lies after --until 2024-01-31/,
  );
});
