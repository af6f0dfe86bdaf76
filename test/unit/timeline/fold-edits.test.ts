import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { foldRoom, messageOf, wordsIn, wordsOf } from "#test/support/fold-input.ts";
import { alice, bob, RoomBuilder, type EventDraft } from "#test/support/room-builder.ts";

describe("edits", () => {
  test("the newest edit is shown in the place of the message, which is marked as edited", () => {
    const room = new RoomBuilder();
    const hello = room.text("helo");
    room.text("yes?").from(bob);
    const newest = room.edit(hello, "hello all").at("2024-03-07 10:00");
    room.edit(hello, "hello").at("2024-03-06 10:00");
    const timeline = foldRoom(room);
    assert.deepEqual(wordsOf(timeline), ["hello all", "yes?"]);
    assert.equal(messageOf(timeline, hello).edited, true);
    assert.deepEqual(messageOf(timeline, hello).drawnFrom, [hello.event.eventId, newest.event.eventId]);
  });

  test("of two edits in one millisecond the one with the larger event id is shown", () => {
    const room = new RoomBuilder();
    const hello = room.text("helo");
    room.edit(hello, "larger").id("$z").at("2024-03-05 10:00");
    room.edit(hello, "smaller").id("$b").at("2024-03-05 10:00");
    assert.deepEqual(wordsOf(foldRoom(room)), ["larger"]);
  });

  const invalid: Record<string, (room: RoomBuilder, target: EventDraft) => void> = {
    "by someone else": (room, target) => void room.edit(target, "forged").from(bob),
    "from another room": (room, target) => void room.edit(target, "forged").inRoom("!other:example.org"),
    "of another type": (room, target) =>
      void room.event("m.sticker", { body: "forged", "m.new_content": { body: "forged" } }).relates({
        rel_type: "m.replace",
        event_id: target.event.eventId,
      }),
    "with a state key": (room, target) => void room.edit(target, "forged").stateKey(""),
    "without new content": (room, target) =>
      void room.message({ msgtype: "m.text", body: "* forged" }).relates({
        rel_type: "m.replace",
        event_id: target.event.eventId,
      }),
    "whose new content is no object": (room, target) =>
      void room.message({ msgtype: "m.text", body: "* forged", "m.new_content": null }).relates({
        rel_type: "m.replace",
        event_id: target.event.eventId,
      }),
    "that is encrypted": (room, target) =>
      void room.event("m.room.encrypted", { algorithm: "m.megolm.v1.aes-sha2" }).relates({
        rel_type: "m.replace",
        event_id: target.event.eventId,
      }),
  };
  for (const [name, add] of Object.entries(invalid)) {
    test(`an edit ${name} changes nothing and has no line of its own`, () => {
      const room = new RoomBuilder();
      const hello = room.text("hello");
      add(room, hello);
      const timeline = foldRoom(room);
      assert.deepEqual(wordsOf(timeline), ["hello"]);
      assert.equal(messageOf(timeline, hello).edited, false);
    });
  }

  test("an edit of an edit changes nothing", () => {
    const room = new RoomBuilder();
    const hello = room.text("helo");
    const first = room.edit(hello, "hello");
    room.edit(first, "forged");
    assert.deepEqual(wordsOf(foldRoom(room)), ["hello"]);
  });

  test("when an edit is redacted, the wording before it returns", () => {
    const room = new RoomBuilder();
    const hello = room.text("hello");
    room.edit(hello, "first edit");
    const last = room.edit(hello, "second edit").at("2024-03-06 10:00");
    assert.deepEqual(wordsOf(foldRoom(room)), ["second edit"]);
    last.redacted();
    assert.deepEqual(wordsOf(foldRoom(room)), ["first edit"]);
  });

  test("edits of a redacted message bring nothing back", () => {
    const room = new RoomBuilder();
    const secret = room.text("secret");
    room.edit(secret, "still secret");
    secret.redacted();
    const timeline = foldRoom(room);
    assert.deepEqual(wordsOf(timeline), ["(removed)"]);
    assert.doesNotMatch(JSON.stringify(timeline), /secret/);
  });

  test("an edit may change the kind of message", () => {
    const room = new RoomBuilder();
    const text = room.text("see the picture");
    room.edit(text, "", { msgtype: "m.image", body: "picture.png", url: "mxc://example.org/abc" });
    assert.equal(messageOf(foldRoom(room), text).content.kind, "media");
  });

  test("an edit keeps what the message answers", () => {
    const room = new RoomBuilder();
    const question = room.text("who is there?").from(bob);
    const answer = room.reply(question, "mee");
    room.edit(answer, "me");
    const { reply, content } = messageOf(foldRoom(room), answer);
    assert.equal(wordsIn(content), "me");
    assert.equal(reply?.kind, "shown");
  });

  test("while an edit waits for the delay, neither wording is shown, in the quote of a reply neither", () => {
    const room = new RoomBuilder();
    const hello = room.text("old wording");
    const answer = room.reply(hello, "hm").from(bob);
    const timeline = foldRoom(room, undefined, { editsWaiting: new Set([hello.event.eventId]) });
    assert.deepEqual(messageOf(timeline, hello).content, { kind: "awaiting-edit" });
    assert.equal(messageOf(timeline, hello).edited, true);
    const { reply } = messageOf(timeline, answer);
    assert.equal(reply?.kind === "shown" && reply.content.kind, "awaiting-edit");
    assert.equal(messageOf(timeline, hello).sender.userId, alice);
  });

  test("an edit on a later day changes the message on its own day and gives that later day no line", () => {
    const room = new RoomBuilder();
    const hello = room.text("helo").at("2024-03-05 23:59");
    room.edit(hello, "hello").at("2024-03-06 00:01");
    assert.deepEqual(wordsOf(foldRoom(room, "2024-03-05")), ["hello"]);
    assert.deepEqual(wordsOf(foldRoom(room, "2024-03-06")), []);
  });
});
