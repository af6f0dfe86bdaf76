import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { RoomState } from "#store/records.ts";
import { SlugTakenError } from "#store/store-error.ts";
import { roomId } from "#test/support/ids.ts";
import { grantFor } from "#test/support/new-event-for.ts";
import { day } from "#test/support/site.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

const general = {
  roomId: roomId("!general:example.org"),
  configured: "#general:example.org",
  slug: "general",
  nowMs: 1000,
};
const state: RoomState = {
  name: "General",
  topic: undefined,
  canonicalAlias: undefined,
  joinRule: "public",
  roomVersion: "11",
  refusesIndexing: false,
};

/** Rooms: who they are, what is known of them now, how far they may be shown. */
export function roomPromises(open: OpenStore): void {
  describe("rooms", () => {
    test("a room keeps its key, its slug and the day it was first archived, however often it is written", async (t) => {
      const store = await freshStore(t, open);
      const first = await store.writeRoom(general);
      assert.equal(first.archivedSinceMs, 1000);
      assert.equal(first.verdict, undefined);
      assert.equal(first.cutoffMs, undefined);
      const again = await store.writeRoom({ ...general, configured: "#chat:example.org", slug: "chat", nowMs: 2000 });
      assert.deepEqual(again, { ...first, configured: "#chat:example.org", change: again.change });
      assert.ok(again.change > first.change, "its pages name it anew");
      const unchanged = await store.writeRoom({ ...general, configured: "#chat:example.org", nowMs: 3000 });
      assert.deepEqual(unchanged, again);
    });

    test("a room is found by slug, by id and as the configuration names it", async (t) => {
      const store = await freshStore(t, open);
      const room = await store.writeRoom(general);
      await store.writeRoom({
        ...general,
        roomId: roomId("!art:example.org"),
        configured: "#art:example.org",
        slug: "art",
      });
      assert.deepEqual(await store.readRoom({ slug: "general" }), room);
      assert.deepEqual(await store.readRoom({ roomId: general.roomId }), room);
      assert.deepEqual(await store.readRoom({ configured: "#general:example.org" }), room);
      assert.equal(await store.readRoom({ slug: "nowhere" }), undefined);
      assert.deepEqual(
        (await store.readRooms()).map(({ slug }) => slug),
        ["art", "general"],
      );
    });

    test("an alias that moved on lists the room it leads to now, and that one alone", async (t) => {
      const store = await freshStore(t, open);
      const old = await store.writeRoom(general);
      const moved = await store.writeRoom({ ...general, roomId: roomId("!new:example.org") });
      assert.deepEqual(await store.readRoom({ configured: "#general:example.org" }), moved);
      assert.deepEqual(await store.readRoom({ slug: "general" }), moved);
      const left = await store.readRoom({ roomId: general.roomId });
      assert.equal(left?.key, old.key);
      assert.equal(left?.configured, general.roomId);
    });

    test("a slug under which a room was published is given to no other, even when the database was lost", async (t) => {
      const store = await freshStore(t, open);
      const owner = roomId("!owner:example.org");
      await store.decide([{ kind: "slug", room: owner, slug: "general", title: "Old general" }]);
      await assert.rejects(store.writeRoom(general), (error) => {
        assert.ok(error instanceof SlugTakenError);
        assert.match(error.message, /"general" belongs to the room !owner:example\.org/);
        assert.match(error.message, /key "slug"/);
        return true;
      });
      assert.deepEqual(await store.readRooms(), []);
      const again = await store.writeRoom({ ...general, roomId: owner });
      assert.deepEqual([again.slug, again.title], ["general", "Old general"]);
    });

    test("what was learnt of a room comes back as it was written", async (t) => {
      const store = await freshStore(t, open);
      const { key } = await store.writeRoom(general);
      const grant = grantFor(general.roomId);
      await store.writeRoomVerdict(key, { state, verdict: "open", grant, checkedAtMs: 5000 });
      const room = await store.readRoom({ slug: "general" });
      assert.deepEqual(room?.state, JSON.parse(JSON.stringify(state)));
      assert.equal(room?.verdict, "open");
      assert.deepEqual(room?.grant, grant);
      assert.equal(room?.checkedAtMs, 5000);
      await store.writeRoomVerdict(key, { state, verdict: "closed-now", grant: undefined, checkedAtMs: 6000 });
      const closed = await store.readRoom({ slug: "general" });
      assert.equal(closed?.verdict, "closed-now");
      assert.equal(closed?.grant, undefined);
    });

    test("a new name marks the room and none of its days; a new verdict marks every day; the same again marks nothing", async (t) => {
      const store = await freshStore(t, open);
      const { key } = await store.writeRoom(general);
      const grant = grantFor(general.roomId);
      const learnt = { state, verdict: "open", grant, checkedAtMs: 5000 };
      await store.writeRoomVerdict(key, learnt);
      await store.markDaysDirty(key, [day("2024-03-05"), day("2024-03-06")]);

      const before = await store.readChange();
      await store.writeRoomVerdict(key, { ...learnt, checkedAtMs: 6000 });
      assert.equal(await store.readChange(), before);

      await store.writeRoomVerdict(key, { ...learnt, state: { ...state, name: "Harbour" } });
      const renamed = await store.readRoom({ slug: "general" });
      assert.ok((renamed?.change ?? 0) > before);
      assert.deepEqual(await store.readDirtyDays(before), []);

      await store.writeRoomVerdict(key, { ...learnt, verdict: "closed-now", grant: undefined });
      const dirty = await store.readDirtyDays(before);
      assert.deepEqual(
        dirty.map((one) => one.day),
        ["2024-03-05", "2024-03-06"],
      );
    });

    test("the cutoff moves forward and never back", async (t) => {
      const store = await freshStore(t, open);
      const { key } = await store.writeRoom(general);
      const cutoffAfter = async (cutoffMs: number) => {
        await store.writeCutoff(key, {
          cutoffMs,
          successAtMs: cutoffMs + 1,
          eligible: { from: -Infinity, to: cutoffMs },
        });
        return (await store.readRoom({ slug: "general" }))?.cutoffMs;
      };
      assert.equal(await cutoffAfter(5000), 5000);
      assert.equal(await cutoffAfter(4000), 5000);
      assert.equal(await cutoffAfter(6000), 6000);
      assert.equal((await store.readRoom({ slug: "general" }))?.lastSuccessAtMs, 6001);
    });

    test("a room is complete for the first time once", async (t) => {
      const store = await freshStore(t, open);
      const { key } = await store.writeRoom(general);
      await store.writeFirstComplete(key, 7000);
      await store.writeFirstComplete(key, 8000);
      assert.equal((await store.readRoom({ slug: "general" }))?.firstCompleteAtMs, 7000);
    });
  });
}
