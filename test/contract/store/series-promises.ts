import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import type { DaySummaryRecord, RoomState } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { alice, idOf } from "#test/support/room-builder.ts";
import { day } from "#test/support/site.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

const first = { configured: "!first:example.org", roomId: "!first:example.org", slug: "general" };
const second = { configured: "!second", roomId: "!second", slug: "!second" };
const nowMs = 1000;

/** Two rooms of which the second follows the first: one spoke on 4 and 5 March, the other on 5 and 6 March. */
async function openSeries(t: TestContext, open: OpenStore) {
  const store = await freshStore(t, open);
  const [older, newer] = [new StoredRoom(store, first), new StoredRoom(store, second)];
  older.room.text("heron").from(alice).at("2024-03-04 10:00");
  older.room.text("bittern").from(alice).at("2024-03-05 10:00");
  const egret = newer.room.text("egret").from(alice).at("2024-03-05 11:00");
  newer.room.text("spoonbill").from(alice).at("2024-03-06 10:00");
  await older.write();
  await newer.write();
  await follow(store, older, newer);
  for (const on of ["2024-03-04", "2024-03-05", "2024-03-06"]) await store.writeDaySummary(older.key, summaryOf(on));
  return { store, older, newer, egret, change: await store.readChange() };
}

function follow(store: Store, older: StoredRoom, newer: StoredRoom) {
  const { configured, slug } = second;
  return store.writeRoom({ roomId: newer.room.roomId, configured, slug, nowMs, follows: older.key });
}

function summaryOf(on: string): DaySummaryRecord {
  return {
    day: day(on),
    existenceChange: 1,
    searchChange: 1,
    itemCount: 1,
    messageCount: 1,
    partCount: 1,
    opening: [{ author: "Alice", text: `words of ${on}`, drawnFrom: [] }],
    lastModified: day(on),
    searchKey: "key",
    searchWords: 1,
  };
}

async function dirtySince(store: Store, change: number, { key }: StoredRoom): Promise<readonly string[]> {
  const days = await store.readDirtyDays(change);
  return days.filter(({ room }) => room === key).map((dirty) => dirty.day.slice(-2));
}

/** Days whose first words are kept for lists. */
async function openingsOf(store: Store, { key }: StoredRoom): Promise<readonly string[]> {
  const summaries = await store.readDaySummaries(key);
  return summaries.filter(({ opening }) => opening.length > 0).map((one) => one.day.slice(-2));
}

/** Rooms that are shown together after an upgrade. Lists and calendars of all of them are kept with the first. */
export function seriesPromises(open: OpenStore): void {
  describe("series of rooms", () => {
    test("a room follows another until it is listed itself or the two are parted", async (t) => {
      const { store, older, newer } = await openSeries(t, open);
      const followsNow = async () => (await store.readRoom({ roomId: newer.room.roomId }))?.follows;
      assert.equal(await followsNow(), older.key);
      await store.writeParted(newer.key);
      assert.equal(await followsNow(), undefined);
      await follow(store, older, newer);
      assert.equal(await followsNow(), older.key);
      const listed = { roomId: newer.room.roomId, configured: "#next:example.org", slug: "next", nowMs };
      const own = await store.writeRoom(listed);
      assert.deepEqual([own.follows, own.slug, own.configured], [undefined, "next", "#next:example.org"]);
    });

    test("to say the same again changes nothing", async (t) => {
      const { store, older, newer, change } = await openSeries(t, open);
      await follow(store, older, newer);
      assert.equal(await store.readChange(), change);
    });

    test("rooms that are parted change all their days, and the lists of the first those of the other", async (t) => {
      const { store, older, newer, change } = await openSeries(t, open);
      await store.writeParted(newer.key);
      assert.deepEqual(await dirtySince(store, change, older), ["04", "05", "06"]);
      assert.deepEqual(await dirtySince(store, change, newer), ["05", "06"]);
      assert.deepEqual(await openingsOf(store, older), ["04"], "what it said is in no list any more");
    });

    test("a changed verdict of one changes every page of all", async (t) => {
      const { store, older, newer, change } = await openSeries(t, open);
      const record = await store.readRoom({ roomId: newer.room.roomId });
      const state = record?.state ?? assert.fail("not stored");
      const learnt = { state, verdict: "closed-now", grant: undefined, checkedAtMs: nowMs };
      await store.transaction((tx) => tx.writeRoomVerdict(newer.key, learnt));
      assert.deepEqual(await dirtySince(store, change, older), ["04", "05"]);
      assert.deepEqual(await dirtySince(store, change, newer), ["05", "06"]);
    });

    test("the first cutoff of one changes every page of all: from then on it is shown", async (t) => {
      const { store, older, newer, change } = await openSeries(t, open);
      await newer.crawledAt("2024-03-10 00:00");
      assert.deepEqual(await dirtySince(store, change, older), ["04", "05"]);
      const later = await store.readChange();
      await newer.crawledAt("2024-03-11 00:00");
      assert.deepEqual(await dirtySince(store, later, older), []);
    });

    test("what one loses leaves the lists of the series, and days of the other alone stay", async (t) => {
      const { store, older, newer, egret } = await openSeries(t, open);
      await newer.redact(egret);
      assert.deepEqual(await openingsOf(store, older), ["04", "06"]);
      await store.transaction((tx) => tx.eraseRoom(newer.key));
      assert.deepEqual(await openingsOf(store, older), ["04"]);
    });

    test("the first one that closes takes its words alone", async (t) => {
      const { store, older } = await openSeries(t, open);
      await store.transaction((tx) => tx.eraseRoom(older.key));
      assert.deepEqual(await openingsOf(store, older), ["06"]);
    });

    test("a removed room of a series stays known by its days until the last one is removed", async (t) => {
      const { store, older, newer, change } = await openSeries(t, open);
      const removal = (target: string) =>
        store.decide([{ kind: "removal", what: "room", target, at: "2024-06-01T12:00:00.000Z" }]);
      await removal(older.room.roomId);
      assert.deepEqual(await dirtySince(store, change, older), ["04", "05"]);
      assert.deepEqual(await openingsOf(store, older), ["06"]);
      assert.deepEqual([await store.hasEvents(older.key), await store.hasEvents(newer.key)], [false, true]);
      await removal(newer.room.roomId);
      assert.deepEqual([await store.readAllDays(), await store.readDaySummaries(older.key)], [[], []]);
    });

    test("a day on which a room says that it was upgraded changes with the verdict of the other one", async (t) => {
      const store = await freshStore(t, open);
      const [older, newer] = [new StoredRoom(store, first), new StoredRoom(store, { ...second, slug: "next" })];
      older.room.text("heron").at("2024-03-04 10:00");
      const tombstone = older.room
        .event("m.room.tombstone", { replacement_room: newer.room.roomId })
        .stateKey("")
        .at("2024-03-05 10:00");
      const successor: RoomState["successor"] = {
        roomId: newer.room.roomId,
        eventId: idOf(tombstone),
        via: "example.org",
      };
      await older.judge("open", { successor });
      await older.write();
      await newer.judge("open");
      const change = await store.readChange();
      await newer.judge("closed-now");
      assert.deepEqual(await dirtySince(store, change, older), ["05"]);
    });
  });
}
