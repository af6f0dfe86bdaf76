import assert from "node:assert/strict";
import { test } from "node:test";
import { parseRoomId, type RoomId } from "#matrix/ids.ts";
import { seriesLimit, upgradeObjection, type UpgradeFacts } from "#publication/judge-upgrade.ts";

const room = (name: string): RoomId => parseRoomId(`!${name}`) ?? assert.fail(name);

/** `A>B B<A`: A's tombstone names B, and B names A as the room before it. The series so far is what stands before the bar. */
function objection(timeline: string): string | undefined {
  const [series = "", links = ""] = timeline.split("|");
  const [first, ...others] = series.trim().split(" ").map(room);
  const [, to = ""] = /> ?(\w+)/.exec(links) ?? [];
  const [, back] = /< ?([\w?]+)/.exec(links) ?? [];
  const facts: UpgradeFacts = {
    series: [first ?? assert.fail(), ...others],
    successor: room(to),
    predecessorOfSuccessor: back === "?" ? "unreadable" : back === undefined ? undefined : room(back),
  };
  return upgradeObjection(facts);
}

const timelines: readonly (readonly [string, string | undefined])[] = [
  ["A | A>B B<A", undefined],
  ["A B C | C>D D<C", undefined],
  ["A | A>B", "one-sided"],
  ["A | A>B B<X", "contradicted"],
  ["A B | B>C C<A", "contradicted"],
  ["A | A>B B<?", "unreadable"],
  ["A | A>A A<A", "to-itself"],
  ["A B | B>A A<B", "leads-back"],
  ["A B C | C>B B<C", "leads-back"],
];

for (const [timeline, expected] of timelines) {
  test(`the upgrade ${timeline} is ${expected ?? "followed"}`, () => {
    assert.equal(objection(timeline), expected);
  });
}

test("a series ends after as many rooms as no real one has", () => {
  const series = Array.from({ length: seriesLimit }, (_, nth) => `R${nth}`);
  assert.equal(objection(`${series.join(" ")} | >Z <${series.at(-1)}`), "too-many");
  assert.equal(objection(`${series.slice(1).join(" ")} | >Z <${series.at(-1)}`), undefined);
});
