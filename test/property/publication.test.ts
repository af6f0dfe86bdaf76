import assert from "node:assert/strict";
import { test } from "node:test";
import { shortIdFor } from "#lib/short-id.ts";
import { openProofWorld } from "#test/homeserver/proof-world.ts";
import { roomId } from "#test/homeserver/sample-rooms.ts";
import { assertEverywhere, assertNotIn, assertNowhere, textsIn } from "#test/support/assert-words.ts";
import { RandomRoom, wordPattern } from "./random-room.ts";
import type { Happening } from "./rule-model.ts";

const given = process.env["DAYBOOK_TEST_SEED"];
const seeds = given === undefined ? [1, 2, 5] : [Number(given)];
const updateCount = 5;

for (const seed of seeds) {
  test(`whatever happens, the site shows what the rule allows and nothing else (DAYBOOK_TEST_SEED=${seed})`, async (t) => {
    const room = await RandomRoom.open(t, seed);
    const { url, token } = room.server;
    const world = await openProofWorld(t, { url, token, rooms: { test: roomId } });
    const seen = { shown: 0, forbidden: 0, withheld: 0 };
    for (let count = 0; count < updateCount; count += 1) {
      await world.store.decide(room.goOn());
      const update = await world.update(room.updateOptions());
      room.model.crawled(room.nowMs);
      const { shown, forbidden, withheld } = room.expected();
      seen.shown += shown.length;
      seen.forbidden += forbidden.length;
      seen.withheld += withheld.length;
      const story = `after ${room.story.join(", ")}`;

      const words = new Set([...textsIn(update.output).values()].flatMap((text) => text.match(wordPattern) ?? []));
      assert.deepEqual([...words].toSorted(), wordsOf(shown).toSorted(), story);
      assertEverywhere(wordsOf(shown.filter(({ kind }) => kind !== "reaction")), update);
      assertNowhere(wordsOf(forbidden), update);
      const ids = withheld.flatMap(({ id }) => [id, shortIdFor(id)]);
      assertNotIn(ids, update.output);
    }
    if (given === undefined) assert.ok(Math.min(...Object.values(seen)) > 5, JSON.stringify(seen));
  });
}

function wordsOf(happenings: readonly Happening[]): readonly string[] {
  return happenings.map(({ word }) => word);
}
