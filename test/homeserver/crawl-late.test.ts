import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { editFrom, memberFrom, redactionFrom, textFrom } from "#sample/new-event.ts";
import { filesWith, readTree } from "../support/site-build.ts";
import { hasPage, linesOn } from "./day-lines.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { ada, ben, roomId, roomOfDays } from "./sample-rooms.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });

describe("an event that arrives late, from a server that was away", () => {
  test("takes its place between its neighbours, and only its day is dirty", async (context) => {
    const { room, ids } = roomOfDays(4);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const change = await world.store.readChange();
    const atDepthOf = ids[12] ?? assert.fail();
    server.send(roomId, textFrom(ben, "I was away", at("2025-03-03T00:11")), { atDepthOf });
    const report = await world.crawlRoom();
    assert.deepEqual([report.eventsStored, report.outcome], [1, "complete"]);
    assert.deepEqual(await world.dirtySince(change), ["test 2025-03-03"]);
    const day = await linesOn(world, "test", "2025-03-03");
    assert.deepEqual(
      day.slice(1, 5).map(({ text }) => text),
      ["2025-03-03 #2", "2025-03-03 #3", "I was away", "2025-03-03 #4"],
    );
  });

  test("finds room however often it happens at the same place", async (context) => {
    const { room, ids } = roomOfDays(3);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const atDepthOf = ids[4] ?? assert.fail();
    for (let nth = 0; nth < 15; nth += 1) {
      server.send(roomId, textFrom(ben, `late ${nth}`, at("2025-03-02T00:21")), { atDepthOf });
      await world.crawl();
    }
    const fresh = await secondWorld(context, server);
    await fresh.crawl();
    assert.equal(bodiesIn(dumpRoomOf(fresh)).length, 45);
    assert.deepEqual(dumpRoomOf(world), dumpRoomOf(fresh));
  });

  test("as a new name, it renames what its person said from there to the next name", async (context) => {
    const { room } = roomOfDays(1);
    const first = room.add(textFrom(ben, "before", at("2025-03-04T08:00")));
    room.add(textFrom(ben, "after", at("2025-03-05T08:00")));
    room.add(memberFrom(ben, "Ben the third", at("2025-03-06T08:00")));
    room.add(textFrom(ben, "much later", at("2025-03-07T08:00")));
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const change = await world.store.readChange();
    server.send(roomId, memberFrom(ben, "Ben the second", at("2025-03-04T09:00")), { atDepthOf: first });
    await world.crawl();
    // The third day has the next change of name: a room that folds those tells it from the one before.
    const days = ["test 2025-03-04", "test 2025-03-05", "test 2025-03-06"];
    assert.deepEqual(await world.dirtySince(change), days);
    const names = ["2025-03-04", "2025-03-05", "2025-03-07"].map(async (day) => (await linesOn(world, "test", day))[0]);
    assert.deepEqual(
      (await Promise.all(names)).map((line) => line?.name),
      ["Ben the third", "Ben the second", "Ben the third"],
    );
  });
});

describe("a redaction", () => {
  /** A message that the server hands out whole, whatever it knows about redactions. */
  const wireText = (id: string, body: string, ts: string) => ({
    ...textFrom(ada, body),
    wire: {
      event_id: id,
      room_id: roomId,
      type: "m.room.message",
      sender: ada,
      origin_server_ts: Date.parse(`${ts}Z`),
      content: { msgtype: "m.text", body },
    },
  });

  test("that comes before its target keeps the target's words out of the store", async (context) => {
    const { room, ids } = roomOfDays(3);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    server.send(roomId, redactionFrom(ada, "$late-target", at("2025-03-05T08:00")));
    await world.crawl();
    const atDepthOf = ids[5] ?? assert.fail();
    server.send(roomId, wireText("$late-target", "merganser", "2025-03-02T00:26"), { atDepthOf });
    server.send(roomId, wireText("$late-other", "shoveler", "2025-03-02T00:27"), { atDepthOf });
    const { eventsStored } = await world.crawlRoom();
    assert.equal(eventsStored, 2);
    const tree = await readTree(world.store.folder);
    assert.deepEqual(filesWith(tree, "merganser"), []);
    assert.notDeepEqual(filesWith(tree, "shoveler"), []);
    const target = dumpRoomOf(world).events.find(({ id }) => id === "$late-target");
    assert.deepEqual([target?.redacted, target?.content, target?.day], [1, {}, "2025-03-02"]);
  });

  test("keeps the words of edits out that come after it", async (context) => {
    const { room, ids } = roomOfDays(3);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    const target: EventId = ids[5] ?? assert.fail();
    server.send(roomId, redactionFrom(ada, target, at("2025-03-05T08:00")));
    await world.crawl();
    server.send(roomId, editFrom(ada, "goosander", target, at("2025-03-05T07:00")), { atDepthOf: ids[20] ?? target });
    const { eventsStored } = await world.crawlRoom();
    assert.equal(eventsStored, 1);
    assert.deepEqual(filesWith(await readTree(world.store.folder), "goosander"), []);
  });

  test("of an edited message erases the edit's words, whichever of the three is met first", async (context) => {
    for (const pageLimit of [1, 1000]) {
      const { room, ids } = roomOfDays(1);
      const target = ids[5] ?? assert.fail();
      room.add(redactionFrom(ada, target, at("2025-03-05T08:00")));
      room.add(editFrom(ada, "pintail", target, at("2025-03-06T08:00")));
      room.add(textFrom(ada, "the last words", at("2025-03-07T08:00")));
      const { world } = await sampleCrawl(context, { room: room.toRoom() });
      await world.crawl({ pageLimit });
      assert.deepEqual(filesWith(await readTree(world.store.folder), "pintail"), []);
      assert.ok(!(await hasPage(world, "2025-03-06")), "the edit left no line");
      assert.ok(await hasPage(world, "2025-03-07"));
    }
  });

  test("of a message that was edited on another day leaves no line on that day", async (context) => {
    const { room, ids } = roomOfDays(1);
    const target = ids[5] ?? assert.fail();
    room.add(editFrom(ada, "wigeon", target, at("2025-03-06T08:00")));
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    assert.ok((await linesOn(world, "test", "2025-03-02")).some(({ text }) => text === "wigeon"));
    server.send(roomId, redactionFrom(ada, target, at("2025-03-08T08:00")));
    await world.crawl();
    assert.deepEqual(filesWith(await readTree(world.store.folder), "wigeon"), []);
    assert.ok(!(await hasPage(world, "2025-03-06")));
  });
});
