import assert from "node:assert/strict";
import { test } from "node:test";
import { dayMs } from "#lib/calendar-day.ts";
import { parseRoomId } from "#matrix/ids.ts";
import { textFrom } from "#sample/new-event.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { openCrawlWorld } from "./crawl-world.ts";
import { ada, roomId, testRoom } from "./sample-rooms.ts";
import { nowMs, openStatusWorld, otherId, roomStatus, statusOf } from "./status-world.ts";

test("before any crawl every room is unchecked, and the output is not built", async (t) => {
  const opened = await openStatusWorld(t);
  const { at, rooms, store, output, warnings } = await statusOf(opened);
  assert.equal(at, "2025-06-01T12:00:00.000Z");
  assert.deepEqual(
    rooms.map(({ slug, title, verdict, lastCheck, problem }) => [slug, title, verdict, lastCheck, problem]),
    [
      ["test", "test", "unchecked", undefined, undefined],
      ["other", "other", "unchecked", undefined, undefined],
    ],
  );
  assert.equal(store.events, 0);
  assert.ok(store.sizeBytes > 0);
  const nothing = { lastBuild: undefined, pages: 0, files: 0, sizeBytes: 0, dirtyDays: 0 };
  assert.deepEqual(output, { folder: opened.config.output, ...nothing });
  assert.deepEqual(warnings, []);
});

test("a crawl shows with its times, what it stored, and what is still too young", async (t) => {
  const opened = await openStatusWorld(t);
  const { server, world } = opened;
  server.send(roomId, textFrom(ada, "yesterday", { originServerTs: nowMs - dayMs }));
  server.send(roomId, textFrom(ada, "just now", { originServerTs: nowMs - 1000 }));
  await world.crawl({ nowMs });
  const { rooms, store, output } = await statusOf(opened);
  const [room] = rooms;
  assert.ok(room !== undefined);
  const { events, opened: stretches, ...rest } = room;
  assert.deepEqual(
    stretches.map(({ by, power, inForce }) => [by, power, inForce]),
    [[ada, 100, true]],
  );
  assert.deepEqual(rest, {
    slug: "test",
    roomId,
    title: "Test",
    verdict: "publish",
    reason: undefined,
    lastSuccess: "2025-06-01T12:00:00.000Z",
    lastCheck: "2025-06-01T12:00:00.000Z",
    problem: undefined,
    days: 0,
    firstDay: undefined,
    lastDay: undefined,
    complete: true,
    holes: [],
    cutoff: "2025-05-31T12:00:00.000Z",
    // With a delay of a day a day is published whole: yesterday's waits for midnight.
    waiting: 2,
    missing: 0,
  });
  assert.ok(events >= 22);
  assert.equal(store.events, events + (rooms[1]?.events ?? 0));
  // Two days of messages, the day the rooms were made, and the two that are too young.
  assert.equal(output.dirtyDays, 6);
});

test("a refused room has its reason and no problem; one that the server does not know has its problem", async (t) => {
  const rooms = { closed: "!closed:tidewater.example", gone: "#gone:tidewater.example" };
  const closed = testRoom({ roomId: rooms.closed, visibility: "shared" });
  const server = await startSampleHomeserver({ rooms: [closed.toRoom()] });
  t.after(() => server.stop());
  const world = await openCrawlWorld(t, { url: server.url, token: server.token, rooms });
  await world.crawl({ nowMs });
  const opened = { server, world, config: world.config, ids: [] };
  const refused = await roomStatus(opened, "closed");
  assert.deepEqual([refused.verdict, refused.reason, refused.problem], ["withhold", "closed-now", undefined]);
  assert.deepEqual([refused.title, refused.events, refused.lastSuccess], ["closed", 0, undefined]);
  const unknown = await roomStatus(opened, "gone");
  assert.equal(unknown.verdict, "unchecked");
  assert.match(unknown.problem ?? "", /^No room is known under #gone:tidewater\.example/);
});

test("a stretch that the server cannot deliver is a hole until a crawl gets it", async (t) => {
  const opened = await openStatusWorld(t, { test: roomId }, 6);
  const { server, world, ids } = opened;
  const [oldest, newest] = [ids[20], ids[25]];
  assert.ok(oldest !== undefined && newest !== undefined);
  const broken = parseRoomId(roomId);
  assert.ok(broken !== undefined);
  server.faults = { brokenStretches: [{ roomId: broken, oldest, newest }] };
  await world.crawl({ nowMs, pageLimit: 4 });
  const holed = await roomStatus(opened);
  assert.equal(holed.complete, false);
  assert.equal(holed.holes.length, 1);
  const [hole] = holed.holes;
  assert.ok(hole?.older !== undefined && hole.older < hole.newer);
  assert.ok(hole.older.startsWith("2025-03-0") && hole.reason.length > 0);
  assert.match(holed.problem ?? "", /could not deliver the history/);
  server.faults = {};
  await world.crawl({ nowMs: nowMs + dayMs, pageLimit: 4 });
  const mended = await roomStatus(opened);
  assert.deepEqual([mended.complete, mended.holes, mended.problem], [true, [], undefined]);
});

test("a room that failed keeps its last success and tells its problem, also after a crawl of another room", async (t) => {
  const opened = await openStatusWorld(t);
  const { server, world } = opened;
  await world.crawl({ nowMs });
  server.faults = { rules: [{ endpoint: "messages", roomId, answer: { kind: "server-error", status: 500 } }] };
  await world.crawl({ nowMs: nowMs + dayMs });
  const failed = await roomStatus(opened);
  assert.equal(failed.verdict, "publish");
  assert.equal(failed.lastSuccess, "2025-06-01T12:00:00.000Z");
  assert.match(failed.problem ?? "", /failed at .*messages/);
  assert.equal((await roomStatus(opened, "other")).problem, undefined);
  await world.crawl({ nowMs: nowMs + 2 * dayMs, room: "other" });
  assert.equal((await roomStatus(opened)).problem, failed.problem);
  server.faults = {};
  await world.crawl({ nowMs: nowMs + 3 * dayMs });
  assert.equal((await roomStatus(opened)).problem, undefined);
});

test("a room that is wanted from a day on is complete once it was read down to it", async (t) => {
  const opened = await openStatusWorld(t, { test: { room: roomId, since: "2025-03-20" } }, 30);
  await opened.world.crawl({ nowMs, pageLimit: 20 });
  const room = await roomStatus(opened);
  assert.ok(room.complete);
  assert.ok(room.events < 300, "all of the room was read");
});

test("an interrupted crawl is not complete and says that it goes on", async (t) => {
  const opened = await openStatusWorld(t, { test: roomId }, 30);
  const stop = new AbortController();
  await opened.world.crawl({ nowMs, pageLimit: 20, signal: stop.signal, onPage: () => stop.abort() });
  const room = await roomStatus(opened);
  assert.equal(room.complete, false);
  assert.match(room.problem ?? "", /interrupted; the next one goes on from here/);
});

test("a history that is known to its start is not complete while the newest of it is missing", async (t) => {
  const opened = await openStatusWorld(t, { test: roomId }, 3);
  const { server, world } = opened;
  await world.crawl({ nowMs });
  assert.equal((await roomStatus(opened)).complete, true);
  for (let index = 0; index < 60; index += 1)
    server.send(roomId, textFrom(ada, `news ${index}`, { originServerTs: nowMs + index * 1000 }));
  const stop = new AbortController();
  const later = { nowMs: nowMs + dayMs, pageLimit: 20 };
  await world.crawl({ ...later, signal: stop.signal, onPage: () => stop.abort() });
  const room = await roomStatus(opened);
  assert.deepEqual([room.complete, room.lastSuccess], [false, "2025-06-01T12:00:00.000Z"]);
  await world.crawl(later);
  assert.equal((await roomStatus(opened)).complete, true);
});

test("a crawl that is long past and a room no longer listed are warned of", async (t) => {
  const opened = await openStatusWorld(t);
  await opened.world.crawl({ nowMs });
  const config = { ...opened.config, rooms: opened.config.rooms.slice(0, 1) };
  assert.deepEqual((await statusOf({ ...opened, config }, nowMs + 7 * dayMs)).warnings, [
    `other (${otherId}) is no longer listed: it is not published, but still stored.`,
  ]);
  const { warnings } = await statusOf(opened, nowMs + 9 * dayMs);
  assert.deepEqual(warnings, [
    "test: the last crawl that came through is 9 days old. What was redacted since is still shown.",
    "other: the last crawl that came through is 9 days old. What was redacted since is still shown.",
  ]);
});
