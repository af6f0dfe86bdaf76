import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { foldRoom, messageOf, wordsIn, wordsOf } from "#test/support/fold-input.ts";
import { alice, bob, carol, eventId, RoomBuilder } from "#test/support/room-builder.ts";

describe("replies", () => {
  test("a quote shows the target as it is now, its author as named then, and every event it was drawn from", () => {
    const room = new RoomBuilder();
    room.member({ displayname: "Bobby" }).from(bob);
    const question = room.text("who is ther?").from(bob);
    const fix = room.edit(question, "who is there?").from(bob);
    room.member({ displayname: "Robert" }).from(bob);
    const answer = room.reply(question, "me");
    const { reply, drawnFrom } = messageOf(foldRoom(room), answer);
    assert.equal(reply?.kind, "shown");
    assert.equal(wordsIn(reply.content), "who is there?");
    assert.deepEqual(reply.sender, { userId: bob, displayName: "Bobby" });
    assert.deepEqual(drawnFrom, [answer.event.eventId, question.event.eventId, fix.event.eventId]);
  });

  test("a quote of another day is shown", () => {
    const room = new RoomBuilder();
    const question = room.text("anyone?").at("2023-01-01 10:00");
    const answer = room.reply(question, "yes").at("2024-03-05 10:00");
    const { reply } = messageOf(foldRoom(room), answer);
    assert.equal(reply?.kind === "shown" && reply.target.day, "2023-01-01");
  });

  test("a target that is unknown, redacted, gone, silent, hidden or in another room is not shown", () => {
    const room = new RoomBuilder();
    const redacted = room.text("secret").redacted();
    const gone = room.text("secret").gone();
    const member = room.member({ displayname: "Al" });
    const reaction = room.react(redacted, "👍");
    const elsewhere = room.text("elsewhere").inRoom("!other:example.org");
    for (const target of [eventId("$unknown"), redacted, gone, member, reaction, elsewhere]) {
      const answer = room.reply(target, "hm");
      const item = messageOf(foldRoom(room), answer);
      assert.deepEqual(item.reply, { kind: "not-shown" });
      assert.deepEqual(item.drawnFrom, [answer.event.eventId]);
    }
  });

  test("a target outside of what may be shown is not shown", () => {
    const room = new RoomBuilder();
    const question = room.text("withheld").at("2024-03-04 10:00");
    const answer = room.reply(question, "hm").at("2024-03-05 10:00");
    assert.deepEqual(messageOf(foldRoom(room, "2024-03-05", { targets: new Map() }), answer).reply, {
      kind: "not-shown",
    });
  });

  test("a reply to a message that stands later in the order is still a reply to it", () => {
    const room = new RoomBuilder();
    const answer = room.reply(eventId("$later"), "yes");
    room.text("anyone?").id("$later").from(bob);
    assert.equal(messageOf(foldRoom(room), answer).reply?.kind, "shown");
  });

  test("a reply to an edit quotes the edited message", () => {
    const room = new RoomBuilder();
    const question = room.text("who is ther?").from(bob);
    const fix = room.edit(question, "who is there?").from(bob);
    const answer = room.reply(fix, "me");
    const { reply } = messageOf(foldRoom(room), answer);
    assert.equal(reply?.kind === "shown" && wordsIn(reply.content), "who is there?");
    assert.equal(reply?.kind === "shown" && reply.target.event.eventId, question.event.eventId);
  });

  test("an event that claims to answer itself is no reply", () => {
    const room = new RoomBuilder();
    const odd = room.reply(eventId("$self"), "me").id("$self");
    assert.equal(messageOf(foldRoom(room), odd).reply, undefined);
  });
});

describe("threads", () => {
  test("the root shows how many replies may be shown and the last of them; replies keep their place and lead to the root", () => {
    const room = new RoomBuilder();
    const root = room.text("plan?");
    const first = room.inThread(root, "one").from(bob);
    const last = room.inThread(root, "two").from(carol).at("2024-03-06 10:00");
    const timeline = foldRoom(room);
    assert.deepEqual(wordsOf(timeline), ["plan?", "one"]);
    assert.deepEqual(messageOf(timeline, root).thread, { kind: "root", replyCount: 2, lastReply: last.placed });
    assert.deepEqual(messageOf(timeline, root).drawnFrom, [root.event.eventId, last.event.eventId]);
    assert.deepEqual(messageOf(timeline, first).thread, { kind: "reply", root: root.placed });
  });

  test("the reply fallback inside a thread is no reply; a real reply inside a thread is one", () => {
    const room = new RoomBuilder();
    const root = room.text("plan?");
    const first = room.inThread(root, "one").from(bob);
    const answer = room.inThread(root, "to one", first);
    const timeline = foldRoom(room);
    assert.equal(messageOf(timeline, first).reply, undefined);
    const { reply, thread } = messageOf(timeline, answer);
    assert.equal(reply?.kind === "shown" && wordsIn(reply.content), "one");
    assert.deepEqual(thread, { kind: "reply", root: root.placed });
  });

  test("the drafts' name of threads counts", () => {
    const room = new RoomBuilder();
    const root = room.text("plan?");
    const reply = room.text("one").relates({ rel_type: "io.element.thread", event_id: root.event.eventId });
    assert.equal(messageOf(foldRoom(room), reply).thread?.kind, "reply");
  });

  test("replies of a root that is unknown or redacted keep their text and their mark", () => {
    const room = new RoomBuilder();
    const root = room.text("secret").redacted();
    const one = room.inThread(root, "one");
    const two = room.inThread(eventId("$unknown"), "two");
    const timeline = foldRoom(room);
    assert.deepEqual(wordsOf(timeline), ["(removed)", "one", "two"]);
    for (const reply of [one, two]) {
      assert.deepEqual(messageOf(timeline, reply).thread, { kind: "reply", root: undefined });
    }
  });

  test("a root of another day is found", () => {
    const room = new RoomBuilder();
    const root = room.text("plan?").at("2023-01-01 10:00");
    const reply = room.inThread(root, "late").at("2024-03-05 10:00");
    assert.deepEqual(messageOf(foldRoom(room), reply).thread, { kind: "reply", root: root.placed });
  });

  test("a message none of whose thread replies may be shown is no root", () => {
    const room = new RoomBuilder();
    const root = room.text("plan?");
    const threads = new Map([[root.event.eventId, { replyCount: 0, lastReply: undefined }]]);
    assert.equal(messageOf(foldRoom(room, undefined, { threads }), root).thread, undefined);
    assert.equal(messageOf(foldRoom(room), root).sender.userId, alice);
  });
});
