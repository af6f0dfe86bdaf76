import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { judgeRoom, type RoomFacts } from "#publication/judge-room.ts";
import type { Reason } from "#publication/verdict.ts";
import { alice, eventId } from "#test/support/ids.ts";

const visibility = { eventId: eventId("$grant"), visibility: "world_readable", sender: alice, originServerTs: 0 };
const good: RoomFacts = {
  listed: true,
  visibility,
  encrypted: false,
  roomType: null,
  refuses: false,
  bridgeObjection: undefined,
  readerMembership: null,
};

test("a room that passes every line is open, and its grant is told", () => {
  assert.deepEqual(judgeRoom(good), { open: true, because: visibility });
});

describe("a room is closed by each line that fails", () => {
  const closed = (value: string | undefined) => ({ visibility: { ...visibility, visibility: value } });
  const cases: Readonly<Record<string, readonly [Partial<RoomFacts>, Reason]>> = {
    "not listed by the operator": [{ listed: false }, "not-listed"],
    "readable for members": [closed("shared"), "closed-now"],
    "readable since the invitation": [closed("invited"), "closed-now"],
    "readable since the join": [closed("joined"), "closed-now"],
    "of a visibility nobody knows": [closed("everyone"), "closed-now"],
    "of a visibility in other letters": [closed("World_Readable"), "closed-now"],
    "of a visibility without a value": [closed(undefined), "closed-now"],
    "of no visibility at all": [{ visibility: undefined }, "closed-now"],
    encrypted: [{ encrypted: true }, "encrypted"],
    "perhaps encrypted: nobody could tell": [{ encrypted: undefined }, "unknown"],
    "a space": [{ roomType: "m.space" }, "not-a-chat"],
    "of a type nobody knows": [{ roomType: "org.example.world" }, "not-a-chat"],
    "of a type that could not be learnt": [{ roomType: undefined }, "unknown"],
    "one that the reading account joined": [{ readerMembership: "join" }, "reader-is-member"],
    "one that the reading account has left": [{ readerMembership: "leave" }, "reader-is-member"],
    "one that invited the reading account": [{ readerMembership: "invite" }, "reader-is-member"],
    "one that the reading account knocked at": [{ readerMembership: "knock" }, "reader-is-member"],
    "one that banned the reading account": [{ readerMembership: "ban" }, "refused-by-room"],
    "one of which the reading account's membership is not known": [{ readerMembership: undefined }, "unknown"],
    "one that asks not to be archived": [{ refuses: true }, "refused-by-room"],
    "bridged without consent": [{ bridgeObjection: "bridge-without-consent" }, "bridge-without-consent"],
    "bridged to a network of private persons": [
      { bridgeObjection: "network-never-published" },
      "network-never-published",
    ],
  };
  for (const [what, [change, because]] of Object.entries(cases)) {
    test(`${what}: ${because}`, () => {
      assert.deepEqual(judgeRoom({ ...good, ...change }), { open: false, because });
    });
  }

  test("two failures of whatever kind never open it", () => {
    const changes = Object.values(cases).map(([change]) => change);
    for (const one of changes) {
      for (const other of changes) assert.equal(judgeRoom({ ...good, ...one, ...other }).open, false);
    }
  });
});
