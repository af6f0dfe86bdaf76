import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { foldRoom, membersOf } from "#test/support/fold-input.ts";
import { alice, bob, carol, RoomBuilder } from "#test/support/room-builder.ts";
import { dayPageOf } from "#test/support/site.ts";
import type { MemberRun } from "#view/models.ts";

function runsOf(room: RoomBuilder): readonly MemberRun[] {
  const page = dayPageOf(foldRoom(room, undefined, { members: membersOf(room) }));
  return page.entries.filter((entry) => entry.kind === "members");
}

function linesOf(room: RoomBuilder): readonly string[] {
  return runsOf(room).flatMap(({ lines }) => lines.map(({ text }) => text));
}

/** A member event by one person about another. */
function set(room: RoomBuilder, by: typeof alice, about: typeof alice, content: Record<string, string>) {
  return room.event("m.room.member", content).from(by).stateKey(about);
}

describe("membership that is folded", () => {
  test("a run of changes is one entry that says how many came and went, each with its anchor", () => {
    const room = new RoomBuilder();
    room.text("hi");
    set(room, bob, bob, { membership: "invite" });
    const joined = set(room, bob, bob, { membership: "join", displayname: "Bob" });
    set(room, bob, bob, { membership: "leave" });
    room.text("bye");
    set(room, carol, carol, { membership: "ban" });
    const [run, other] = runsOf(room);
    assert.equal(run?.text, "1 person joined, 1 left, 1 other change of members");
    assert.equal(run?.lines[1]?.id, joined.placed.shortId);
    assert.equal(other?.text, "1 was removed or banned");
  });

  test("each change is told from the archived event before it, by whom it was made", () => {
    const room = new RoomBuilder();
    room.text("hi");
    set(room, alice, bob, { membership: "invite" });
    set(room, bob, bob, { membership: "join", displayname: "Bob" });
    set(room, bob, bob, { membership: "join", displayname: "Robert" });
    set(room, bob, bob, { membership: "join", displayname: "Robert", avatar_url: "mxc://example.org/face" });
    set(room, alice, bob, { membership: "leave" });
    set(room, bob, bob, { membership: "knock" });
    set(room, alice, bob, { membership: "leave" });
    set(room, alice, bob, { membership: "ban" });
    set(room, alice, bob, { membership: "leave" });
    set(room, alice, carol, { membership: "invite" });
    set(room, alice, carol, { membership: "leave" });
    assert.deepEqual(linesOf(room), [
      "@alice:example.org invited @bob:example.org",
      "Bob joined",
      "Bob is now called Robert",
      "Robert changed their picture",
      "@alice:example.org removed Robert",
      "Robert asked to join",
      "@alice:example.org refused the request of Robert",
      "@alice:example.org banned Robert",
      "@alice:example.org lifted the ban of Robert",
      "@alice:example.org invited @carol:example.org",
      "@alice:example.org took back the invitation of @carol:example.org",
    ]);
  });

  test("what cannot be told is not guessed: nothing before, no membership, a redacted one before", () => {
    const room = new RoomBuilder();
    room.text("hi");
    set(room, bob, bob, { membership: "join", displayname: "Bob" });
    set(room, alice, carol, { membership: "leave" });
    set(room, carol, carol, { membership: "dances" });
    const gone = set(room, alice, alice, { membership: "join", displayname: "Oops" });
    gone.redacted().content({ membership: "join" });
    set(room, alice, alice, { membership: "join", displayname: "Alice" });
    assert.deepEqual(linesOf(room), [
      "Bob joined or changed their profile",
      "@carol:example.org’s membership or profile changed",
      "@carol:example.org’s membership or profile changed",
      "Alice changed their profile",
    ]);
  });

  test("a reason is never told, and a hostile name stays one line", () => {
    const room = new RoomBuilder();
    room.text("hi");
    set(room, bob, bob, { membership: "leave", reason: "call me" });
    set(room, bob, bob, { membership: "join", displayname: "<b>\u{202E}Bob\n\nline</b>" });
    assert.deepEqual(linesOf(room), ["@bob:example.org left", "<b>Bob line</b> joined"]);
  });

  test("a day on which people only came and went has nothing to read", () => {
    const room = new RoomBuilder();
    set(room, bob, bob, { membership: "join" });
    assert.deepEqual(foldRoom(room, undefined, { members: membersOf(room) }).items, []);
  });

  test("hidden, it has no line at all", () => {
    const room = new RoomBuilder();
    room.text("hi");
    set(room, bob, bob, { membership: "join" });
    assert.equal(foldRoom(room).items.length, 1);
  });
});
