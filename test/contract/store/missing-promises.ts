import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { bob, idOf } from "#test/support/room-builder.ts";
import { filesWith, readTree } from "#test/support/site-build.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** What is missing on the server, and rooms that withdraw: rows go, and with them every trace of their words. */
export function missingPromises(open: OpenStore): void {
  describe("events that go", () => {
    test("leave no row, no relation and no name, and dirty every day that showed something of them", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      const said = room.text("one").from(bob).at("2024-03-05 09:00");
      const answer = room.reply(said, "two").at("2024-03-07 09:00");
      const other = room.text("three").at("2024-03-09 09:00");
      await stored.write();
      await stored.profile(bob, "Bob");
      const change = await store.readChange();
      assert.equal(await store.transaction((tx) => tx.deleteEvents(stored.key, [idOf(said)])), 1);
      assert.deepEqual(await store.readEvents(stored.key, [idOf(said)]), []);
      assert.deepEqual(
        (await store.readDirtyDays(change)).map(({ day }) => day),
        ["2024-03-05", "2024-03-07"],
      );
      const names = await store.readMemberNames(stored.key, [bob], Number.MAX_SAFE_INTEGER);
      assert.deepEqual(names, []);
      assert.equal((await store.readEvents(stored.key, [answer, other].map(idOf))).length, 2);
      const again = await store.readChange();
      assert.equal(await store.transaction((tx) => tx.deleteEvents(stored.key, [idOf(said)])), 0);
      assert.equal(await store.readChange(), again, "a second time nothing changes");
    });

    test("are told apart by the room: another one's stay", async (t) => {
      const store = await freshStore(t, open);
      const [stored, other] = [new StoredRoom(store), otherRoom(store)];
      const said = stored.room.text("stays");
      await stored.write();
      await other.write();
      assert.equal(await store.transaction((tx) => tx.deleteEvents(other.key, [idOf(said)])), 0);
      assert.equal((await store.readEvents(stored.key, [idOf(said)])).length, 1);
    });

    test("narrow the span they were in to what is left of it", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const drafts = Array.from({ length: 5 }, (_, nth) => stored.room.text(`nth ${nth}`));
      await stored.write();
      const places = (await store.readEvents(stored.key, drafts.map(idOf))).map(({ position }) => position);
      const [oldestPosition = 0, newestPosition = 0] = [places[0], places.at(-1)];
      const span = { olderToken: undefined, tokenPosition: undefined, governing: undefined, connected: true };
      await store.writeSpan(stored.key, { ...span, oldestPosition, newestPosition });
      await store.transaction((tx) =>
        tx.deleteEvents(
          stored.key,
          [drafts[0], drafts[4]].flatMap((one) => (one ? [idOf(one)] : [])),
        ),
      );
      const [left] = await store.readSpans(stored.key);
      assert.deepEqual([left?.oldestPosition, left?.newestPosition], [places[1], places[3]]);
    });

    test("leave with a whole room, of which ids and addresses stay known", async (t) => {
      const store = await freshStore(t, open);
      const [stored, other] = [new StoredRoom(store), otherRoom(store)];
      const said = stored.room.text("mine");
      stored.room.edit(said, "mine still");
      other.room.text("theirs").id("$theirs");
      await stored.write();
      await other.write();
      await stored.redact(said);
      assert.equal(await store.hasEvents(stored.key), true);
      assert.equal(await store.transaction((tx) => tx.eraseRoom(stored.key)), 2);
      assert.deepEqual([await store.hasEvents(stored.key), await store.hasEvents(other.key)], [false, true]);
      assert.equal((await store.readRedactions(stored.key, [idOf(said)])).size, 1, "what was taken back stays so");
      assert.equal((await store.readRoom({ slug: "general" }))?.firstCompleteAtMs, undefined);
    });

    test("and words that are erased are in no byte once the file was written anew, wherever rows had been moved to", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      // Between rows that stay and rows that go later, long ones go first: SQLite moves their neighbours together.
      const kinds = ["filler", "quicksilver", "sandstone"];
      const drafts = Array.from({ length: 900 }, (_, nth) =>
        stored.room.text(`${kinds[nth % 3]} ${nth} ${"x".repeat(nth % 3 === 0 ? 600 : 5)}`),
      );
      await stored.write();
      const idsOf = (kind: number) => drafts.filter((_, nth) => nth % 3 === kind).map(idOf);
      await store.transaction((tx) => tx.deleteEvents(stored.key, idsOf(0)));
      await store.transaction((tx) => tx.writeGone(stored.key, idsOf(1)));
      await store.scrub();
      const tree = await readTree(store.folder);
      assert.deepEqual([filesWith(tree, "quicksilver"), filesWith(tree, "sandstone")], [[], ["daybook.sqlite"]]);
    });

    test("are scrubbed after a crash between the two as well, and a file that lost nothing is not written anew", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("one");
      await stored.write();
      await store.transaction((tx) => tx.deleteEvents(stored.key, [idOf(said)]));
      const later = await open({ folder: store.folder });
      t.after(() => later.close());
      const before = schemaChanges(store.folder);
      await later.scrub();
      const after = schemaChanges(store.folder);
      assert.ok(after > before, "the one that comes later does it");
      await later.scrub();
      assert.equal(schemaChanges(store.folder), after);
    });

    test("leave traces while another program reads, and a later scrub takes them away", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("quicksilver");
      await stored.write();
      const reader = new SqliteDatabase(join(store.folder, "daybook.sqlite"), { readonly: true });
      t.after(() => reader.close());
      const reading = reader.prepare("select content from events").iterate();
      reading.next();
      await store.transaction((tx) => tx.deleteEvents(stored.key, [idOf(said)]));
      assert.equal(await store.scrub(), "in-use");
      assert.notDeepEqual(filesWith(await readTree(store.folder), "quicksilver"), []);
      reading.return?.();
      assert.equal(await store.scrub(), "clean");
      assert.deepEqual(filesWith(await readTree(store.folder), "quicksilver"), []);
    });

    test("are remembered by the sweep that found them, when they were too many", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.judge("open");
      assert.equal(await store.readSweep(stored.key), undefined);
      await store.writeSweep(stored.key, { finishedAtMs: 7000, held: 300 });
      assert.deepEqual(await store.readSweep(stored.key), { finishedAtMs: 7000, held: 300 });
      await store.writeSweep(stored.key, { finishedAtMs: 9000, held: 0 });
      assert.deepEqual(await store.readSweep(stored.key), { finishedAtMs: 9000, held: 0 });
    });
  });
}

function otherRoom(store: ConstructorParameters<typeof StoredRoom>[0]): StoredRoom {
  return new StoredRoom(store, { roomId: "!other:example.org", configured: "#other:example.org", slug: "other" });
}

/** A file that is written anew counts one up here. */
function schemaChanges(folder: string): number {
  const sqlite = new SqliteDatabase(join(folder, "daybook.sqlite"), { readonly: true });
  try {
    return sqlite.pragma("schema_version", { simple: true }) as number;
  } finally {
    sqlite.close();
  }
}
