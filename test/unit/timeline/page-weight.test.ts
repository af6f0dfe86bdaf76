import assert from "node:assert/strict";
import { test } from "node:test";
import { RoomBuilder, alice } from "#test/support/room-builder.ts";
import { foldInputFor } from "#test/support/fold-input.ts";
import { pageWeightOf } from "#timeline/page-weight.ts";
import { indexRelations } from "#timeline/relation-index.ts";

function weightOfFirst(build: (room: RoomBuilder) => void, name = "Ann"): number {
  const room = new RoomBuilder();
  build(room);
  const [first] = room.placed;
  assert.ok(first);
  return pageWeightOf(first, name, indexRelations(foldInputFor(room)));
}

const plain = weightOfFirst((room) => room.text("tide").from(alice));

test("signs that are escaped on a page weigh what they are printed as", () => {
  assert.ok(weightOfFirst((room) => room.text("&".repeat(1000)).from(alice)) >= plain + 5900);
});

test("a message weighs what its longest edit weighs", () => {
  const weight = weightOfFirst((room) => {
    const target = room.text("tide").from(alice);
    room.edit(target, "x".repeat(20_000)).from(alice);
  });
  assert.ok(weight >= plain + 20_000);
});

test("a long name weighs as often as it is printed, as far as it is shown", () => {
  const long = weightOfFirst((room) => room.text("tide").from(alice), "潮".repeat(100));
  assert.ok(long >= plain + 1100);
  assert.ok(weightOfFirst((room) => room.text("tide").from(alice), "潮".repeat(100_000)) < plain + 3000);
});

test("five hundred short messages fit on one page", () => {
  assert.ok(plain * 500 < 380_000, `${plain} bytes each`);
});
