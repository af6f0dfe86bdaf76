import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";
import type { JumpToDate } from "#sample/faults.ts";
import { textFrom, visibilityFrom } from "#sample/new-event.ts";
import type { SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { bodiesIn, dumpRoomOf, type DumpedRoom } from "./dump-store.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { ada, roomId, roomOfDays } from "./sample-rooms.ts";

const day = (text: string): CalendarDay => parseCalendarDay(text) ?? assert.fail(text);
const window = { since: day("2025-03-12"), until: day("2025-03-13"), pageLimit: 20 };

const daysIn = (room: DumpedRoom): readonly string[] => [
  ...new Set(bodiesIn(room).map((body) => String(body).slice(0, 10))),
];
const countOn = (room: DumpedRoom, date: string): number =>
  bodiesIn(room).filter((body) => String(body).startsWith(date)).length;

/** How often an endpoint was asked since a request. */
const asked = (server: SampleHomeserver, endpoint: string, since = 0): number =>
  server.requestLog.slice(since).filter((entry) => entry.endpoint === endpoint).length;

/** What a crawl in one go makes of the same room. Names are asked for when they are needed, so they are compared elsewhere. */
async function inOneGo(context: Parameters<typeof secondWorld>[0], server: SampleHomeserver): Promise<DumpedRoom> {
  const world = await secondWorld(context, server);
  await world.crawl();
  return dumpRoomOf(world);
}

describe("a crawl of some days", () => {
  test("jumps to them: few pages, all of the days, nothing between them and now", async (context) => {
    const { room } = roomOfDays(40);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    const report = await world.crawlRoom(window);
    assert.deepEqual([report.outcome, report.complete], ["complete", false]);
    assert.ok(asked(server, "messages") <= 6, `${asked(server, "messages")} pages`);
    const stored = dumpRoomOf(world);
    assert.deepEqual([countOn(stored, "2025-03-12"), countOn(stored, "2025-03-13")], [10, 10]);
    assert.deepEqual([countOn(stored, "2025-03-14"), countOn(stored, "2025-03-30")], [0, 0]);
    assert.equal(stored.spans.length, 2);
  });

  test("asks for nothing more when it is repeated", async (context) => {
    const { room } = roomOfDays(40);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl(window);
    const before = dumpRoomOf(world);
    const since = server.requestLog.length;
    await world.crawl(window);
    assert.equal(asked(server, "messages", since), 1, "the newest page");
    assert.deepEqual(dumpRoomOf(world), before);
  });

  test("is joined with what comes later, whatever the order of the crawls", async (context) => {
    const { room } = roomOfDays(40);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl(window);
    await world.crawl({ since: day("2025-03-22"), until: day("2025-03-23"), pageLimit: 20 });
    await world.crawl({ since: day("2025-03-05"), until: day("2025-03-05"), pageLimit: 20 });
    assert.equal(dumpRoomOf(world).spans.length, 4);
    const { complete } = await world.crawlRoom({ pageLimit: 20 });
    assert.ok(complete);
    assert.deepEqual(dumpRoomOf(world), await inOneGo(context, server));
  });

  test("keeps its place among newer events although one of those claims to be older", async (context) => {
    const { room } = roomOfDays(40);
    const stray = { originServerTs: Date.parse("2025-03-03T04:00:00Z") };
    room.add(textFrom(ada, "2025-03-03 a clock that is wrong", stray));
    room.add(textFrom(ada, "2025-04-11 a clock that is right", { originServerTs: Date.parse("2025-04-11") }));
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl(window);
    assert.equal(daysIn(dumpRoomOf(world)).at(-1), "2025-04-11", "the window lies below the live end");
    await world.crawl({ pageLimit: 20 });
    assert.deepEqual(dumpRoomOf(world), await inOneGo(context, server));
  });

  test("of which the last were closed steps on to what may be read", async (context) => {
    const { room } = roomOfDays(12);
    room.add(visibilityFrom(ada, "shared", { originServerTs: Date.parse("2025-03-14T08:00:00Z") }));
    for (let hour = 9; hour < 20; hour += 1) {
      const originServerTs = Date.parse("2025-03-14") + hour * 3_600_000;
      room.add(textFrom(ada, "behind the shutter", { originServerTs }));
    }
    room.add(visibilityFrom(ada, "world_readable", { originServerTs: Date.parse("2025-03-20T08:00:00Z") }));
    for (let nth = 0; nth < 30; nth += 1) {
      room.add(textFrom(ada, "2025-03-21 open again", { originServerTs: Date.parse("2025-03-21") + nth }));
    }
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    const report = await world.crawlRoom({ since: day("2025-03-12"), until: day("2025-03-16"), pageLimit: 20 });
    assert.equal(report.outcome, "complete");
    assert.ok(server.requestLog.some(({ endpoint, status }) => endpoint === "context" && status === 403));
    const stored = dumpRoomOf(world);
    assert.deepEqual([countOn(stored, "2025-03-12"), countOn(stored, "2025-03-13")], [10, 10]);
    assert.ok(!bodiesIn(stored).includes("behind the shutter"));
  });

  const unhelpful: readonly JumpToDate[] = ["missing", "unstable-only", "outside-window", "unknown-event"];
  for (const jumpToDate of unhelpful) {
    test(`is whole although jump-to-date is ${jumpToDate}, and so is the archive afterwards`, async (context) => {
      const { room } = roomOfDays(30);
      const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults: { jumpToDate } });
      assert.equal((await world.crawlRoom(window)).outcome, "complete");
      const stored = dumpRoomOf(world);
      assert.deepEqual([countOn(stored, "2025-03-12"), countOn(stored, "2025-03-13")], [10, 10]);
      assert.equal(countOn(stored, "2025-03-02"), 0, "it ends near the window");
      if (jumpToDate === "unstable-only") assert.equal(countOn(stored, "2025-03-20"), 0, "it jumped");
      await world.crawl({ pageLimit: 50 });
      server.faults = {};
      assert.deepEqual(dumpRoomOf(world), await inOneGo(context, server));
    });
  }

  test("before the room began is empty, which is no failure", async (context) => {
    const { room } = roomOfDays(4);
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    const report = await world.crawlRoom({ since: day("2024-01-01"), until: day("2024-01-31"), pageLimit: 10 });
    assert.deepEqual([report.outcome, countOn(dumpRoomOf(world), "2025-03-02")], ["complete", 0]);
  });
});

describe("a room that is wanted from a day on", () => {
  test("is crawled down to that day and no deeper with each update", async (context) => {
    const { room } = roomOfDays(40);
    const rooms = { test: { room: roomId, since: "2025-03-30" } };
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), rooms });
    await world.crawl({ pageLimit: 20 });
    const first = dumpRoomOf(world);
    assert.equal(countOn(first, "2025-03-30"), 10);
    assert.equal(countOn(first, "2025-03-20"), 0);
    for (let nth = 0; nth < 3; nth += 1) assert.equal((await world.crawlRoom({ pageLimit: 20 })).requests, 3);
    server.send(roomId, textFrom(ada, "2025-04-12 news"));
    await world.crawl({ pageLimit: 20 });
    assert.deepEqual(bodiesIn(dumpRoomOf(world)), [...bodiesIn(first), "2025-04-12 news"]);
  });

  test("counts as complete there, so that later finds wait their delay from first sight", async (context) => {
    const { room, ids } = roomOfDays(20);
    const rooms = { test: { room: roomId, since: "2025-03-10" } };
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), rooms, delay: "24h" });
    const nowMs = Date.parse("2025-04-01T12:00:00Z");
    await world.crawl({ pageLimit: 20, nowMs });
    const backdated = { originServerTs: Date.parse("2025-03-15T12:00:00Z") };
    const id = server.send(roomId, textFrom(ada, "back-dated", backdated));
    await world.crawl({ nowMs: nowMs + 3_600_000 });
    const { key } = await world.record("test");
    const [found] = await world.store.readEvents(key, [id]);
    const [old] = await world.store.readEvents(key, [ids.at(-1) ?? assert.fail()]);
    assert.equal(found?.eligibleAtMs, nowMs + 3_600_000);
    assert.equal(old?.eligibleAtMs, old?.event.originServerTs);
  });
});
