import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseRoomId } from "#matrix/ids.ts";
import {
  parseEventContext,
  parseHierarchyPage,
  parseMessagesPage,
  parseRoomSummary,
  parseStateList,
} from "#matrix/parse-answers.ts";

const roomId = parseRoomId("!tea:hs.test");
assert.ok(roomId !== undefined);
const event = { event_id: "$a", type: "m.room.message", sender: "@a:b", origin_server_ts: 1, content: { body: "x" } };

describe("a page of messages", () => {
  test("malformed events are reported one by one and stop nothing", () => {
    const page = parseMessagesPage({ chunk: [null, event, "x", { ...event, content: null }], end: "t1" }, 9, roomId);
    assert.deepEqual(
      page?.events.map(({ kind }) => kind),
      ["malformed", "event", "malformed", "malformed"],
    );
    assert.deepEqual([page?.end, page?.sizeBytes, page?.readAsMember], ["t1", 9, false]);
  });

  test("only a token is an end", () => {
    for (const end of [undefined, null, "", 5, {}]) {
      assert.equal(parseMessagesPage({ chunk: [], end }, 0, roomId)?.end, undefined);
    }
  });

  test("an empty list written as null is a list, an answer of another shape is none", () => {
    assert.deepEqual(parseMessagesPage({ chunk: null, start: "t1" }, 0, roomId)?.events, []);
    for (const json of [null, [], "x", {}, { chunk: "x" }, { chunk: {} }, { rooms: [] }]) {
      assert.equal(parseMessagesPage(json, 0, roomId), undefined, JSON.stringify(json));
    }
  });

  test("tells when the reading account was a member, under both names of the key", () => {
    for (const key of ["membership", "io.element.msc4115.membership"]) {
      const asked = (membership: string): boolean | undefined =>
        parseMessagesPage({ chunk: [event, { ...event, unsigned: { [key]: membership } }] }, 0, roomId)?.readAsMember;
      assert.deepEqual([asked("join"), asked("leave")], [true, false]);
    }
  });
});

test("a context without an event is none; malformed state beside it is left out", () => {
  assert.equal(parseEventContext({ state: [] }, roomId), undefined);
  const state = [{ ...event, state_key: "" }, null, 7];
  const context = parseEventContext({ event, state, start: "s", end: "e" }, roomId);
  assert.deepEqual([context?.state.length, context?.start, context?.end], [1, "s", "e"]);
});

test("state is a list", () => {
  assert.equal(parseStateList({ state: [] }, roomId), undefined);
  assert.equal(parseStateList([event], roomId)?.length, 1);
});

test("a summary opens a room on true alone", () => {
  const open = (world_readable: unknown): unknown =>
    parseRoomSummary({ room_id: roomId, world_readable })?.worldReadable;
  assert.deepEqual([true, "true", 1, undefined].map(open), [true, false, false, false]);
});

test("a summary takes nothing of the wrong type, and older names of two keys", () => {
  const summary = parseRoomSummary({
    room_id: roomId,
    name: "Tea\0",
    topic: 5,
    canonical_alias: "no alias",
    num_joined_members: "many",
    "im.nheko.summary.version": "9",
    "im.nheko.summary.encryption": "m.megolm.v1.aes-sha2",
  });
  assert.deepEqual(
    [summary?.name, summary?.topic, summary?.canonicalAlias, summary?.joinedMemberCount],
    ["Tea\u{FFFD}", undefined, undefined, undefined],
  );
  assert.deepEqual([summary?.roomVersion, summary?.encryption], ["9", "m.megolm.v1.aes-sha2"]);
  assert.equal(parseRoomSummary({ name: "no id" }), undefined);
});

test("children of a space come in the specification's order, and only with a via", () => {
  const child = (name: string, ts: number, content: object): object => ({
    type: "m.space.child",
    state_key: `!${name}:b`,
    sender: "@a:b",
    origin_server_ts: ts,
    content: { via: ["b"], ...content },
  });
  const page = parseHierarchyPage({
    rooms: [
      {
        room_id: roomId,
        children_state: [
          child("late", 9, {}),
          child("z", 5, {}),
          child("a", 5, {}),
          child("second", 9, { order: "b" }),
          child("first", 9, { order: "a" }),
          child("bad-order", 1, { order: "ä" }),
          child("removed", 1, { via: undefined }),
          child("no-list", 1, { via: "b" }),
          null,
        ],
      },
      { name: "no id" },
    ],
    next_batch: "n",
  });
  assert.deepEqual(
    page?.rooms.map(({ children }) => children.map((one) => one.roomId)),
    [["!first:b", "!second:b", "!bad-order:b", "!a:b", "!z:b", "!late:b"]],
  );
  assert.equal(page?.nextBatch, "n");
});
