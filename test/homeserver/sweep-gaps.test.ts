import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import type { BrokenStretch, Faults } from "#sample/faults.ts";
import { sampleRoomId } from "#sample/sample-ids.ts";
import type { CrawlWorld } from "./crawl-world.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { roomId, roomOfDays } from "./sample-rooms.ts";

function broken(ids: readonly EventId[], oldest: number, newest: number): BrokenStretch {
  return { roomId: sampleRoomId(roomId), oldest: ids[oldest] ?? assert.fail(), newest: ids[newest] ?? assert.fail() };
}

const some = (ids: readonly EventId[], ...places: readonly number[]): readonly EventId[] =>
  places.map((place) => ids[place] ?? assert.fail());

const sweep = { full: true, pageLimit: 5 };

/** Numbers of the messages that the archive has, in the order they were sent. */
function keptOf(world: CrawlWorld, ids: readonly EventId[]): readonly number[] {
  const stored = new Set(dumpRoomOf(world).events.map(({ id }) => id));
  return ids.flatMap((id, index) => (stored.has(id) ? index : []));
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe("a sweep of a room with a stretch that the server cannot deliver", () => {
  test("finds what is missing above and below the hole, and beside it", async (context) => {
    const { room, ids } = roomOfDays(12);
    const faults: Faults = { brokenStretches: [broken(ids, 62, 67)] };
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults });
    await world.crawl({ pageLimit: 5 });
    const before = keptOf(world, ids);
    const beside = [before.findLast((index) => index < 62) ?? assert.fail(), before.find((index) => index > 67) ?? 0];
    const gone = [7, 30, ...beside, 100];
    server.purge(roomId, { events: [...some(ids, ...gone)] });

    const report = await world.crawlRoom(sweep);
    assert.deepEqual(report.missing, { events: gone.length, outcome: "deleted" });
    assert.equal(report.unasked, undefined, "of the hole itself nothing is known");
    const kept = keptOf(world, ids);
    assert.deepEqual(
      before.filter((index) => !kept.includes(index)),
      gone.toSorted((one, other) => one - other),
    );
    assert.equal(report.holes.length, 1);

    server.faults = {};
    assert.ok((await world.crawlRoom(sweep)).complete);
    const other = await secondWorld(context, server);
    await other.crawl();
    assert.deepEqual(dumpRoomOf(world), dumpRoomOf(other));
  });

  test("keeps all that is known of a stretch it cannot ask about, and says which it is", async (context) => {
    const { room, ids } = roomOfDays(12);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    server.purge(roomId, { events: [...some(ids, 7, 64, 100)] });
    server.faults = { brokenStretches: [broken(ids, 62, 67)] };

    const report = await world.crawlRoom(sweep);
    assert.deepEqual([report.outcome, report.missing], ["complete", { events: 2, outcome: "deleted" }]);
    assert.deepEqual(
      keptOf(world, ids),
      upTo(120).filter((index) => index !== 7 && index !== 100),
    );
    const [stretch, ...others] = report.unasked ?? [];
    assert.equal(others.length, 0);
    assert.ok((stretch?.older ?? "9") <= "2025-03-08T00:10" && (stretch?.newer ?? "") >= "2025-03-08T00:35");
    assert.ok((await world.store.readSweep((await world.record("test")).key)) !== undefined, "it counts as a sweep");

    server.faults = {};
    assert.deepEqual((await world.crawlRoom(sweep)).missing, { events: 1, outcome: "deleted" });
    assert.ok(!keptOf(world, ids).includes(64));
  });

  test("at the start of history looks at all that lies above", async (context) => {
    const { room, ids } = roomOfDays(6);
    const faults: Faults = { brokenStretches: [broken(ids, 0, 12)] };
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults });
    await world.crawl({ pageLimit: 5 });
    server.purge(roomId, { events: [...some(ids, 33)] });
    const report = await world.crawlRoom(sweep);
    assert.deepEqual([report.outcome, report.missing], ["incomplete", { events: 1, outcome: "deleted" }]);
    assert.ok(!keptOf(world, ids).includes(33));
  });

  test("without anything that can be read below it keeps all of that", async (context) => {
    const { room, ids } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    server.purge(roomId, { events: [...some(ids, 3, 50)] });
    server.faults = { brokenStretches: [broken(ids, 0, 20)] };
    const report = await world.crawlRoom(sweep);
    assert.deepEqual(report.missing, { events: 1, outcome: "deleted" });
    assert.equal(report.unasked?.length, 1);
    assert.equal(report.unasked?.[0]?.older, undefined);
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 59);
  });

  test("deletes nothing and begins anew when the server goes away in its middle", async (context) => {
    const { room, ids } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    server.purge(roomId, { events: [...some(ids, 50)] });
    const answer = { kind: "server-error", status: 502 } as const;
    server.faults = { rules: [{ endpoint: "messages", from: 5, answer }] };
    const report = await world.crawlRoom(sweep);
    assert.equal(report.missing, undefined);
    assert.equal(keptOf(world, ids).length, 60);
    assert.equal(await world.store.readSweep((await world.record("test")).key), undefined);
  });
});
