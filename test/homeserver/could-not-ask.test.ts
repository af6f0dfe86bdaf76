import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readStatus } from "#operations/read-status.ts";
import type { FaultAnswer, Faults } from "#sample/faults.ts";
import { textFrom } from "#sample/new-event.ts";
import { assertSameTree, build, readTree } from "../support/site-build.ts";
import { dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, roomId, roomOfDays } from "./sample-rooms.ts";

const startMs = Date.parse("2025-04-01");
const hourMs = 3_600_000;

const onAll = (answer: FaultAnswer): Faults => ({ rules: [{ answer }] });
const onRoom = (answer: FaultAnswer): Faults => ({ rules: [{ roomId, answer }] });

const failures: readonly (readonly [name: string, faults: Faults])[] = [
  ["every request fails", onAll({ kind: "server-error", status: 503 })],
  ["the token is refused", onAll({ kind: "token-expired" })],
  ["connections break", onAll({ kind: "reset" })],
  ["a web page answers", onAll({ kind: "html", status: 200 })],
  ["the room's requests fail", onRoom({ kind: "server-error", status: 500 })],
  ["the room's requests get no end", onRoom({ kind: "stall" })],
  ["the room's answers are cut short", onRoom({ kind: "broken-json" })],
];

describe("where the server could not be asked, because", () => {
  for (const [name, faults] of failures) {
    test(`${name}, nothing is deleted, and report and state tell it with the age of what is shown`, async (context) => {
      const { room } = roomOfDays(3);
      const pace = { timeoutMs: 300, slowTimeoutMs: 300 };
      const { server, world } = await sampleCrawl(context, { room: room.toRoom(), pace });
      await world.crawl({ nowMs: startMs });
      await build(world.config, world.store);
      const [known, site] = [dumpRoomOf(world), await readTree(world.config.output)];
      server.send(roomId, textFrom(ada, "not seen"));
      server.faults = faults;
      const nowMs = startMs + 49 * hourMs;
      await world.crawl({ nowMs, full: true }).catch(() => undefined);
      assert.deepEqual(dumpRoomOf(world), known);
      await build(world.config, world.store);
      assertSameTree(await readTree(world.config.output), site);

      const run = await world.store.readLastRun("crawl");
      assert.equal(run?.startedAtMs, nowMs, "the run is recorded");
      const { warnings } = run.report as { readonly warnings: readonly string[] };
      assert.match(
        warnings.join("\n"),
        /^test: what is shown is 2 days old, from the crawl of 2025-04-01T00:00:00\.000Z/m,
      );
      const { rooms } = await readStatus({ config: world.config, store: world.store, now: nowMs });
      const [told] = rooms;
      assert.ok(told?.problem !== undefined, "the state says what went wrong");
      assert.deepEqual([told.verdict, told.lastSuccess], ["publish", "2025-04-01T00:00:00.000Z"]);

      server.faults = {};
      const again = await world.crawl({ nowMs: nowMs + hourMs });
      assert.deepEqual([again.outcome, again.warnings], ["done", []]);
    });
  }
});

test("a room that is no longer listed is told of by the crawl, and stays stored", async (context) => {
  const { room } = roomOfDays(3);
  const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
  await world.crawl();
  const known = dumpRoomOf(world);
  const config = { ...world.config, rooms: [] };
  const report = await world.crawl({ config });
  assert.match(report.warnings.join(), /^test \(.*\) is no longer listed: .*daybook remove --room test/);
  assert.deepEqual(dumpRoomOf(world), known);
  assert.ok(server.requestLog.length > 0);
});
