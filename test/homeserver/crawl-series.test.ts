import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import { stateFrom, visibilityFrom } from "#sample/new-event.ts";
import { first, second, storedIn, upgraded, worldOf } from "./crawl-series-world.ts";
import { openCrawlWorld } from "./crawl-world.ts";
import { ada } from "./sample-rooms.ts";
import { after, at, newId, oldId, spokenRoom, tombstone } from "./sample-series.ts";

const thirdId = "!thirdthird";

describe("an upgrade that both rooms confirm", () => {
  test("lists the successor: it is crawled with the same report, under the same slug", async (context) => {
    const { world } = await worldOf(context, [upgraded(first(), newId), second()]);
    const { rooms, outcome, warnings } = await world.crawl();
    assert.deepEqual(
      rooms.map(({ slug, room, upgradedFrom, outcome: own, complete }) => [slug, room, upgradedFrom, own, complete]),
      [
        ["general", oldId, undefined, "complete", true],
        ["general", newId, oldId, "complete", true],
      ],
    );
    assert.deepEqual([outcome, warnings], ["done", []]);
    assert.deepEqual(await storedIn(world), { [oldId]: undefined, [newId]: oldId });
  });

  test("is asked for through the server of whoever upgraded the room, and the room's own", async (context) => {
    const listed = { general: { room: oldId, via: ["other.example"] } };
    const { server, world } = await worldOf(context, [upgraded(first(), newId), second()], listed);
    await world.crawl();
    const asked = server.requestLog.filter(({ endpoint, path }) => endpoint === "summary" && path.includes(newId));
    assert.deepEqual(
      asked.map(({ path }) => new URL(path, server.url).searchParams.getAll("via")),
      [["other.example", "tidewater.example"]],
    );
  });

  test("costs three requests a room when nothing has happened", async (context) => {
    const { world } = await worldOf(context, [upgraded(first(), newId), second()]);
    await world.crawl();
    const change = await world.store.readChange();
    const { rooms } = await world.crawl();
    assert.deepEqual(
      rooms.map(({ requests }) => requests),
      [3, 3],
    );
    assert.equal(await world.store.readChange(), change);
  });

  test("is followed over four rooms, and learnt of when it happens", async (context) => {
    const rooms = [oldId, newId, thirdId, "!fourth:tidewater.example"] as const;
    const days = ["02", "03", "04", "05"].map((day) => `2025-03-${day}T10:00`);
    const built = rooms.map((id, nth) =>
      spokenRoom(
        id,
        days[nth] ?? "",
        id,
        nth === 0 ? {} : { create: { predecessor: { room_id: rooms[nth - 1] ?? "" } } },
      ),
    );
    const { server, world } = await worldOf(context, built);
    assert.equal((await world.crawl()).rooms.length, 1);
    for (const [nth, id] of rooms.slice(0, -1).entries())
      server.send(id, tombstone(rooms[nth + 1] ?? "", "2025-03-06T10:00"));
    const report = await world.crawl();
    assert.deepEqual([report.rooms.map(({ room }) => room), report.warnings], [rooms, []]);
    const [one, two, three, four] = rooms;
    assert.deepEqual(await storedIn(world), { [one]: undefined, [two]: one, [three]: two, [four]: three });
  });

  test("may be confirmed later, by the state of MSC3946", async (context) => {
    const { server, world } = await worldOf(context, [
      upgraded(first(), newId),
      spokenRoom(newId, "2025-03-03T13:00", "egret"),
    ]);
    assert.deepEqual((await world.crawl()).rooms.length, 1);
    server.send(newId, stateFrom(ada, "org.matrix.msc3946.room_predecessor", { predecessor_room_id: oldId }));
    assert.deepEqual(
      (await world.crawl()).rooms.map(({ room }) => room),
      [oldId, newId],
    );
  });

  test("is not followed with follow: false", async (context) => {
    const { world } = await worldOf(context, [upgraded(first(), newId), second()], {
      general: { room: oldId, follow: false },
    });
    const { rooms, warnings } = await world.crawl();
    assert.deepEqual([rooms.length, warnings, await storedIn(world)], [1, [], { [oldId]: undefined }]);
  });

  test("leaves a successor alone that has an entry of its own, whichever is crawled first", async (context) => {
    for (const listed of [
      { general: oldId, next: newId },
      { next: newId, general: oldId },
    ]) {
      const { world } = await worldOf(context, [upgraded(first(), newId), second()], listed);
      const { rooms } = await world.crawl();
      assert.deepEqual(rooms.map(({ slug }) => slug).toSorted(), ["general", "next"]);
      assert.deepEqual(await storedIn(world), { [oldId]: undefined, [newId]: undefined });
    }
  });

  test("leaves a successor alone whose alias has an entry that was not crawled yet", async (context) => {
    const next = spokenRoom(newId, "2025-03-03T13:00", "egret", { ...after(oldId), alias: "#next:tidewater.example" });
    const listed = { general: oldId, next: "#next:tidewater.example" };
    const { world } = await worldOf(context, [upgraded(first(), newId), next], listed);
    const { rooms } = await world.crawl({ room: "general" });
    assert.deepEqual([rooms.length, await storedIn(world)], [1, { [oldId]: undefined }]);
  });

  test("gives the successor up when it gets an entry of its own", async (context) => {
    const rooms = [upgraded(first(), newId), second()];
    const { server, world } = await worldOf(context, rooms);
    await world.crawl();
    const { config } = await openCrawlWorld(context, {
      url: server.url,
      token: server.token,
      rooms: { general: oldId, next: newId },
    });
    await world.crawl({ config });
    assert.deepEqual(await storedIn(world), { [oldId]: undefined, [newId]: undefined });
    assert.equal((await world.record("next")).roomId, newId);
  });

  test("judges the successor by its own state and by the account's own membership", async (context) => {
    const closed = spokenRoom(newId, "2025-03-03T13:00", "egret", after(oldId));
    closed.add(stateFrom(ada, "m.room.archive_controls", { archive: false }, at("2025-03-03T14:00")));
    const { server, world } = await worldOf(context, [upgraded(first(), newId), closed]);
    const told = async () => (await world.crawl()).rooms.map(({ outcome, reason }) => [outcome, reason]);
    assert.deepEqual(await told(), [
      ["complete", undefined],
      ["refused", "refused-by-room"],
    ]);
    server.send(newId, stateFrom(ada, "m.room.archive_controls", {}));
    assert.deepEqual(await told(), [
      ["complete", undefined],
      ["complete", undefined],
    ]);
    server.send(newId, stateFrom(ada, "m.room.member", { membership: "join" }, { stateKey: server.readerId }));
    assert.deepEqual((await told())[1], ["refused", "reader-is-member"]);
  });

  test("stands when the older room closes, and each loses only what is its own", async (context) => {
    const { server, world } = await worldOf(context, [upgraded(first(), newId), second()]);
    await world.crawl();
    server.send(oldId, visibilityFrom(ada, "shared"));
    const { rooms } = await world.crawl();
    assert.deepEqual(
      rooms.map(({ room, outcome, reason }) => [room, outcome, reason]),
      [
        [oldId, "refused", "closed-now"],
        [newId, "complete", undefined],
      ],
    );
    const [older, newer] = [await world.record("general"), await world.store.readRoom({ roomId: newId as never })];
    assert.deepEqual(
      [await world.store.hasEvents(older.key), newer && (await world.store.hasEvents(newer.key))],
      [false, true],
    );
    assert.deepEqual(await storedIn(world), { [oldId]: undefined, [newId]: oldId });
  });

  test("stands when nothing can be learnt, and a crawl that fails as a whole says so of both rooms", async (context) => {
    const { server, world } = await worldOf(context, [upgraded(first(), newId), second()]);
    await world.crawl();
    const before = await storedIn(world);
    server.faults = { rules: [{ endpoint: "messages", answer: { kind: "server-error", status: 500 } }] };
    const { rooms } = await world.crawl();
    assert.deepEqual(
      rooms.map(({ outcome }) => outcome),
      ["failed", "failed"],
    );
    server.faults = { rules: [{ endpoint: "whoami", answer: { kind: "token-expired" } }] };
    await assert.rejects(world.crawl());
    const run = (await world.store.readLastRun("crawl")) ?? assert.fail("not recorded");
    assert.deepEqual(
      (run.report as CrawlReport).rooms.map(({ room, upgradedFrom, outcome }) => [room, upgradedFrom, outcome]),
      [
        [oldId, undefined, "failed"],
        [newId, oldId, "failed"],
      ],
    );
    assert.deepEqual(await storedIn(world), before);
  });
});
