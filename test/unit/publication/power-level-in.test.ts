import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { powerLevelIn } from "#publication/power-level-in.ts";
import { alice, bob, carol, eventId, roomId } from "#test/support/ids.ts";

function state(type: string, content: JsonObject): RoomEvent {
  return {
    eventId: eventId(`$${type}`),
    roomId: roomId("!room:example.org"),
    type,
    sender: alice,
    originServerTs: 0,
    stateKey: "",
    content,
    redacted: false,
  };
}

const created = (content: JsonObject): RoomEvent => state("m.room.create", content);
const levels = (content: JsonObject): RoomEvent => state("m.room.power_levels", content);

test("a level is the one that names the user, else the default, else nothing", () => {
  const room = [created({ room_version: "11" }), levels({ users: { [alice]: 100, [bob]: 50 }, users_default: 10 })];
  assert.deepEqual(
    [alice, bob, carol].map((user) => powerLevelIn(room, user)),
    [100, 50, 10],
  );
  assert.equal(powerLevelIn([created({ room_version: "11" }), levels({})], alice), 0);
});

test("without levels the creator has 100 and everyone else 0", () => {
  assert.equal(powerLevelIn([created({ room_version: "11" })], alice), 100);
  assert.equal(powerLevelIn([created({ room_version: "11" })], bob), 0);
  assert.equal(powerLevelIn([created({ creator: bob })], bob), 100);
});

test("creators have no limit from room version 12 on, whatever the levels say", () => {
  const create = created({ room_version: "12", additional_creators: [bob] });
  const room = [create, levels({ users: { [alice]: 0, [carol]: 50 } })];
  assert.deepEqual(
    [alice, bob, carol].map((user) => powerLevelIn(room, user)),
    ["creator", "creator", 50],
  );
  assert.equal(powerLevelIn([created({ room_version: "11" }), levels({ users: { [alice]: 0 } })], alice), 0);
});

test("levels written as text by old rooms count; what is no number does not", () => {
  const room = (level: JsonObject[string]) => [created({}), levels({ users: { [alice]: level }, users_default: 7 })];
  assert.equal(powerLevelIn(room("99"), alice), 99);
  for (const bogus of ["high", 1.5, null, {}, true]) assert.equal(powerLevelIn(room(bogus), alice), 7);
  assert.equal(powerLevelIn([created({}), levels({ users: [1] })], alice), 0);
});

test("a state without its creation is not readable far enough to say", () => {
  assert.equal(powerLevelIn([levels({ users: { [alice]: 100 } })], alice), undefined);
});
