import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { foldRoom, messageOf, wordsOf } from "#test/support/fold-input.ts";
import { alice, bob, carol, eventId, RoomBuilder, userId } from "#test/support/room-builder.ts";

describe("reactions", () => {
  test("one sender counts once for a key; the most frequent key comes first, then the smaller code point", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    const first = room.react(hello, "🎉").from(bob);
    room.react(hello, "🎉").from(bob);
    const second = room.react(hello, "b").from(alice);
    const third = room.react(hello, "b").from(carol);
    const fourth = room.react(hello, "a").from(alice);
    const { reactions, drawnFrom } = messageOf(foldRoom(room), hello);
    assert.deepEqual(reactions, [
      { key: "b", count: 2 },
      { key: "a", count: 1 },
      { key: "🎉", count: 1 },
    ]);
    const sources = [hello, second, third, fourth, first].map((draft) => draft.event.eventId);
    assert.deepEqual(drawnFrom, sources);
  });

  test("keys sort by code point, also beyond the basic plane", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    room.react(hello, "😀");
    room.react(hello, "\u{FF01}");
    assert.deepEqual(
      messageOf(foldRoom(room), hello).reactions.map(({ key }) => key),
      ["\u{FF01}", "😀"],
    );
  });

  test("a heart with and without its variation selector is one reaction, shown in colour", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    room.react(hello, "\u{2764}").from(alice);
    room.react(hello, "\u{2764}\u{FE0F}").from(bob);
    room.react(hello, "\u{2764}").from(bob);
    assert.deepEqual(messageOf(foldRoom(room), hello).reactions, [{ key: "\u{2764}\u{FE0F}", count: 2 }]);
  });

  test("a picture as a key is one reaction for all who send it, with the first one's shortcode for its words", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    const gull = "mxc://tidewater.example/gull";
    const react = (key: string, content: JsonObject) =>
      room.event("m.reaction", content).relates({ rel_type: "m.annotation", event_id: hello.event.eventId, key });
    react(gull, { "com.beeper.reaction.shortcode": ":gull:" }).from(alice);
    react(gull, { shortcode: ":seagull:" }).from(bob);
    react("mxc://tidewater.example/crab", {}).from(bob);
    react("mxc://../crab", {}).from(carol);
    assert.deepEqual(messageOf(foldRoom(room), hello).reactions, [
      { key: ":gull:", count: 2, image: gull },
      { key: ":image:", count: 1, image: "mxc://tidewater.example/crab" },
      { key: ":image:", count: 1 },
    ]);
  });

  test("a redacted reaction is gone and leaves no line", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    room.react(hello, "👍").from(bob).redacted();
    const timeline = foldRoom(room);
    assert.deepEqual(wordsOf(timeline), ["hello"]);
    assert.deepEqual(messageOf(timeline, hello).reactions, []);
  });

  test("a reaction to a redacted message is not shown", () => {
    const room = new RoomBuilder();
    const secret = room.text("secret");
    room.react(secret, "🙈").from(bob);
    secret.redacted();
    assert.doesNotMatch(JSON.stringify(foldRoom(room)), /🙈/);
  });

  test("a reaction of a later day counts; one to an unknown message shows nowhere", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    room.react(hello, "👍").from(bob).at("2024-04-01 10:00");
    room.react(eventId("$unknown"), "👎").from(bob).at("2024-03-05 10:00");
    const timeline = foldRoom(room);
    assert.deepEqual(messageOf(timeline, hello).reactions, [{ key: "👍", count: 1 }]);
    assert.doesNotMatch(JSON.stringify(timeline), /👎/);
  });

  test("a long key is cut to thirty graphemes, none of which is torn", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    room.react(hello, "👩‍💻".repeat(31));
    room.react(hello, "x".repeat(30));
    const keys = messageOf(foldRoom(room), hello).reactions.map(({ key }) => key);
    assert.deepEqual(keys, ["x".repeat(30), `${"👩‍💻".repeat(30)}…`]);
  });

  test("at most fifty keys are shown, the most frequent ones", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    for (let index = 0; index < 60; index += 1) room.react(hello, `key ${index}`).from(bob);
    room.react(hello, "key 59").from(carol);
    const { reactions, drawnFrom } = messageOf(foldRoom(room), hello);
    assert.equal(reactions.length, 50);
    assert.deepEqual(reactions[0], { key: "key 59", count: 2 });
    assert.equal(drawnFrom.length, 1 + 51);
  });

  test("keys that show nothing are no reactions, nor are annotations of other event types", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    room.react(hello, "\u{FE0F}");
    room.react(hello, "   ");
    room.text("note").from(userId("@dan:example.org")).relates({
      rel_type: "m.annotation",
      event_id: hello.event.eventId,
      key: "👍",
    });
    assert.deepEqual(messageOf(foldRoom(room), hello).reactions, []);
  });
});
