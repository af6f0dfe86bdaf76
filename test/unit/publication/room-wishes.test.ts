import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { parseRoomEvent } from "#matrix/parse-room-event.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { refusesArchives } from "#publication/room-wishes.ts";

function state(type: string, content: JsonObject): RoomEvent {
  const parsed = parseRoomEvent({
    event_id: "$state",
    room_id: "!room:example.org",
    type,
    state_key: "",
    sender: "@admin:example.org",
    origin_server_ts: 1_700_000_000_000,
    content,
  });
  assert.ok(parsed.kind === "event");
  return parsed.event;
}

describe("what a room says about archives", () => {
  test("a room that says nothing does not refuse", () => {
    assert.equal(refusesArchives([state("m.room.name", { name: "General" })]), false);
  });

  for (const type of ["m.room.archive_controls", "org.matrix.msc4021.room.archive_controls"]) {
    test(`${type} with archive: false refuses, and so does a value that cannot be read`, () => {
      assert.equal(refusesArchives([state(type, { archive: false })]), true);
      assert.equal(refusesArchives([state(type, { archive: "maybe" })]), true);
      assert.equal(refusesArchives([state(type, { archive: true })]), false);
      assert.equal(refusesArchives([state(type, { robots: ["noindex"] })]), false);
    });
  }

  test("m.room.robots refuses by our name or by *, for any of its keys", () => {
    assert.equal(refusesArchives([state("m.room.robots", { daybook: { allow: false } })]), true);
    assert.equal(refusesArchives([state("m.room.robots", { "*": { messages: false } })]), true);
    assert.equal(refusesArchives([state("m.room.robots", { "*": "no" })]), true);
    assert.equal(refusesArchives([state("m.room.robots", { other: { allow: false } })]), false);
    assert.equal(refusesArchives([state("m.room.robots", { daybook: { allow: true } })]), false);
  });
});
