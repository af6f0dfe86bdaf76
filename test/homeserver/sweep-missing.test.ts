import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { readStatus } from "#operations/read-status.ts";
import { redactionFrom, replyFrom, textFrom } from "#sample/new-event.ts";
import { build, filesWith, readTree } from "../support/site-build.ts";
import type { CrawlWorld } from "./crawl-world.ts";
import { hasPage, linesOn } from "./day-lines.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { ada, ben, roomId, roomOfDays } from "./sample-rooms.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });
const dayMs = 86_400_000;

/** Six days of ten messages; on the second one a spoonbill, answered on the fourth. */
function missedRoom() {
  const { room, ids } = roomOfDays(6);
  const bird = room.add(textFrom(ben, "spoonbill", at("2025-03-07T23:00")));
  room.add(replyFrom(ada, "an answer", bird, at("2025-03-07T23:10")));
  for (let nth = 0; nth < 25; nth += 1) room.add(textFrom(ada, `since then ${nth}`, at("2025-03-08T08:00")));
  return { room, ids, bird };
}

const idAt = (ids: readonly EventId[], index: number): EventId => ids[index] ?? assert.fail();

async function bytesWith({ store, config }: CrawlWorld, word: string): Promise<readonly string[]> {
  return [...filesWith(await readTree(store.folder), word), ...filesWith(await readTree(config.output), word)];
}

describe("what is missing on the server", () => {
  test("leaves store and site without a trace, and the archive is what a first crawl would make it", async (context) => {
    const { room, ids, bird } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    await build(world.config, world.store);
    assert.ok((await bytesWith(world, "spoonbill")).length >= 3, "in the store, on pages, in search");
    server.purge(roomId, { events: [bird, idAt(ids, 20), idAt(ids, 21)] });

    await world.crawl({ pageLimit: 10 });
    assert.notDeepEqual(await bytesWith(world, "spoonbill"), [], "an update does not look that far back");

    const change = await world.store.readChange();
    const report = await world.crawlRoom({ full: true, pageLimit: 10 });
    assert.deepEqual([report.outcome, report.missing], ["complete", { events: 3, outcome: "deleted" }]);
    assert.deepEqual(await world.dirtySince(change), ["test 2025-03-04", "test 2025-03-07"]);
    assert.deepEqual(filesWith(await readTree(world.store.folder), "spoonbill"), []);
    await build(world.config, world.store);
    assert.deepEqual(await bytesWith(world, "spoonbill"), []);
    assert.deepEqual(filesWith(await readTree(world.config.output), "message was removed"), []);
    const other = await secondWorld(context, server);
    await other.crawl();
    assert.deepEqual(dumpRoomOf(world), dumpRoomOf(other));
  });

  test("for being past the room's retention goes too, and the days before it have no page", async (context) => {
    const { room } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    await build(world.config, world.store);
    server.expire(roomId, Date.parse("2025-03-05"));
    const report = await world.crawlRoom({ full: true, pageLimit: 10 });
    assert.deepEqual(report.missing, { events: 30, outcome: "deleted" });
    await build(world.config, world.store);
    for (const day of ["2025-03-02", "2025-03-04"]) {
      assert.ok(!(await hasPage(world, day)));
      assert.deepEqual(await bytesWith(world, `${day} #`), [], day);
    }
    assert.ok((await bytesWith(world, "2025-03-05 #1")).length >= 2);
    assert.deepEqual([(await world.crawlRoom()).requests, (await world.crawlRoom()).complete], [3, true]);
  });

  test("after a purge of the history is gone to the last event, and new ones join on", async (context) => {
    const { room, ids } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    server.purge(roomId, { before: idAt(ids, 59) });
    await world.crawl({ full: true });
    assert.ok(!(await hasPage(world, "2025-03-06")) && (await hasPage(world, "2025-03-07")));
    assert.deepEqual(
      (await linesOn(world, "test", "2025-03-07")).map(({ text }) => text),
      ["2025-03-07 #10", "spoonbill", "an answer"],
    );
    server.send(roomId, textFrom(ada, "and on", at("2025-03-09T08:00")));
    const report = await world.crawlRoom();
    assert.deepEqual([report.complete, report.eventsStored, dumpRoomOf(world).spans.length], [true, 1, 1]);
  });

  test("and was redacted before leaves no placeholder", async (context) => {
    const { room, bird } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const redaction = server.send(roomId, redactionFrom(ben, bird, at("2025-03-09T08:00")));
    await world.crawl();
    assert.ok(dumpRoomOf(world).events.some(({ id }) => id === bird));
    server.purge(roomId, { events: [bird, redaction] });
    await world.crawl({ full: true, pageLimit: 10 });
    assert.deepEqual(
      dumpRoomOf(world).events.filter(({ id }) => id === bird || id === redaction),
      [],
    );
  });
});

describe("the brake", () => {
  const brake = { share: "10%", events: 5 };

  test("keeps all when too many are missing, and says so with every crawl until the operator confirms", async (context) => {
    const { room, ids } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), publication: { brake } });
    await world.crawl();
    const known = dumpRoomOf(world);
    const purged = ids.slice(5, 25);
    server.purge(roomId, { events: purged });
    const report = await world.crawl({ full: true, pageLimit: 10 });
    assert.deepEqual(report.rooms[0]?.missing, { events: 20, outcome: "held" });
    assert.match(report.warnings.join(), /20 .*daybook crawl --room test --confirm-deletions/);
    assert.deepEqual(dumpRoomOf(world), known);
    assert.match((await world.crawl()).warnings.join(), /--confirm-deletions/, "the next one says it too");

    const missingNow = async () =>
      (await readStatus({ config: world.config, store: world.store, now: Date.now() })).rooms[0]?.missing;
    assert.equal(await missingNow(), 20, "and the status says so");

    const confirmed = await world.crawl({ confirmDeletions: true });
    assert.equal(await missingNow(), 0);
    assert.deepEqual(confirmed.rooms[0]?.missing, { events: 20, outcome: "deleted" });
    assert.deepEqual(confirmed.warnings, []);
    assert.equal(bodiesIn(dumpRoomOf(world)).length, bodiesIn(known).length - 20);
    assert.deepEqual((await world.crawl()).warnings, []);
  });

  test("holds back no redaction and nothing that the server emptied", async (context) => {
    const { room, ids } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), publication: { brake } });
    await world.crawl();
    server.redactSilently(roomId, ids.slice(0, 30));
    server.erase(ben);
    await world.crawl({ full: true, pageLimit: 10 });
    assert.deepEqual(filesWith(await readTree(world.store.folder), "2025-03-03 #"), []);
    assert.deepEqual(filesWith(await readTree(world.store.folder), "spoonbill"), []);
  });
});

describe("a sweep deletes nothing", () => {
  test("when the server ends its pages too early", async (context) => {
    const { room } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const known = dumpRoomOf(world);
    server.faults = { endMissingOnPage: 3 };
    const report = await world.crawl({ full: true, pageLimit: 10 });
    assert.equal(report.rooms[0]?.missing?.outcome, "still-there");
    assert.match(report.warnings.join(), /still delivers/);
    assert.deepEqual(dumpRoomOf(world), known);
  });

  test("when it was stopped; the next whole one does", async (context) => {
    const { room, bird } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const known = dumpRoomOf(world);
    server.purge(roomId, { events: [bird] });
    const stop = new AbortController();
    const onPage = (seen: number) => seen > 60 && stop.abort();
    assert.equal(
      (await world.crawl({ full: true, pageLimit: 10, signal: stop.signal, onPage })).outcome,
      "interrupted",
    );
    assert.deepEqual(dumpRoomOf(world), known);
    const report = await world.crawlRoom({ full: true, pageLimit: 10 });
    assert.deepEqual(report.missing, { events: 1, outcome: "deleted" });
  });
});

describe("a sweep comes by itself", () => {
  test("when the last one is older than it may be, and not before", async (context) => {
    const { room, bird } = missedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), publication: { sweep: "3d" } });
    const startMs = Date.parse("2025-04-01");
    await world.crawl({ nowMs: startMs });
    server.purge(roomId, { events: [bird] });
    const seen = async (days: number) =>
      (await world.crawlRoom({ nowMs: startMs + days * dayMs, pageLimit: 10 })).eventsSeen;
    assert.ok((await seen(2.9)) <= 20);
    assert.ok(bodiesIn(dumpRoomOf(world)).includes("spoonbill"));
    assert.ok((await seen(3)) > 80);
    assert.ok(!bodiesIn(dumpRoomOf(world)).includes("spoonbill"));
    assert.ok((await seen(5.9)) <= 20, "it counts from the last sweep");
    assert.ok((await seen(6)) > 80);
  });

  test("but not in a crawl that is wanted for some days only", async (context) => {
    const { room } = missedRoom();
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    const startMs = Date.parse("2025-04-01");
    await world.crawl({ nowMs: startMs });
    const options = { nowMs: startMs + 30 * dayMs, pageLimit: 10, since: "2025-03-08" as never };
    assert.ok((await world.crawlRoom(options)).eventsSeen <= 20);
  });
});
