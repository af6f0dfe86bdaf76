import assert from "node:assert/strict";
import { test } from "node:test";
import { toRoomNow } from "#crawl/room-state.ts";
import type { JsonObject } from "#lib/json.ts";
import { RoomBuilder } from "#test/support/room-builder.ts";

function stateOf(type: string, content: JsonObject) {
  const { event } = new RoomBuilder().state(type, content);
  return toRoomNow([event], "https://chat.example.org/").state;
}

test("pinned messages are kept by id, the last fifty of them, each once", () => {
  assert.deepEqual(stateOf("m.room.pinned_events", { pinned: ["$a", "$b", "$a"] }).pins, ["$a", "$b"]);
  const many = Array.from({ length: 80 }, (_, index) => `$event${index}`);
  assert.deepEqual(stateOf("m.room.pinned_events", { pinned: many }).pins, many.slice(30));
});

test("what is no list of event ids pins nothing", () => {
  for (const pinned of [undefined, null, "$a", { 0: "$a" }, [], [1, "a", null, ["$a"]]])
    assert.equal(stateOf("m.room.pinned_events", pinned === undefined ? {} : { pinned }).pins, undefined);
});

test("a topic is read from its text blocks, else from the plain key", () => {
  const rich = {
    topic: "old",
    "m.topic": { "m.text": [{ body: "<b>new</b>", mimetype: "text/html" }, { body: "new" }] },
  };
  assert.equal(stateOf("m.room.topic", rich).topic, "new");
  const htmlAlone = { topic: "old", "m.topic": { "m.text": [{ body: "<b>new</b>", mimetype: "text/html" }] } };
  assert.equal(stateOf("m.room.topic", htmlAlone).topic, "old");
  assert.equal(stateOf("m.room.topic", { topic: ["old"], "m.topic": 7 }).topic, undefined);
});
