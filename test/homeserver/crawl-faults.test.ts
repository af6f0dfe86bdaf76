import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { FaultAnswer, FaultRule, Faults } from "#sample/faults.ts";
import { hostileEvents } from "#sample/hostile-events.ts";
import { textFrom, visibilityFrom } from "#sample/new-event.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { linesOn } from "./day-lines.ts";
import { bodiesIn, dumpRoomOf, dumpStore, type DumpedRoom } from "./dump-store.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { ada, roomId, roomOfDays, testRoom } from "./sample-rooms.ts";
import { suiteEnding } from "./suite-ending.ts";

const serverError = { kind: "server-error", status: 503 } as const;
const onMessages = (answer: FaultAnswer, rule: Partial<FaultRule> = {}): Faults => ({
  rules: [{ endpoint: "messages", from: 2, until: 3, answer, ...rule }],
});

describe("a server that fails for a while", () => {
  const passing: readonly (readonly [name: string, faults: Faults])[] = [
    ["tells in the body how long to wait", onMessages({ kind: "rate-limited", told: "body", waitMs: 60 })],
    ["tells it as seconds", onMessages({ kind: "rate-limited", told: "seconds", waitMs: 400 }, { until: 2 })],
    ["tells it as a date", onMessages({ kind: "rate-limited", told: "date", waitMs: 900 }, { until: 2 })],
    ["says slow down and no more", onMessages({ kind: "rate-limited", told: "none", waitMs: 0 })],
    ["answers 500", onMessages({ kind: "server-error", status: 500 })],
    ["answers 504", onMessages({ kind: "server-error", status: 504 })],
    ["breaks the connection", onMessages({ kind: "reset" })],
    ["begins an answer and never ends it", onMessages({ kind: "stall" }, { until: 2 })],
    ["cuts its JSON short", onMessages({ kind: "broken-json" })],
    ["sends more than may be taken", onMessages({ kind: "oversized", sizeBytes: 140 * 1024 * 1024 }, { until: 2 })],
    ["is slow", { latencyMs: 15 }],
    ["gives short pages", { pageLimit: 7 }],
    ["gives empty pages that lead on", { emptyPageEvery: 2, pageLimit: 9 }],
    [
      "says 429 at every second request",
      { rules: [{ every: 2, answer: { kind: "rate-limited", told: "body", waitMs: 5 } }] },
    ],
    ["has a clock of its own", { clockSkewMs: 5 * 86_400_000 }],
  ];
  /** What a healthy server's room comes to: ids and times are the same on each. */
  const ending = suiteEnding();
  let whole: DumpedRoom;
  before(async () => {
    const { world } = await sampleCrawl(ending, { room: roomOfDays(6).room.toRoom() });
    await world.crawl();
    whole = dumpRoomOf(world);
  });

  for (const [name, faults] of passing) {
    test(`and ${name} is read whole, nothing twice`, async (context) => {
      const { room } = roomOfDays(6);
      const pace = { slowTimeoutMs: 1_500 };
      const { world } = await sampleCrawl(context, { room: room.toRoom(), faults, pace });
      const report = await world.crawlRoom({ pageLimit: 20 });
      assert.deepEqual([report.problem, report.outcome, report.complete], [undefined, "complete", true]);
      assert.deepEqual(dumpRoomOf(world), whole);
    });
  }

  test("is asked one thing at a time", async (context) => {
    const { room } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults: { latencyMs: 10 } });
    await world.crawl({ pageLimit: 20 });
    const [first, ...rest] = server.requestLog;
    assert.ok(first !== undefined && rest.length > 4);
    let previous = first;
    for (const entry of rest) {
      assert.ok(entry.startedAtMs >= previous.endedAtMs, `${entry.endpoint} overlaps ${previous.endpoint}`);
      previous = entry;
    }
  });
});

describe("a server that fails for good", () => {
  test("from the first page on fails the room, and keeps what was there", async (context) => {
    const { room } = roomOfDays(3);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const known = dumpRoomOf(world);
    const { cutoffMs } = await world.record("test");
    server.faults = { rules: [{ endpoint: "messages", answer: serverError }] };
    const report = await world.crawl();
    assert.deepEqual([report.outcome, report.rooms[0]?.outcome], ["partial", "failed"]);
    assert.match(report.rooms[0]?.problem ?? "", /The fault is on its side/);
    assert.deepEqual(dumpRoomOf(world), known);
    assert.equal((await world.record("test")).cutoffMs, cutoffMs);
  });

  test("with a web page in place of the API is told apart from Matrix", async (context) => {
    const { room } = roomOfDays(3);
    const faults = onMessages({ kind: "html", status: 200 }, { from: 1, until: 99 });
    const { world } = await sampleCrawl(context, { room: room.toRoom(), faults });
    const report = await world.crawlRoom();
    assert.equal(report.outcome, "failed");
    assert.match(report.problem ?? "", /web page/);
  });

  test("with a token that expires in mid-crawl stops the run, which a new token resumes", async (context) => {
    const { room } = roomOfDays(6);
    const faults = onMessages({ kind: "token-expired" }, { from: 3, until: 99 });
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), faults });
    await assert.rejects(
      world.crawl({ pageLimit: 10 }),
      (error) => error instanceof MatrixApiError && error.kind === "unauthorized" && /token/.test(error.message),
    );
    const kept = bodiesIn(dumpRoomOf(world)).length;
    assert.ok(kept > 0 && kept < 60, `${kept} messages were kept`);
    server.faults = {};
    assert.ok((await world.crawlRoom({ pageLimit: 10 })).complete, "and the lock was given back");
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 60);
  });

  test("repeats a token: what was read is kept, the report says so, and the next crawl goes on", async (context) => {
    const { room } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, {
      room: room.toRoom(),
      faults: { tokenRepeatsFromPage: 3, pageLimit: 10 },
    });
    const report = await world.crawlRoom({ pageLimit: 10 });
    assert.deepEqual([report.outcome, report.complete], ["incomplete", false]);
    assert.match(report.problem ?? "", /same place of the history twice/);
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 30);
    assert.ok(server.requestLog.length < 20, "it did not ask for ever");
    server.faults = {};
    assert.ok((await world.crawlRoom({ pageLimit: 10 })).complete);
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 60);
  });

  test("ends history too early: what is older is found by a full crawl, once the server knows it", async (context) => {
    const { room } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, {
      room: room.toRoom(),
      faults: { endMissingOnPage: 3, pageLimit: 10 },
    });
    assert.ok((await world.crawlRoom({ pageLimit: 10 })).complete, "a missing end is the end");
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 30);
    server.faults = {};
    await world.crawl({ full: true });
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 60);
    const other = await secondWorld(context, server);
    await other.crawl();
    assert.deepEqual(dumpRoomOf(world), dumpRoomOf(other));
  });

  test("closes the room in mid-crawl: it is refused in the same run, and nothing of it is shown", async (context) => {
    const { room } = roomOfDays(6);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    let pages = 0;
    server.faults = {
      onRequest: ({ endpoint }) => {
        pages += endpoint === "messages" ? 1 : 0;
        if (pages === 3 && endpoint === "messages") server.send(roomId, visibilityFrom(ada, "shared"));
      },
    };
    const report = await world.crawlRoom({ pageLimit: 10 });
    assert.deepEqual([report.outcome, report.reason], ["refused", "closed-now"]);
    assert.equal(dumpRoomOf(world).verdict, "closed-now");
    assert.deepEqual(await linesOn(world, "test", "2025-03-07"), []);
  });
});

describe("events that no honest server sends", () => {
  test("are counted, never fatal, and cost no honest event", async (context) => {
    const room = testRoom();
    room.add(textFrom(ada, "before", { originServerTs: Date.parse("2025-03-05T08:00Z") }));
    const hostile = hostileEvents({ roomId, sender: ada });
    for (const { event } of hostile) room.add(event);
    room.add(textFrom(ada, "after", { originServerTs: Date.parse("2025-03-05T09:00Z") }));
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    for (const pageLimit of [1000, 3]) {
      const report = await world.crawlRoom({ pageLimit, full: true });
      assert.deepEqual([report.problem, report.outcome, report.complete], [undefined, "complete", true]);
      assert.ok(report.eventsMalformed >= 12, `${report.eventsMalformed} malformed`);
    }
    const lines = await linesOn(world, "test", "2025-03-05");
    assert.deepEqual([lines[0]?.text, lines.at(-1)?.text], ["before", "after"]);
    const stored = JSON.stringify(dumpStore(world));
    assert.ok(!stored.includes("\\u0000") && stored.isWellFormed());
  });
});
