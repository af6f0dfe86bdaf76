import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { eventId, idOf, type Target } from "#test/support/room-builder.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** What is taken back leaves the archive, and stays away whichever comes first: the message or its redaction. */
export function erasurePromises(open: OpenStore): void {
  describe("erasure", () => {
    test("a redaction takes the content of its target and of all its edits, and leaves their places", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      const said = room.text("secret one").at("2024-03-05 09:00");
      const edit = room.edit(said, "secret two");
      const other = room.text("harmless");
      await stored.write();
      await stored.redact(said, "2024-03-06 10:00");
      const [target, edited, bystander] = await store.readEvents(stored.key, [said, edit, other].map(idOf));
      assert.deepEqual(target?.event.content, {});
      assert.equal(target?.event.redacted, true);
      assert.equal(target?.redactedAtMs, Date.parse("2024-03-06T10:00:00Z"));
      assert.deepEqual(edited?.event.content, {});
      assert.equal(edited?.isEdit, true);
      assert.equal(bystander?.event.content["body"], "harmless");
      assert.equal(bystander?.event.redacted, false);
    });

    test("the redaction of an edit takes its wording alone, and the edit counts no more", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("as first said");
      const edit = stored.room.edit(said, "a slip");
      await stored.write();
      await stored.redact(edit);
      const [target, edited] = await store.readEvents(stored.key, [said, edit].map(idOf));
      assert.equal(target?.event.content["body"], "as first said");
      assert.deepEqual(edited?.event.content, {});
      assert.equal(edited?.isEdit, true);
      assert.deepEqual(await store.readRelated(stored.key, [idOf(said)], ["replace"]), []);
    });

    test("how many stored events lost their content is told, and a second time none does", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("one");
      stored.room.edit(said, "two");
      await stored.write();
      const redact = (target: Target) =>
        store.transaction((tx) => tx.writeRedactions(stored.key, [{ eventId: idOf(target), redactedAtMs: 5 }]));
      assert.equal(await redact(said), 2);
      assert.equal(await redact(eventId("$unknown")), 0);
    });

    test("a redaction is remembered for events that come later, with the first time that was told", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      const target = eventId("$later");
      const redact = (redactedAtMs: number | undefined) =>
        store.writeRedactions(stored.key, [{ eventId: target, redactedAtMs }]);
      await redact(undefined);
      assert.deepEqual([...(await store.readRedactions(stored.key, [target]))], [[target, undefined]]);
      await redact(7000);
      await redact(8000);
      assert.deepEqual([...(await store.readRedactions(stored.key, [target, eventId("$other")]))], [[target, 7000]]);
    });

    test("a redaction that another room claims changes nothing here, and hides none of this room's own", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const other = new StoredRoom(store, {
        roomId: "!other:example.org",
        configured: "#other:example.org",
        slug: "other",
      });
      const said = stored.room.text("stays");
      await stored.write();
      await other.write();
      await store.transaction((tx) => tx.writeRedactions(other.key, [{ eventId: idOf(said), redactedAtMs: 5 }]));
      const [kept] = await store.readEvents(stored.key, [idOf(said)]);
      assert.equal(kept?.event.content["body"], "stays");
      assert.equal((await store.readRedactions(stored.key, [idOf(said)])).size, 0);
      await stored.redact(said);
      assert.equal((await store.readRedactions(stored.key, [idOf(said)])).size, 1);
    });

    test("what the server emptied loses its content and its edits' content, and is no redaction", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("gone");
      const edit = stored.room.edit(said, "gone too");
      await stored.write();
      await stored.empty(said);
      const [target, edited] = await store.readEvents(stored.key, [said, edit].map(idOf));
      assert.deepEqual([target?.event.content, target?.gone, target?.event.redacted], [{}, true, false]);
      assert.deepEqual([edited?.event.content, edited?.gone], [{}, false]);
    });

    test("a redacted change of visibility keeps what it set: it decides over others", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const change = stored.room.state("m.room.history_visibility", { history_visibility: "shared" });
      await stored.write();
      await stored.redact(change);
      const [kept] = await store.readEvents(stored.key, [idOf(change)]);
      assert.deepEqual(kept?.event.content, { history_visibility: "shared" });
    });

    test("erased words are in no byte of the store's folder, while it is open and after", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      for (let index = 0; index < 200; index += 1) room.text(`filler ${index} ${"x".repeat(200)}`);
      const said = room.text("quicksilver-first");
      room.edit(said, "quicksilver-second");
      const emptied = room.text("quicksilver-third");
      const kept = room.text("sandstone-kept");
      await stored.write();
      assert.equal(await holds(store.folder, "quicksilver"), true);
      await stored.redact(said);
      await stored.empty(emptied);
      assert.equal(await holds(store.folder, "quicksilver"), false);
      assert.equal(await holds(store.folder, "sandstone"), true);
      const [event] = await store.readEvents(stored.key, [idOf(kept)]);
      assert.equal(event?.event.content["body"], "sandstone-kept");
    });
  });
}

async function holds(folder: string, word: string): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(word)) return true;
  }
  return false;
}
