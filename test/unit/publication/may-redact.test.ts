import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { mayRedact } from "#publication/may-redact.ts";
import { alice, bob, carol, RoomBuilder } from "#test/support/room-builder.ts";

function stateOf(levels: JsonObject | undefined, version = "11") {
  const room = new RoomBuilder();
  room.state("m.room.create", { room_version: version }).from(alice);
  if (levels !== undefined) room.state("m.room.power_levels", levels);
  return room.drafts.map(({ event }) => event);
}

test("who has the level that taking back needs may take back, and nobody else", () => {
  const users = { [bob]: 50, [carol]: 49 };
  const may = (levels: JsonObject, who = bob) => mayRedact(stateOf(levels), who);
  assert.deepEqual([may({ users }), may({ users }, carol), may({ users }, alice)], [true, false, false]);
  assert.deepEqual([may({ users, redact: 51 }), may({ users, redact: 10 }, carol)], [false, true]);
  assert.equal(may({ users, redact: "50" }), true);
  assert.equal(may({ users, redact: "much" }), true, "what is no level is the usual one");
});

test("a creator may, before there are any levels and always since room version 12", () => {
  assert.equal(mayRedact(stateOf(undefined), alice), true);
  assert.equal(mayRedact(stateOf({ users: {} }, "12"), alice), true);
  assert.equal(mayRedact(stateOf({ users: {} }, "11"), alice), false);
});

test("where the state cannot be read nobody may", () => assert.equal(mayRedact([], alice), false));
