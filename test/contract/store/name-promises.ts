import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { alice, bob, carol } from "#test/support/room-builder.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** Display names: from public member events, else as they are now. */
export function namePromises(open: OpenStore): void {
  describe("names", () => {
    test("names come oldest first and none from above the place asked for", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      room.member({ displayname: "Al" });
      room.member({ displayname: "Alice" });
      const said = room.text("hello");
      room.member({ displayname: "Alicia" });
      await stored.write();
      const names = await store.readMemberNames(stored.key, [alice, bob], said.placed.position);
      assert.deepEqual(names, [
        { userId: alice, position: 1000, displayName: "Al" },
        { userId: alice, position: 2000, displayName: "Alice" },
      ]);
    });

    test("the current name of someone who never said one holds from the beginning", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      stored.room.text("hello").from(bob);
      await stored.write();
      await stored.profile(bob, "Bob");
      await stored.profile(bob, "Robert");
      assert.deepEqual(await store.readMemberNames(stored.key, [bob], 5000), [
        { userId: bob, position: Number.NEGATIVE_INFINITY, displayName: "Robert" },
      ]);
    });

    test("each member event is given with the one of the same person before it, of whatever day", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      const first = room.member({ displayname: "Al" }).at("2024-03-01 09:00");
      room.member({ displayname: "Bob" }).from(bob);
      const second = room.member({ displayname: "Alice" }).at("2024-03-09 09:00");
      await stored.write();
      const ids = room.placed.map(({ event }) => event.eventId);
      const before = await store.readMembersBefore(stored.key, ids);
      assert.deepEqual(
        [...before].map(([id, { event }]) => [id, event.eventId]),
        [[second.event.eventId, first.event.eventId]],
      );
      assert.equal((await store.readMembersBefore(stored.key, [])).size, 0);
    });

    test("leaving gives no name, and neither does a redacted event, whether it came so or was redacted later", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      room.member({ displayname: "Alice" });
      const named = room.member({ displayname: "Oops" });
      room.member().redacted().content({ membership: "join" });
      room.member().content({ membership: "leave" });
      await stored.write();
      await stored.redact(named);
      const names = await store.readMemberNames(stored.key, [alice], 9000);
      assert.deepEqual(
        names.map(({ displayName }) => displayName),
        ["Alice"],
      );
    });

    test("an event that takes the name away gives none from there on", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      stored.room.member({ displayname: "Alice" });
      stored.room.member();
      await stored.write();
      const names = await store.readMemberNames(stored.key, [alice], 9000);
      assert.deepEqual(
        names.map(({ displayName }) => displayName),
        ["Alice", undefined],
      );
    });

    test("senders without any known name are told, sorted, each once, and not again when they were asked for", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      room.member({ displayname: "Alice" });
      room.text("named").from(alice);
      room.text("one").from(carol);
      room.text("two").from(carol);
      room.text("three").from(bob);
      await stored.write();
      assert.deepEqual(await store.readSendersWithoutName(stored.key, 10), [bob, carol]);
      assert.deepEqual(await store.readSendersWithoutName(stored.key, 1), [bob]);
      await store.writeProfile(stored.key, bob, undefined);
      assert.deepEqual(await store.readSendersWithoutName(stored.key, 10), [carol]);
    });
  });
}
