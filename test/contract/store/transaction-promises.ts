import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { idOf } from "#test/support/room-builder.ts";
import { newEventFor } from "#test/support/new-event-for.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { day } from "#test/support/site.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** Data and progress are written together or not at all, and every change has a number. */
export function transactionPromises(open: OpenStore): void {
  describe("transactions", () => {
    test("when a step of a transaction fails, nothing of it has happened", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const kept = stored.room.text("kept");
      await stored.write();
      const lost = stored.room.text("lost").at("2024-04-01 09:00");
      const change = await store.readChange();
      const failure = new Error("the page could not be read to its end");
      await assert.rejects(
        store.transaction(async (tx) => {
          await tx.writeEvents(stored.key, [newEventFor(lost, stored.grant)]);
          await tx.writeRedactions(stored.key, [{ eventId: idOf(kept), redactedAtMs: 1 }]);
          await tx.writeSpan(stored.key, {
            newestPosition: 2000,
            oldestPosition: 1000,
            olderToken: "t1",
            tokenPosition: undefined,
            governing: stored.grant,
            connected: true,
          });
          assert.equal((await tx.readEvents(stored.key, [idOf(lost)])).length, 1, "a transaction sees what it wrote");
          throw failure;
        }),
        failure,
      );
      assert.equal(await store.readChange(), change);
      assert.deepEqual(await store.readEvents(stored.key, [idOf(lost)]), []);
      assert.deepEqual(await store.readSpans(stored.key), []);
      assert.deepEqual(await store.readDirtyDays(change), []);
      assert.equal((await store.readRedactions(stored.key, [idOf(kept)])).size, 0);
      const [event] = await store.readEvents(stored.key, [idOf(kept)]);
      assert.equal(event?.event.content["body"], "kept");
    });

    test("a transaction gives what its work gives", async (t) => {
      const store = await freshStore(t, open);
      assert.equal(await store.transaction(async (tx) => (await tx.readRooms()).length), 0);
    });

    test("change numbers rise with each change, and are still there when the store is opened again", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const numbers = [await store.readChange()];
      for (const text of ["one", "two", "three"]) {
        stored.room.text(text);
        await stored.write();
        numbers.push(await store.readChange());
      }
      assert.deepEqual(
        numbers,
        numbers.toSorted((one, other) => one - other),
      );
      assert.equal(new Set(numbers).size, numbers.length);
      assert.equal((await store.readDirtyDays(numbers.at(-2) ?? 0)).length, 1);
      assert.deepEqual(await store.readDirtyDays(numbers.at(-1) ?? 0), []);
      const again = await open({ folder: store.folder });
      t.after(() => again.close());
      assert.equal(again.id, store.id);
      assert.equal(await again.readChange(), numbers.at(-1));
      assert.equal((await again.readDay(stored.key, day("2024-03-05"))).length, 3);
    });

    test("two stores never have the same id", async (t) => {
      assert.notEqual((await freshStore(t, open)).id, (await freshStore(t, open)).id);
    });
  });
}
