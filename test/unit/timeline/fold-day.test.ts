import assert from "node:assert/strict";
import { test } from "node:test";
import { foldRoom, itemOf, messageOf, wordsOf } from "#test/support/fold-input.ts";
import { alice, bob, RoomBuilder } from "#test/support/room-builder.ts";

test("topological order is kept, whatever the clocks say", () => {
  const room = new RoomBuilder();
  room.text("first").at("2024-03-05 12:00");
  room.text("second").at("2024-03-05 09:00");
  room.text("third").at("2024-03-05 12:00");
  assert.deepEqual(wordsOf(foldRoom(room)), ["first", "second", "third"]);
});

test("the last and the first millisecond around midnight lie on two days", () => {
  const room = new RoomBuilder();
  room.text("late").at("2024-02-29 23:59:59.999");
  room.text("early").at("2024-03-01 00:00:00.000");
  assert.deepEqual(wordsOf(foldRoom(room, "2024-02-29")), ["late"]);
  assert.deepEqual(wordsOf(foldRoom(room, "2024-03-01")), ["early"]);
});

test("an event with an impossible timestamp stays on its neighbour's day and says so", () => {
  const room = new RoomBuilder();
  const odd = room.text("hi").at(Number.MAX_SAFE_INTEGER).onDay("2024-03-05");
  assert.equal(messageOf(foldRoom(room), odd).timestampTrusted, false);
});

test("membership, redactions, votes and service events have no line; a day of them alone is empty", () => {
  const room = new RoomBuilder();
  room.member({ displayname: "Al" });
  room.member({ displayname: "Al", membership: "leave" });
  room.event("m.room.redaction", { redacts: "$gone" });
  room.event("org.matrix.msc3381.poll.response", {});
  room.state("m.room.robots", {});
  assert.deepEqual(foldRoom(room).items, []);
});

test("a redacted message and one emptied by the server keep their place and name different reasons", () => {
  const room = new RoomBuilder();
  const redacted = room.text("secret").redacted();
  const gone = room.text("secret").gone();
  const timeline = foldRoom(room);
  const [one, other] = [itemOf(timeline, redacted), itemOf(timeline, gone)];
  assert.equal(one.kind === "removed" && one.reason, "redacted");
  assert.equal(other.kind === "removed" && other.reason, "gone");
  assert.equal(one.shortId, redacted.placed.shortId);
});

test("a redacted state event has no line", () => {
  const room = new RoomBuilder();
  room.state("m.room.topic", { topic: "secret" }).redacted();
  assert.deepEqual(foldRoom(room).items, []);
});

test("state changes are lines with what they set; state of unknown types is named by its type, even when it has a body", () => {
  const room = new RoomBuilder();
  const topic = room.state("m.room.topic", { topic: "Boats" });
  const odd = room.state("org.example.odd", { body: "hi" });
  const timeline = foldRoom(room);
  const [one, other] = [itemOf(timeline, topic), itemOf(timeline, odd)];
  assert.deepEqual(one.kind === "state" && one.content, { kind: "room-topic", topic: "Boats" });
  assert.deepEqual(other.kind === "state" && other.content, { kind: "unsupported", type: "org.example.odd" });
});

test("events of unknown types and malformed content are items, and nothing is undefined", () => {
  const room = new RoomBuilder();
  const strange = room.event("org.example.strange", { anything: true });
  room.message({});
  room.message({ msgtype: 7, body: null });
  room.message({ msgtype: "m.image", body: ["x"] });
  const timeline = foldRoom(room);
  assert.equal(timeline.items.length, 4);
  assert.deepEqual(messageOf(timeline, strange).content, { kind: "unsupported", type: "org.example.strange" });
});

test("each message carries the name in force at that moment", () => {
  const room = new RoomBuilder();
  room.text("one");
  room.member({ displayname: "Ann" }).from(alice);
  room.text("two");
  room.member({ displayname: "Anna" }).from(alice);
  room.text("three");
  room.member().from(alice);
  room.text("four");
  room.text("five").from(bob);
  const names = foldRoom(room).items.map(({ sender }) => sender.displayName);
  assert.deepEqual(names, [undefined, "Ann", "Anna", undefined, undefined]);
});

test("items carry the part they were given", () => {
  const room = new RoomBuilder();
  room.text("one");
  room.text("two").inPart(2);
  assert.deepEqual(
    foldRoom(room).items.map(({ part }) => part),
    [1, 2],
  );
});
