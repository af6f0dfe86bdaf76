import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pageOf } from "#test/support/day-page.ts";
import { alice, bob, RoomBuilder } from "#test/support/room-builder.ts";

describe("separators", () => {
  test("a pause of two hours or more is told, by clocks that can be trusted", () => {
    const room = new RoomBuilder();
    room.text("one").at("2024-03-05 09:00");
    room.text("two").from(bob).at("2024-03-05 10:59");
    room.text("three").at("2024-03-05 14:00");
    room.text("and more").from(bob).at("2024-03-05 14:05");
    room.text("stray").from(bob).at(0).onDay("2024-03-05");
    room.text("four").at("2024-03-05 13:00");
    room.text("five").from(bob).at("2024-03-05 15:59");
    assert.deepEqual(
      pageOf(room).entries.map((entry) => (entry.kind === "pause" ? entry.text : entry.kind)),
      ["group", "group", "3 hours later", "group", "group", "group", "group", "group"],
    );
  });

  test("a busy page marks each hour in which something was said, once, and lists them", () => {
    const room = new RoomBuilder();
    for (let index = 0; index < 100; index += 1)
      room
        .text("hi")
        .from(index % 2 === 0 ? alice : bob)
        .at(Date.parse("2024-03-05T07:50:00Z") + index * 60_000);
    room.text("late arrival").at("2024-03-05 08:00");
    room.text("evening").at("2024-03-05 20:00");
    const page = pageOf(room);
    assert.deepEqual(
      page.hours?.map(({ id, label, iso }) => [id, label, iso]),
      [
        ["h07", "07:00", "2024-03-05T07:00:00Z"],
        ["h08", "08:00", "2024-03-05T08:00:00Z"],
        ["h09", "09:00", "2024-03-05T09:00:00Z"],
        ["h20", "20:00", "2024-03-05T20:00:00Z"],
      ],
    );
    assert.equal(page.entries.filter(({ kind }) => kind === "hour").length, 4);
    assert.equal(page.entries.filter(({ kind }) => kind === "pause").length, 0);
  });

  test("one clock that goes before the others takes no mark from them", () => {
    const room = new RoomBuilder();
    for (let index = 0; index < 100; index += 1)
      room
        .text("hi")
        .from(index % 2 === 0 ? alice : bob)
        .at(Date.parse("2024-03-05T07:50:00Z") + (index === 5 ? 9 * 3_600_000 : index * 60_000));
    assert.deepEqual(
      pageOf(room).hours?.map(({ label }) => label),
      ["07:00", "08:00", "09:00"],
    );
  });

  test("a page of one busy hour has nothing to jump to, and nor has a quiet one", () => {
    const room = new RoomBuilder();
    room.text("hi");
    assert.equal(pageOf(room).hours, undefined);
    for (let index = 0; index < 100; index += 1) room.text("hi").at("2024-03-05 09:30");
    assert.equal(pageOf(room).hours, undefined);
  });
});
