import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { editFrom, memberFrom, replyFrom, textFrom } from "#sample/new-event.ts";
import { remove } from "#operations/remove/remove.ts";
import type { RemovalDecision } from "#store/decisions.ts";
import type { RemovalKind } from "#store/records.ts";
import { filesWith, readTree } from "../support/site-build.ts";
import type { CrawlWorld } from "./crawl-world.ts";
import { linesOn } from "./day-lines.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { ada, ben, roomId, roomOfDays } from "./sample-rooms.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });
const now = "2025-06-01T12:00:00.000Z";
const removal = (what: RemovalKind, target: string): RemovalDecision => ({ kind: "removal", what, target, at: now });
const undoing = (what: RemovalKind, target: string): RemovalDecision => ({
  kind: "removal-undone",
  what,
  target,
  at: now,
});

const nothing = { events: [], users: [], days: [], rooms: [], networks: [], media: [] };
const quiet = (): void => undefined;
const log = { info: quiet, warn: quiet, debug: quiet };
const removing = { reason: undefined, build: false, log, progress: quiet, now: Date.now };

/** Ben speaks on the third of March and is answered on the fourth; his edit comes on the fifth. */
function toldRoom() {
  const { room, ids } = roomOfDays(1);
  room.add(memberFrom(ben, "Ben", at("2025-03-03T07:00")));
  const said = room.add(textFrom(ben, "dotterel", at("2025-03-03T08:00")));
  const answer = room.add(replyFrom(ada, "plover", said, at("2025-03-04T08:00")));
  const edit = room.add(editFrom(ben, "dotterel edited", said, at("2025-03-05T08:00")));
  room.add(textFrom(ada, "the last words", at("2025-03-06T08:00")));
  return { room, ids, said, answer, edit };
}

describe("what was removed before it was ever read", () => {
  for (const pageLimit of [1, 3, 1000]) {
    test(`is stored without its words, whichever of it and its edit is met first (pages of ${pageLimit})`, async (context) => {
      const { room, said, edit } = toldRoom();
      const { world } = await sampleCrawl(context, { room: room.toRoom() });
      await world.store.decide([removal("day", `${roomId} 2025-03-03`)]);
      const report = await world.crawlRoom({ pageLimit });
      assert.deepEqual(filesWith(await readTree(world.store.folder), "dotterel"), []);
      assert.ok(bodiesIn(dumpRoomOf(world)).includes("plover"));
      assert.ok((report.withheld.removed ?? 0) >= 2);
      const known = await world.store.readKnown((await world.record("test")).key, [said, edit]);
      assert.deepEqual([known.get(said)?.erased, known.get(edit)?.erased], [true, true]);
    });
  }

  test("costs no request when it is a room, which is no failure", async (context) => {
    const { room } = toldRoom();
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    await world.store.decide([removal("room", roomId)]);
    const report = await world.crawl();
    assert.equal(report.outcome, "done");
    const [told] = report.rooms;
    assert.deepEqual([told?.outcome, told?.reason, told?.requests], ["refused", "removed", 0]);
    assert.match(told?.problem ?? "", /daybook remove --room/);
    assert.deepEqual(dumpRoomOf(world).events, []);
  });

  test("as a room that no crawl has met, never reaches the store", async (context) => {
    const { room } = toldRoom();
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.store.decide([removal("room", roomId)]);
    const report = await world.crawlRoom();
    assert.deepEqual([report.outcome, report.reason], ["refused", "removed"]);
    assert.deepEqual(filesWith(await readTree(world.store.folder), "plover"), []);
  });

  test("as a person keeps nobody waiting: their name is not asked for in each crawl", async (context) => {
    const { room } = roomOfDays(1);
    room.add(textFrom(ben, "dotterel", at("2025-03-03T08:00")));
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.store.decide([removal("user", ben)]);
    await world.crawl();
    const again = await world.crawlRoom();
    assert.equal(again.requests, 3);
    assert.deepEqual(await world.store.readSendersWithoutName((await world.record("test")).key, 10), []);
  });
});

describe("what is removed", () => {
  test("stays away in later crawls and sweeps, answers to it stand, and an undo brings it back with a sweep alone", async (context) => {
    const { room, said } = toldRoom();
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const before = await pagesOf(world);
    assert.equal(before[0]?.[0]?.text, "dotterel edited");

    await world.store.decide([removal("event", said)]);
    for (const full of [false, true]) {
      await world.crawl({ full });
      const [third = [], fourth = []] = await pagesOf(world);
      assert.deepEqual(third, []);
      assert.deepEqual(
        fourth.map(({ text }) => text),
        ["plover"],
      );
      assert.deepEqual(filesWith(await readTree(world.store.folder), "dotterel"), []);
    }

    await world.store.decide([undoing("event", said)]);
    assert.deepEqual((await pagesOf(world))[0], []);
    await world.crawl({ full: true });
    assert.deepEqual(await pagesOf(world), before);
  });

  test("comes back with its edits although something else stays removed", async (context) => {
    const { room, ids, said } = toldRoom();
    const { world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    const before = await pagesOf(world);
    await world.store.decide([removal("event", said), removal("event", ids[3] ?? assert.fail())]);
    await world.store.decide([undoing("event", said)]);
    await world.crawl({ full: true, pageLimit: 2 });
    assert.deepEqual(await pagesOf(world), before);
    assert.ok(!(await linesOn(world, "test", "2025-03-02")).some(({ text }) => text === "2025-03-02 #4"));
  });

  test("leaves the rest as a first crawl would find it", async (context) => {
    const { room, said } = toldRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    await world.store.decide([removal("event", said)]);
    await world.crawl();
    const fresh = await secondWorld(context, server);
    await fresh.store.decide([removal("event", said)]);
    await fresh.crawl();
    assert.deepEqual(dumpRoomOf(world), dumpRoomOf(fresh));
  });
});

test("a removed network takes what its people said out of the store and off the pages, until it is undone and all is read again", async (context) => {
  const ghost = "@libera_dave:tidewater.example";
  const { room } = roomOfDays(1);
  room.add(memberFrom(ghost, "dave", at("2025-03-03T07:00")));
  room.add(textFrom(ghost, "dotterel", at("2025-03-03T08:00")));
  room.add(textFrom(ada, "plover", at("2025-03-03T09:00")));
  const consent = {
    network: "libera.chat",
    channel: "#test",
    agreedBy: "ops",
    on: "2025-01-01",
    evidence: "https://x.example/",
  };
  const { world } = await sampleCrawl(context, {
    room: room.toRoom(),
    rooms: { test: { room: roomId, bridges: [consent] } },
  });
  await world.crawl();
  const texts = async () => (await linesOn(world, "test", "2025-03-03")).map(({ text }) => text);
  assert.deepEqual(await texts(), ["dotterel", "plover"]);

  const decide = (undo: boolean) =>
    remove({ ...removing, config: world.config, store: world.store, wish: { ...nothing, networks: ["libera"] }, undo });
  const report = await decide(false);
  assert.deepEqual(
    report.removals.map(({ kind, target }) => [kind, target]),
    [["network", "Libera.Chat"]],
  );
  for (const full of [false, true]) {
    assert.deepEqual(filesWith(await readTree(world.store.folder), "dotterel"), []);
    assert.deepEqual(await texts(), ["plover"]);
    await world.crawl({ full });
  }
  assert.deepEqual(filesWith(await readTree(world.store.folder), "dotterel"), []);
  await decide(true);
  await world.crawl({ full: true });
  assert.deepEqual(await texts(), ["dotterel", "plover"]);
});

/** The days of Ben's message and of its answer, as readers see them. */
async function pagesOf(world: CrawlWorld) {
  return [await linesOn(world, "test", "2025-03-03"), await linesOn(world, "test", "2025-03-04")];
}
