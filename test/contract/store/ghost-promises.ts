import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { alice, bob, carol } from "#test/support/room-builder.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

const one = { ghost: "0a", network: "Discord" };
const other = { ghost: "0b", network: "Telegram" };

/** People of bridged networks and those who speak beside them. */
export function ghostPromises(open: OpenStore): void {
  describe("people of bridged networks", () => {
    test("are counted once in each room, and how many of them are new is told", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      assert.equal(await store.writeGhosts(stored.key, []), 0);
      assert.equal(await store.writeGhosts(stored.key, [one, other]), 2);
      assert.equal(await store.writeGhosts(stored.key, [other]), 0);
      assert.deepEqual(await store.readGhosts(stored.key), [one, other]);
      const elsewhere = new StoredRoom(store, { roomId: "!b:example.org", configured: "#b:example.org", slug: "b" });
      await elsewhere.write();
      assert.deepEqual(await store.readGhosts(elsewhere.key), []);
      assert.equal(await store.writeGhosts(elsewhere.key, [one]), 1);
    });

    test("are forgotten with their room", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      await store.writeGhosts(stored.key, [one]);
      await store.transaction((tx) => tx.eraseRoom(stored.key));
      assert.deepEqual(await store.readGhosts(stored.key), []);
    });
  });

  test("everyone of whom a message is stored speaks, redacted or not, and nobody who only joined", async (t) => {
    const store = await freshStore(t, open);
    const stored = new StoredRoom(store);
    stored.room.text("hello").from(alice);
    stored.room.text("again").from(alice);
    stored.room.member().from(carol);
    const regretted = stored.room.text("regretted").from(bob);
    await stored.write();
    await stored.redact(regretted, "2024-03-05 10:00");
    assert.deepEqual((await store.readSpeakers(stored.key)).toSorted(), [alice, bob]);
  });
}
