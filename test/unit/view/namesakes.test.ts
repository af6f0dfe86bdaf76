import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { groupsOf, pageOf, tilesOf } from "#test/support/day-page.ts";
import { alice, bob, RoomBuilder, userId } from "#test/support/room-builder.ts";

/** Everyone joins with a name and says something. */
function roomOf(people: readonly (readonly [id: string, name: string])[]): RoomBuilder {
  const room = new RoomBuilder();
  for (const [id, displayname] of people) room.member({ displayname }).from(userId(id));
  for (const [id] of people) room.text("hi").from(userId(id));
  return room;
}

function tagsOf(room: RoomBuilder): readonly (string | undefined)[] {
  return groupsOf(pageOf(room)).map(({ sender }) => sender.tag);
}

describe("two people of one name on a page", () => {
  test("are told apart by their ids, which nobody else there needs", () => {
    const room = roomOf([
      ["@sam:example.org", "Sam"],
      ["@kim:example.org", "Kim"],
      ["@sam:other.example", "Sam"],
    ]);
    assert.deepEqual(tagsOf(room), ["@sam:example.org", undefined, "@sam:other.example"]);
  });

  test("are told apart too when their names only look the same, or one is called like the other's id", () => {
    const looks = roomOf([
      ["@a:example.org", "Sam"],
      ["@b:example.org", "ＳＡＭ"],
      ["@c:example.org", "S\u{200B}am"],
      ["@d:example.org", "Samuel"],
    ]);
    assert.deepEqual(tagsOf(looks), ["@a:example.org", "@b:example.org", "@c:example.org", undefined]);
    const room = new RoomBuilder();
    room.member({ displayname: "@alice:example.org" }).from(bob);
    room.text("hi").from(bob);
    room.text("hi").from(alice);
    assert.deepEqual(tagsOf(room), ["@bob:example.org", undefined]);
  });

  test("get numbers where an id tells a telephone number", () => {
    const room = roomOf([
      ["@whatsapp_12025550142:b.example", "Ann"],
      ["@whatsapp_12025550143:b.example", "Ann"],
    ]);
    assert.deepEqual(tagsOf(room), ["1", "2"]);
  });

  test("are told apart in quotes of what was said on another day", () => {
    const room = new RoomBuilder();
    room.member({ displayname: "Sam" }).from(bob).at("2024-03-04 08:00");
    const old = room.text("old").from(bob).at("2024-03-04 09:00");
    room.member({ displayname: "Sam" }).at("2024-03-05 09:00");
    room.reply(old, "answer");
    const [tile] = tilesOf(pageOf(room));
    assert.equal(tile?.reply?.kind === "shown" && tile.reply.tag, "@bob:example.org");
    assert.deepEqual(tagsOf(room), ["@alice:example.org"]);
  });

  test("are one when one person comes back under the same name, however they change it in between", () => {
    const room = roomOf([["@sam:example.org", "Sam"]]);
    room.member({ displayname: "Samuel" }).from(userId("@sam:example.org"));
    room.text("again").from(userId("@sam:example.org"));
    assert.deepEqual(tagsOf(room), [undefined, undefined]);
  });
});
