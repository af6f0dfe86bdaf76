import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { StretchRecord } from "#store/records.ts";
import { alice, eventId } from "#test/support/ids.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

const first: StretchRecord = {
  eventId: eventId("$opened"),
  sender: alice,
  openedAtMs: 1000,
  powerLevel: 100,
  ended: { eventId: eventId("$closed"), atMs: 2000 },
  checkedAtMs: 5000,
};
const second: StretchRecord = {
  ...first,
  eventId: eventId("$opened-again"),
  openedAtMs: 3000,
  powerLevel: "creator",
  ended: undefined,
};

/** The publication ledger. */
export function stretchPromises(open: OpenStore): void {
  describe("open stretches", () => {
    test("come back oldest first as they were written, each with its power", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      const unread = { ...first, eventId: eventId("$unread"), openedAtMs: 4000, powerLevel: undefined };
      for (const stretch of [unread, second, first]) await store.writeStretch(stored.key, stretch);
      assert.deepEqual(await store.readStretches(stored.key), [first, second, unread]);
    });

    test("what was known of one stays known when it is written again without it", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      await store.writeStretch(stored.key, first);
      await store.writeStretch(stored.key, { ...first, powerLevel: undefined, ended: undefined });
      assert.deepEqual(await store.readStretches(stored.key), [first]);
    });

    test("a check moves nothing but its time, and only news changes the room's pages", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      await store.writeStretch(stored.key, second);
      const change = await store.readChange();
      await store.writeStretchCheck(stored.key, second.eventId, 9000);
      await store.writeStretch(stored.key, { ...second, checkedAtMs: 9500 });
      assert.equal(await store.readChange(), change);
      assert.deepEqual(await store.readStretches(stored.key), [{ ...second, checkedAtMs: 9000 }]);
      await store.writeStretch(stored.key, { ...second, ended: first.ended });
      assert.ok((await store.readChange()) > change);
    });
  });
}
