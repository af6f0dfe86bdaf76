import assert from "node:assert/strict";
import { test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { upgradeLinks } from "#matrix/upgrade-links.ts";
import { stateEvent } from "#test/support/state-event.ts";

type State = readonly (readonly [type: string, content: JsonObject])[];

function linksOf(state: State) {
  const { successor, predecessor } = upgradeLinks(state.map(([type, content]) => stateEvent(type, content)));
  return [successor?.roomId, predecessor?.roomId];
}

const created = (predecessor: JsonObject | string | null): State[number] => ["m.room.create", { predecessor }];
const saidLater = (type: string, room: string | number): State[number] => [type, { predecessor_room_id: room }];

test("a room names its successor in its tombstone and its predecessor in its creation, with or without an event", () => {
  assert.deepEqual(linksOf([["m.room.tombstone", { body: "moved", replacement_room: "!new" }]]), ["!new", undefined]);
  assert.deepEqual(linksOf([created({ room_id: "!old:example.org", event_id: "$last" })]), [
    undefined,
    "!old:example.org",
  ]);
  assert.deepEqual(linksOf([created({ room_id: "!old" })]), [undefined, "!old"]);
});

test("what was said later about the predecessor overrides the creation (MSC3946)", () => {
  const unstable = saidLater("org.matrix.msc3946.room_predecessor", "!other");
  assert.deepEqual(linksOf([created({ room_id: "!old" }), unstable]), [undefined, "!other"]);
  assert.deepEqual(linksOf([created({ room_id: "!old" }), unstable, saidLater("m.room.predecessor", "!stable")]), [
    undefined,
    "!stable",
  ]);
});

test("a malformed, redacted or missing link is none", () => {
  const none = [undefined, undefined];
  assert.deepEqual(linksOf([]), none);
  assert.deepEqual(
    linksOf([
      ["m.room.tombstone", {}],
      ["m.room.create", {}],
    ]),
    none,
  );
  for (const id of ["", "#alias:example.org", "room", `!${"x".repeat(300)}`]) {
    assert.deepEqual(linksOf([["m.room.tombstone", { replacement_room: id }]]), none, id);
    assert.deepEqual(linksOf([created({ room_id: id })]), none, id);
  }
  for (const predecessor of [null, "!old", []] as never[]) assert.deepEqual(linksOf([created(predecessor)]), none);
  assert.deepEqual(linksOf([saidLater("m.room.predecessor", 7), created({ room_id: "!old" })]), [undefined, "!old"]);
});
