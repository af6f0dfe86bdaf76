import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { judgeSending } from "#publication/judge-sending.ts";
import { drawnHistory } from "#test/support/ascii-timeline.ts";

/** The names of what was public when it was sent, in order. */
function publicIn(drawing: string): string {
  const shown = drawnHistory(drawing).filter(({ event, at, before }) => judgeSending(event, { at, before }).public);
  return shown.map(({ name }) => name).join(" ");
}

const drawings: readonly (readonly [drawing: string, shown: string])[] = [
  ["open: a b", "a b"],
  ["shared: a b", ""],
  ["none: a b", ""],
  ["open: a b | shared: c d | open: e", "a b >shared >open e"],
  ["joined: a | shared: b | open: c | joined: d | open: e", ">open c >joined >open e"],
  ["open: a | open: b", "a >open b"],
  ["open: a | shared: | open: b", "a >shared >open b"],
  ["open: | joined: | shared: | invited: | open:", ">joined >open"],
  ["shared: a | bogus: b | open: c", ">open c"],
  ["open: a | World_Readable: b | open: c", "a >World_Readable >open c"],
  ["none: a | open: b", ">open b"],
  ["open: a | none: b", "a >none"],
  ["open: a | empty: b | shared: c", "a >empty"],
];

for (const [drawing, shown] of drawings) {
  test(`of "${drawing}" the world may read "${shown}"`, () => {
    assert.equal(publicIn(drawing), shown);
  });
}

describe("of every two values of visibility", () => {
  const values = ["open", "shared", "invited", "joined", "bogus", "empty", "none", "WORLD_READABLE"];
  for (const before of values) {
    for (const after of values) {
      const isOpen = [before === "open", after === "open"];
      const shown = [isOpen[0] && "a", (isOpen[0] || isOpen[1]) && `>${after}`, isOpen[1] && "b"];

      const drawing = `${before}: a | ${after}: b`;
      test(`"${drawing}" shows what an open side shows, and the change between`, () => {
        assert.equal(publicIn(drawing), shown.filter((name) => name !== false).join(" "));
      });
    }
  }
});

test("what made an event public is told, and for the change that closed a room it is what held before", () => {
  const [spoken, change] = drawnHistory("open: a | shared: b");
  assert.ok(spoken && change);
  assert.deepEqual(judgeSending(spoken.event, spoken), { public: true, because: spoken.at });
  assert.deepEqual(judgeSending(change.event, change), { public: true, because: spoken.at });
});

test("a closed time and an unknown one have different reasons, and neither is public", () => {
  const [closed] = drawnHistory("shared: a");
  const [unknown] = drawnHistory("none: a");
  assert.ok(closed && unknown);
  assert.deepEqual(judgeSending(closed.event, closed), { public: false, because: "not-public-when-sent" });
  assert.deepEqual(judgeSending(unknown.event, unknown), { public: false, because: "unknown" });
});

test("a change to a closed value after a time that is not known is not public", () => {
  const [change] = drawnHistory("none: | shared:");
  assert.ok(change);
  assert.deepEqual(judgeSending(change.event, change), { public: false, because: "unknown" });
});

test("only the one state event of the room changes its visibility: another key or no key is like any event", () => {
  const [change] = drawnHistory("open: | shared:");
  assert.ok(change);
  const { stateKey, ...message } = change.event;
  assert.equal(stateKey, "");
  assert.equal(judgeSending(message, change).public, false);
  assert.equal(judgeSending({ ...change.event, stateKey: "other" }, change).public, false);
});
