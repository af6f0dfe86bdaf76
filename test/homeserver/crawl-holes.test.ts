import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import type { BrokenStretch } from "#sample/faults.ts";
import { redactionFrom, textFrom } from "#sample/new-event.ts";
import { sampleRoomId } from "#sample/sample-ids.ts";
import { linesOn } from "./day-lines.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { ada, roomId, roomOfDays } from "./sample-rooms.ts";

/** The messages with these indexes can never be delivered. */
function broken(ids: readonly EventId[], oldest: number, newest: number): BrokenStretch {
  return { roomId: sampleRoomId(roomId), oldest: ids[oldest] ?? assert.fail(), newest: ids[newest] ?? assert.fail() };
}

describe("a stretch that the server cannot deliver", () => {
  test("is stepped over and recorded, and all the rest is crawled", async (context) => {
    const { room, ids } = roomOfDays(12);
    const faults = { brokenStretches: [broken(ids, 62, 67)] };
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults });
    const report = await world.crawlRoom({ pageLimit: 5 });
    assert.deepEqual([report.outcome, report.complete, report.holes.length], ["incomplete", false, 1]);
    assert.match(report.problem ?? "", /from 2025-03-\d\d to 2025-03-\d\d/);
    const stored = bodiesIn(dumpRoomOf(world));
    assert.ok(stored.length > 100 && stored.length < 120, `${stored.length} messages`);
    assert.ok(stored.includes("2025-03-02 #1") && stored.includes("2025-03-13 #10"));
    const [hole] = report.holes;
    assert.ok((hole?.newer ?? "") >= "2025-03-08T00:35", `its newer end: ${hole?.newer}`);
    assert.ok((hole?.older ?? "9") <= "2025-03-08T00:10", `its older end: ${hole?.older}`);

    // Again, with the fault still there: nothing changes, not even the room's page.
    const before = dumpRoomOf(world);
    const { change } = await world.record("test");
    assert.equal((await world.crawlRoom({ pageLimit: 5 })).outcome, "incomplete");
    const after = dumpRoomOf(world);
    assert.deepEqual([after.events.length, after.holes], [before.events.length, 1]);
    assert.equal((await world.record("test")).change, change);

    // The fault is gone: the hole closes.
    server.faults = {};
    const healed = await world.crawlRoom({ pageLimit: 5 });
    assert.deepEqual([healed.outcome, healed.complete, healed.holes], ["complete", true, []]);
    const other = await secondWorld(context, server);
    await other.crawl();
    assert.deepEqual(dumpRoomOf(world), dumpRoomOf(other));
  });

  test("may be there twice", async (context) => {
    const { room, ids } = roomOfDays(20);
    const faults = { brokenStretches: [broken(ids, 52, 55), broken(ids, 142, 145)] };
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults });
    const report = await world.crawlRoom({ pageLimit: 5 });
    assert.equal(report.holes.length, 2);
    assert.ok(bodiesIn(dumpRoomOf(world)).length > 160);
    server.faults = {};
    assert.ok((await world.crawlRoom({ pageLimit: 5 })).complete);
    const other = await secondWorld(context, server);
    await other.crawl();
    assert.deepEqual(dumpRoomOf(world), dumpRoomOf(other));
  });

  test("at the start of history, or without jump-to-date, ends the room there, and says so", async (context) => {
    const { room, ids } = roomOfDays(6);
    for (const faults of [
      { brokenStretches: [broken(ids, 0, 12)] },
      { brokenStretches: [broken(ids, 12, 14)], jumpToDate: "missing" as const },
    ]) {
      const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults });
      const report = await world.crawlRoom({ pageLimit: 5 });
      assert.deepEqual([report.outcome, report.complete, report.holes.length], ["incomplete", false, 1]);
      assert.ok((await linesOn(world, "test", "2025-03-07")).length === 10, "what was read is shown");
      server.faults = {};
      assert.ok((await world.crawlRoom({ pageLimit: 5 })).complete);
      assert.equal(bodiesIn(dumpRoomOf(world)).length, 60);
    }
  });

  test("between the live end and what is known keeps the cutoff, since redactions may be in it", async (context) => {
    const { room } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    const firstMs = Date.parse("2025-06-01T00:00:00Z");
    await world.crawl({ nowMs: firstMs });
    const start = Date.parse("2025-05-01T00:00:00Z");
    const ids = Array.from({ length: 60 }, (_, nth) =>
      server.send(roomId, textFrom(ada, `news ${nth}`, { originServerTs: start + nth * 7_200_000 })),
    );
    server.faults = { brokenStretches: [broken(ids, 20, 24)] };
    const laterMs = Date.parse("2025-06-02T00:00:00Z");
    const report = await world.crawlRoom({ nowMs: laterMs, pageLimit: 5 });
    assert.equal(report.outcome, "incomplete");
    assert.ok(bodiesIn(dumpRoomOf(world)).length > 100, "the news beyond the hole are there");
    assert.equal((await world.record("test")).cutoffMs, firstMs);

    server.faults = {};
    const lastMs = Date.parse("2025-06-03T00:00:00Z");
    assert.equal((await world.crawlRoom({ nowMs: lastMs, pageLimit: 5 })).outcome, "complete");
    assert.equal((await world.record("test")).cutoffMs, lastMs);
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 120);
  });

  test("does not hide a redaction that is known", async (context) => {
    const { room, ids } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const target = ids[3] ?? assert.fail();
    server.send(roomId, redactionFrom(ada, target));
    server.faults = { brokenStretches: [broken(ids, 0, 5)] };
    await world.crawl({ pageLimit: 5 });
    assert.equal(dumpRoomOf(world).events.find(({ id }) => id === target)?.redacted, 1);
  });
});
