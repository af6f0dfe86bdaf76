import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { foldRoom, messageOf, wordsOf } from "#test/support/fold-input.ts";
import { alice, bob, carol, RoomBuilder } from "#test/support/room-builder.ts";

describe("polls", () => {
  test("of each sender the last vote counts, and votes have no line of their own", () => {
    const room = new RoomBuilder();
    const poll = room.poll("Tea?", ["yes", "no"]);
    room.vote(poll, "a").from(bob);
    const last = room.vote(poll, "b").from(bob);
    const other = room.vote(poll, "a").from(carol);
    const timeline = foldRoom(room);
    assert.equal(timeline.items.length, 1);
    const item = messageOf(timeline, poll);
    assert.deepEqual(item.poll, {
      closed: false,
      answers: [
        { text: "yes", votes: 1 },
        { text: "no", votes: 1 },
      ],
      voters: 2,
    });
    assert.deepEqual(item.drawnFrom, [poll.event.eventId, last.event.eventId, other.event.eventId]);
  });

  test("a vote after the end does not count, one in the same millisecond does", () => {
    const room = new RoomBuilder();
    const poll = room.poll("Tea?", ["yes", "no"]).at("2024-03-05 09:00");
    room.endPoll(poll).at("2024-03-05 10:00");
    room.vote(poll, "a").from(bob).at("2024-03-05 10:00");
    room.vote(poll, "b").from(bob).at("2024-03-05 10:01");
    const { poll: tally } = messageOf(foldRoom(room), poll);
    assert.deepEqual(
      tally?.answers.map(({ votes }) => votes),
      [1, 0],
    );
    assert.equal(tally?.closed, true);
  });

  test("only the creator ends a poll, or who may redact", () => {
    const room = new RoomBuilder();
    const poll = room.poll("Tea?", ["yes", "no"]);
    const end = room.endPoll(poll).from(bob);
    room.vote(poll, "a").from(carol);
    const { poll: tally } = messageOf(foldRoom(room), poll);
    assert.equal(tally?.closed, false);
    assert.equal(tally?.voters, 1);
    const byModerator = foldRoom(room, undefined, { moderatorEnds: new Set([end.event.eventId]) });
    assert.deepEqual([messageOf(byModerator, poll).poll?.closed, messageOf(byModerator, poll).poll?.voters], [true, 0]);
  });

  test("an undisclosed poll shows no counts before its end", () => {
    const room = new RoomBuilder();
    const poll = room.poll("Tea?", ["yes", "no"], { undisclosed: true });
    room.vote(poll, "a").from(bob);
    assert.deepEqual(
      messageOf(foldRoom(room), poll).poll?.answers.map(({ votes }) => votes),
      [undefined, undefined],
    );
    room.endPoll(poll);
    assert.deepEqual(
      messageOf(foldRoom(room), poll).poll?.answers.map(({ votes }) => votes),
      [1, 0],
    );
  });

  test("answers beyond what one may choose and answers the poll does not have are left out", () => {
    const room = new RoomBuilder();
    const poll = room.poll("Which?", ["one", "two", "three"], { max: 2 });
    room.vote(poll, "a", "b", "c").from(bob);
    room.vote(poll, "b").from(carol);
    room.vote(poll, "x").from(carol);
    const { poll: tally } = messageOf(foldRoom(room), poll);
    assert.deepEqual(
      tally?.answers.map(({ votes }) => votes),
      [1, 2, 0],
    );
    assert.equal(tally?.voters, 2);
  });

  test("a vote for nothing takes the earlier one back; a redacted vote gives way to the one before", () => {
    const room = new RoomBuilder();
    const poll = room.poll("Tea?", ["yes", "no"]);
    room.vote(poll, "a").from(bob);
    room.vote(poll).from(bob);
    room.vote(poll, "a").from(carol);
    room.vote(poll, "b").from(carol).redacted();
    const { poll: tally } = messageOf(foldRoom(room), poll);
    assert.deepEqual(
      tally?.answers.map(({ votes }) => votes),
      [1, 0],
    );
    assert.equal(tally?.voters, 1);
  });

  test("a redacted poll leaves a removed line and no answers", () => {
    const room = new RoomBuilder();
    const poll = room.poll("secret?", ["secret", "no"]);
    room.vote(poll, "a").from(bob);
    poll.redacted();
    const timeline = foldRoom(room);
    assert.deepEqual(wordsOf(timeline), ["(removed)"]);
    assert.doesNotMatch(JSON.stringify(timeline), /secret/);
    assert.equal(timeline.items[0]?.sender.userId, alice);
  });
});
