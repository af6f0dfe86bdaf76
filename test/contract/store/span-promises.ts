import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { SpanRecord } from "#store/records.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { idOf } from "#test/support/room-builder.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

type NewSpan = Omit<SpanRecord, "key">;

/** Stretches of known history, the holes between them, and places. */
export function spanPromises(open: OpenStore): void {
  describe("spans, holes and places", () => {
    test("spans come back newest first as they were written last", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      const old: NewSpan = {
        newestPosition: 100,
        oldestPosition: 1,
        olderToken: undefined,
        tokenPosition: undefined,
        governing: undefined,
        connected: false,
      };
      const live: NewSpan = {
        newestPosition: 900,
        oldestPosition: 800,
        olderToken: "t1",
        tokenPosition: 850,
        governing: stored.grant,
        connected: true,
      };
      const oldKey = await store.writeSpan(stored.key, old);
      const liveKey = await store.writeSpan(stored.key, live);
      assert.deepEqual(await store.readSpans(stored.key), [
        { ...live, key: liveKey },
        { ...old, key: oldKey },
      ]);
      const walked = { ...live, oldestPosition: 500, olderToken: "t2", tokenPosition: 40 };
      assert.equal(await store.writeSpan(stored.key, { ...walked, key: liveKey }), liveKey);
      assert.deepEqual((await store.readSpans(stored.key))[0], { ...walked, key: liveKey });
      await store.deleteSpan(liveKey);
      assert.deepEqual(await store.readSpans(stored.key), [{ ...old, key: oldKey }]);
    });

    test("a span has one hole below it, which goes with the span, and the room's page learns of both", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      const span: NewSpan = {
        newestPosition: 9,
        oldestPosition: 5,
        olderToken: "t",
        tokenPosition: undefined,
        governing: undefined,
        connected: true,
      };
      const key = await store.writeSpan(stored.key, span);
      const changeOf = async () => (await store.readRoom({ slug: "general" }))?.change ?? 0;
      const before = await changeOf();
      await store.writeHole(stored.key, key, { newerTs: 9000, olderTs: undefined, reason: "no answer" });
      await store.writeHole(stored.key, key, { newerTs: 9000, olderTs: 3000, reason: "still no answer" });
      assert.deepEqual(await store.readHoles(stored.key), [
        { newerTs: 9000, olderTs: 3000, reason: "still no answer" },
      ]);
      const holed = await changeOf();
      assert.ok(holed > before);
      await store.deleteHole(key);
      assert.deepEqual(await store.readHoles(stored.key), []);
      assert.ok((await changeOf()) > holed);
      await store.writeHole(stored.key, key, { newerTs: 9000, olderTs: undefined, reason: "no answer" });
      await store.deleteSpan(key);
      assert.deepEqual(await store.readHoles(stored.key), []);
    });

    test("the places around a place are the nearest ones, and of the oldest times those that cannot be true are passed over", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      await stored.write();
      assert.deepEqual(await store.readPositionAround(stored.key, 5), {
        below: undefined,
        above: undefined,
      });
      room.text("one").at("2024-03-05 09:00");
      room.text("two").at("2024-03-06 09:00");
      room.text("odd").at(0).onDay("2024-03-06");
      await stored.write();
      assert.deepEqual(await store.readPositionAround(stored.key, 2000), { below: 1000, above: 3000 });
      const below = async (position: number, skip: number) =>
        (await store.readEventBelow(stored.key, position, { skip }))?.position;
      assert.deepEqual([await below(3000, 0), await below(3000, 1), await below(3000, 2)], [2000, 1000, undefined]);
      assert.equal(await store.readOldestTs(stored.key, 1500), Date.parse("2024-03-06T09:00:00Z"));
      assert.equal(await store.readOldestTs(stored.key, 2500), undefined);
      const timesOf = (oldestPosition: number, newestPosition: number, limit: number) =>
        store.readOldestTimes(stored.key, { oldestPosition, newestPosition }, limit);
      const [one, two] = [Date.parse("2024-03-05T09:00:00Z"), Date.parse("2024-03-06T09:00:00Z")];
      assert.deepEqual(await timesOf(1000, 3000, 9), [one, two]);
      assert.deepEqual(await timesOf(1000, 3000, 1), [one]);
      assert.deepEqual(await timesOf(1000, 1999, 9), [one], "nothing from above the span");
    });

    test("making room moves events and the ends of spans alike, and only in the range", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const drafts = ["one", "two", "three"].map((text) => stored.room.text(text));
      await stored.write();
      const span: NewSpan = {
        newestPosition: 3000,
        oldestPosition: 1000,
        olderToken: "t",
        tokenPosition: 2000,
        governing: undefined,
        connected: true,
      };
      const key = await store.writeSpan(stored.key, span);
      await store.shiftPositions(stored.key, { from: 2000, to: Number.MAX_SAFE_INTEGER, delta: 500 });
      const events = await store.readEvents(stored.key, drafts.map(idOf));
      assert.deepEqual(
        events.map(({ position }) => position),
        [1000, 2500, 3500],
      );
      assert.deepEqual(await store.readSpans(stored.key), [
        { ...span, newestPosition: 3500, tokenPosition: 2500, key },
      ]);
      const change = await store.readChange();
      await store.shiftPositions(stored.key, { from: 2500, to: 3500, delta: -400 });
      assert.equal(await store.readChange(), change, "the order is as it was, so nothing is dirty");
    });
  });
}
