import assert from "node:assert/strict";
import { test } from "node:test";
import { dayTarget, isRemoved, toRemovals, type Removals } from "#publication/removals.ts";
import { alice, bob, carol, roomId, userId } from "#test/support/ids.ts";
import { idOf, RoomBuilder, type EventDraft } from "#test/support/room-builder.ts";
import { day } from "#test/support/site.ts";

const room = new RoomBuilder();
const said = room.text("hello").from(alice).at("2024-03-05 09:00");
const edit = room.edit(said, "hello there").from(alice).at("2024-03-06 09:00");
const reply = room.reply(said, "hi").from(bob).at("2024-03-06 10:00");
const kick = room.event("m.room.member", { membership: "leave" }).from(bob).stateKey(carol).at("2024-03-06 11:00");
const image = room.image("tide.png", { url: "mxc://example.org/abc" }).at("2024-03-07 09:00");
const pasted = room.text("look", '<img src="mxc://example.org/abc">').from(bob).at("2024-03-07 09:05");
const other = room.image("other.png", { url: "mxc://example.org/abcd" }).at("2024-03-07 10:00");
const libera = room.text("over there").from(userId("@libera_dave:example.org")).at("2024-03-08 09:00");
const irc = room.text("elsewhere").from(userId("@_irc_erin:example.org")).at("2024-03-08 09:05");
const all: Readonly<Record<string, EventDraft>> = { said, edit, reply, kick, image, pasted, other, libera, irc };

function removedBy(kind: keyof Removals, target: string): readonly string[] {
  const removals = toRemovals([{ kind, target }]);
  return Object.entries(all)
    .filter(([, draft]) => isRemoved(draft.event, draft.placed.day, removals))
    .map(([name]) => name);
}

const cases: readonly [string, keyof Removals, string, readonly string[]][] = [
  ["an event goes with its edits, and what answers it stays", "event", idOf(said), ["said", "edit"]],
  ["an edit goes alone", "event", idOf(edit), ["edit"]],
  ["a person goes with all they sent", "user", bob, ["reply", "kick", "pasted"]],
  ["what tells of a person's membership goes with them", "user", carol, ["kick"]],
  ["a day goes whole", "day", dayTarget(room.roomId, day("2024-03-06")), ["edit", "reply", "kick"]],
  ["a day of another room is another day", "day", dayTarget(roomId("!other:example.org"), day("2024-03-06")), []],
  ["a room goes whole", "room", room.roomId, Object.keys(all)],
  [
    "a file goes wherever it is shown, and not those whose name begins alike",
    "media",
    "mxc://example.org/abc",
    ["image", "pasted"],
  ],
  ["a network goes with its people", "network", "Libera.Chat", ["libera"]],
  ["a protocol goes with all networks that speak it", "network", "IRC", ["libera", "irc"]],
  ["of a network that nobody here is from nothing goes", "network", "Discord", []],
];

for (const [promise, kind, target, expected] of cases) {
  test(promise, () => assert.deepEqual(removedBy(kind, target), expected));
}

test("where nothing is removed nothing goes", () => {
  const nothing = toRemovals([]);
  for (const draft of Object.values(all)) assert.equal(isRemoved(draft.event, draft.placed.day, nothing), false);
});
