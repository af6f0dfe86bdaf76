import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { memberFrom, redactionFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import { filesWith, readTree } from "../support/site-build.ts";
import { hasPage, linesOn } from "./day-lines.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, ben, roomId, roomOfDays } from "./sample-rooms.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });

/** A hundred messages on ten days; Ben spoke on the second one. */
function sweptRoom() {
  const { room, ids } = roomOfDays(1);
  room.add(memberFrom(ben, "Ben", at("2025-03-03T07:00")));
  const said = room.add(textFrom(ben, "spoonbill", at("2025-03-03T08:00")));
  for (let nth = 0; nth < 80; nth += 1) room.add(textFrom(ada, `later ${nth}`, at("2025-03-10T08:00")));
  return { room, ids, said };
}

describe("a full crawl", () => {
  test("finds what the server emptied without a word, and takes it out of every byte", async (context) => {
    const { room, said } = sweptRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    server.erase(ben);
    await world.crawl({ pageLimit: 20 });
    assert.notDeepEqual(filesWith(await readTree(world.store.folder), "spoonbill"), [], "an update cannot see it");
    const change = await world.store.readChange();
    const report = await world.crawlRoom({ full: true, pageLimit: 20 });
    assert.deepEqual([report.outcome, report.complete], ["complete", true]);
    assert.ok(report.eventsChanged >= 1);
    assert.deepEqual(filesWith(await readTree(world.store.folder), "spoonbill"), []);
    assert.ok((await world.dirtySince(change)).includes("test 2025-03-03"));
    const gone = dumpRoomOf(world).events.find(({ id }) => id === said);
    assert.deepEqual([gone?.gone, gone?.redacted, gone?.content], [1, 0, {}]);
  });

  test("asks again for what was empty, and brings it back when the server has it again", async (context) => {
    const { room } = sweptRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    server.erase(ben);
    await world.crawl();
    assert.deepEqual(await linesOn(world, "test", "2025-03-03"), []);
    server.restore(ben);
    const change = await world.store.readChange();
    const report = await world.crawlRoom({ full: true });
    assert.ok(report.eventsChanged >= 1);
    assert.ok((await world.dirtySince(change)).includes("test 2025-03-03"));
    assert.equal((await linesOn(world, "test", "2025-03-03"))[0]?.text, "spoonbill");
    server.erase(ben);
    await world.crawl({ full: true });
    assert.deepEqual(filesWith(await readTree(world.store.folder), "spoonbill"), [], "and takes it away again");
  });

  test("finds a redaction that was made in a closed time", async (context) => {
    const { room, said } = sweptRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    server.send(roomId, visibilityFrom(ada, "shared"));
    server.send(roomId, redactionFrom(ben, said, { reason: "dotterel" }));
    server.send(roomId, visibilityFrom(ada, "world_readable"));
    await world.crawl({ pageLimit: 20 });
    assert.equal((await linesOn(world, "test", "2025-03-03"))[0]?.text, "spoonbill");
    await world.crawl({ full: true, pageLimit: 20 });
    assert.deepEqual(await linesOn(world, "test", "2025-03-03"), []);
    const tree = await readTree(world.store.folder);
    assert.deepEqual([filesWith(tree, "spoonbill"), filesWith(tree, "dotterel")], [[], []]);
  });

  test("finds a late event anywhere", async (context) => {
    const { room, ids } = sweptRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    server.send(roomId, textFrom(ben, "I was away", at("2025-03-02T00:07")), { atDepthOf: ids[1] ?? assert.fail() });
    const change = await world.store.readChange();
    await world.crawl({ pageLimit: 20 });
    assert.deepEqual(await world.dirtySince(change), [], "an update does not look that far back");
    await world.crawl({ full: true, pageLimit: 20 });
    assert.deepEqual(await world.dirtySince(change), ["test 2025-03-02"]);
    const texts = (await linesOn(world, "test", "2025-03-02")).map(({ text }) => text);
    assert.equal(texts.indexOf("I was away"), 2);
  });

  test("of an unchanged room changes nothing", async (context) => {
    const { room } = sweptRoom();
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const known = dumpRoomOf(world);
    const change = await world.store.readChange();
    const report = await world.crawlRoom({ full: true, pageLimit: 20 });
    assert.deepEqual([report.eventsStored, report.eventsChanged], [0, 0]);
    assert.ok(report.eventsSeen > 90, "it read everything once more");
    assert.deepEqual(await world.dirtySince(change), []);
    assert.deepEqual(dumpRoomOf(world), known);
  });

  test("that fails half-way leaves the room as complete as it was", async (context) => {
    const { room, ids } = sweptRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const [oldest, newest] = [ids[2] ?? assert.fail(), ids[4] ?? assert.fail()];
    server.faults = { brokenStretches: [{ roomId: room.roomId, oldest, newest }] };
    const report = await world.crawlRoom({ full: true, pageLimit: 10 });
    assert.equal(report.outcome, "incomplete");
    server.faults = {};
    const again = await world.crawlRoom();
    assert.deepEqual([again.complete, again.requests, again.holes], [true, 3, []]);
  });

  test("stops at the day from which a room is wanted", async (context) => {
    const { room } = roomOfDays(30);
    const rooms = { test: { room: roomId, since: "2025-03-25" } };
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), rooms });
    await world.crawl({ pageLimit: 20 });
    const stored = bodiesIn(dumpRoomOf(world)).length;
    server.send(roomId, textFrom(ada, "late in the window", at("2025-03-26T00:01")), {
      atDepthOf: dumpRoomOf(world).events.find(({ content }) => content["body"] === "2025-03-26 #1")?.id as never,
    });
    await world.crawl({ full: true, pageLimit: 20 });
    assert.ok((await linesOn(world, "test", "2025-03-26")).some(({ text }) => text === "late in the window"));
    assert.ok(bodiesIn(dumpRoomOf(world)).length <= stored + 21, "not much deeper than before");
    assert.ok(!(await hasPage(world, "2025-03-02")));
  });
});
