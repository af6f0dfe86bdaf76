import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RoomBuilder } from "#sample/build-room.ts";
import { stateFrom } from "#sample/new-event.ts";
import { first, second, storedIn, upgraded, worldOf } from "./crawl-series-world.ts";
import { ada } from "./sample-rooms.ts";
import { after, newId, oldId, spokenRoom } from "./sample-series.ts";

describe("a link that is not confirmed", () => {
  const cases: readonly (readonly [name: string, rooms: () => RoomBuilder[], warning: RegExp])[] = [
    ["of one side", () => [upgraded(first(), newId), spokenRoom(newId, "2025-03-03T13:00", "egret")], /does not say/],
    ["that contradicts", () => [upgraded(first(), newId), second("!another")], /upgraded from another room/],
    ["to itself", () => [upgraded(first(), oldId)], /names itself/],
    ["to a room that nobody knows", () => [upgraded(first(), "!nowhere")], /lets nobody outside read/],
    [
      "to a closed room",
      () => [
        upgraded(first(), newId),
        spokenRoom(newId, "2025-03-03T13:00", "egret", { ...after(oldId), visibility: "shared" }),
      ],
      /lets nobody outside read/,
    ],
  ];
  for (const [name, rooms, warning] of cases) {
    test(`${name} is a warning, and nothing is asked or kept of the other room's messages`, async (context) => {
      const { server, world } = await worldOf(context, rooms());
      const report = await world.crawl();
      assert.deepEqual([report.rooms.length, report.outcome], [1, "done"]);
      assert.equal(report.warnings.length, 1);
      assert.match(report.warnings[0] ?? "", warning);
      assert.deepEqual(await storedIn(world), { [oldId]: undefined });
      assert.ok(
        server.requestLog.every(({ path }) => !path.includes(encodeURIComponent(newId)) || path.includes("/state/")),
      );
    });
  }

  test("that leads back ends the series with a warning", async (context) => {
    const loop = spokenRoom(oldId, "2025-03-02T10:00", "heron", { create: { predecessor: { room_id: newId } } });
    const { world } = await worldOf(context, [upgraded(loop, newId), upgraded(second(), oldId)]);
    const { rooms, warnings } = await world.crawl();
    assert.deepEqual(
      rooms.map(({ room }) => room),
      [oldId, newId],
    );
    assert.match(warnings.join("\n"), /^general: the room !newnewnew names .* comes before it/);
  });

  test("any more parts the rooms: what was stored of the successor is no longer listed", async (context) => {
    const { server, world } = await worldOf(context, [upgraded(first(), newId), second()]);
    await world.crawl();
    server.send(newId, stateFrom(ada, "org.matrix.msc3946.room_predecessor", { predecessor_room_id: "!another" }));
    const { warnings } = await world.crawl();
    assert.match(warnings.join("\n"), /upgraded from another room[^]*!newnewnew\) is no longer listed/);
    assert.deepEqual(await storedIn(world), { [oldId]: undefined, [newId]: undefined });
  });

  test("of the tombstone's any more parts the rooms too", async (context) => {
    const { server, world } = await worldOf(context, [upgraded(first(), newId), second()]);
    await world.crawl();
    server.send(oldId, stateFrom(ada, "m.room.tombstone", {}));
    assert.equal((await world.crawl()).rooms.length, 1);
    assert.deepEqual(await storedIn(world), { [oldId]: undefined, [newId]: undefined });
  });
});
