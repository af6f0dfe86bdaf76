import assert from "node:assert/strict";
import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { RemovalDecision } from "#store/decisions.ts";
import type { RemovalKind } from "#store/records.ts";
import { alice, bob, carol, idOf } from "#test/support/room-builder.ts";
import { day } from "#test/support/site.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

const at = "2024-06-01T12:00:00.000Z";
const remove = (what: RemovalKind, target: string): RemovalDecision => ({
  kind: "removal",
  what,
  target,
  reason: "asked to",
  at,
});
const undo = (what: RemovalKind, target: string): RemovalDecision => ({ kind: "removal-undone", what, target, at });

/** What the operator removes leaves the store with its edits, in whatever form it was named, and is remembered. */
export function removalPromises(open: OpenStore): void {
  describe("removals", () => {
    test("a removed event and its edits lose their content and keep their places", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("quicksilver one");
      const edit = stored.room.edit(said, "quicksilver two");
      const other = stored.room.text("sandstone");
      await stored.write();
      await store.decide([remove("event", idOf(said))]);
      const [target, edited, bystander] = await store.readEvents(stored.key, [said, edit, other].map(idOf));
      assert.deepEqual([target?.event.content, target?.erased, target?.event.redacted], [{}, true, false]);
      assert.deepEqual([edited?.event.content, edited?.erased, edited?.isEdit], [{}, true, true]);
      assert.deepEqual([bystander?.event.content["body"], bystander?.erased], ["sandstone", false]);
      assert.deepEqual(await wordsIn(store.folder, ["quicksilver", "sandstone"]), ["sandstone"]);
    });

    test("a person goes from all rooms: messages, reactions, memberships that others changed, and their name", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const second = new StoredRoom(store, {
        configured: "#other:example.org",
        roomId: "!other:example.org",
        slug: "other",
      });
      const kept = stored.room.text("sandstone").from(alice);
      stored.room.text("quicksilver one").from(bob);
      stored.room.react(kept, "quicksilver").from(bob);
      stored.room.event("m.room.member", { membership: "leave", reason: "quicksilver" }).from(carol).stateKey(bob);
      second.room.text("quicksilver two").from(bob);
      await stored.write();
      await second.write();
      await second.profile(bob, "Bob the builder");
      await store.decide([remove("user", bob)]);
      assert.deepEqual(await wordsIn(store.folder, ["quicksilver", "sandstone"]), ["sandstone"]);
      assert.deepEqual(
        (await store.readMemberNames(second.key, [bob], 10_000)).flatMap(({ displayName }) => displayName ?? []),
        [],
      );
      // Known only to be taken out of what others say.
      assert.deepEqual([...(await store.readWithheldNames())], [[bob, ["Bob the builder"]]]);
      assert.deepEqual(await store.readRelated(stored.key, [idOf(kept)], ["annotation"]), []);
    });

    test("a day of one room goes, also what edits it from later days", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("quicksilver one").at("2024-03-05 09:00");
      stored.room.edit(said, "quicksilver two").at("2024-03-06 09:00");
      stored.room.text("sandstone").at("2024-03-06 10:00");
      await stored.write();
      await store.decide([remove("day", `${stored.room.roomId} 2024-03-05`)]);
      assert.deepEqual(await wordsIn(store.folder, ["quicksilver", "sandstone"]), ["sandstone"]);
    });

    test("whatever shows a file goes, and what shows another one whose name begins alike stays", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      stored.room.image("quicksilver one", { url: "mxc://example.org/abc" });
      stored.room.text("quicksilver two", '<img src="mxc://example.org/abc">');
      stored.room.image("sandstone", { url: "mxc://example.org/abcd" });
      await stored.write();
      await store.decide([remove("media", "mxc://example.org/abc")]);
      assert.deepEqual(await wordsIn(store.folder, ["quicksilver", "sandstone"]), ["sandstone"]);
    });

    test("a removed room has no rows any more, is shut, and the room beside it stays", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store, { name: "Quicksilver hall" });
      const second = new StoredRoom(store, {
        configured: "#other:example.org",
        roomId: "!other:example.org",
        slug: "other",
      });
      stored.room.text("quicksilver one");
      second.room.text("sandstone");
      await stored.write();
      await second.write();
      await stored.crawledAt("2024-05-01 00:00");
      await store.decide([remove("room", stored.room.roomId)]);
      const record = await store.readRoom({ roomId: stored.room.roomId });
      assert.deepEqual(
        [record?.verdict, record?.slug, record?.cutoffMs, record?.grant],
        ["removed", "general", undefined, undefined],
      );
      assert.equal((await store.readCounts(stored.key)).events, 0);
      assert.equal((await store.readCounts(second.key)).events, 1);
      assert.deepEqual(await wordsIn(store.folder, ["quicksilver", "Quicksilver", "sandstone"]), ["sandstone"]);
    });

    test("every day that showed something of it is told to be built anew, and no other", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("quicksilver").at("2024-03-05 09:00");
      stored.room.reply(said, "what?").at("2024-03-07 09:00");
      const other = stored.room.text("sandstone").at("2024-03-08 09:00");
      stored.room.react(other, "👍").at("2024-03-09 09:00").from(bob);
      await stored.write();
      const before = await store.readChange();
      await store.decide([remove("event", idOf(said)), remove("user", bob)]);
      const days = (await store.readDirtyDays(before)).map((one) => one.day);
      assert.deepEqual(days, ["2024-03-05", "2024-03-07", "2024-03-08", "2024-03-09"]);
      assert.equal((await store.readRemovalChange()) > before, true);
    });

    test("removals are listed with their reasons until they are undone, which brings no content back", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("quicksilver");
      await stored.write();
      await store.decide([remove("event", idOf(said)), remove("user", carol)]);
      await store.decide([undo("event", idOf(said))]);
      assert.deepEqual(await store.readRemovals(), [
        { kind: "user", target: carol, reason: "asked to", removedAtMs: Date.parse(at) },
      ]);
      const [event] = await store.readEvents(stored.key, [idOf(said)]);
      assert.deepEqual([event?.event.content, event?.erased], [{}, true]);
    });

    test("erased content can be stored again, with what it points at; what was not erased stays as it is", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("sandstone").at("2024-03-05 09:00");
      const answer = stored.room.reply(said, "quicksilver").at("2024-03-06 09:00");
      await stored.write();
      await store.decide([remove("event", idOf(answer))]);
      assert.deepEqual(await store.readRelated(stored.key, [idOf(said)], ["reply"]), []);
      await store.decide([undo("event", idOf(answer))]);
      const before = await store.readChange();
      const forged = { ...said.event, content: { msgtype: "m.text", body: "forged" } };
      await store.transaction((tx) => tx.writeRestored(stored.key, [answer.event, forged]));
      const [kept, restored] = await store.readEvents(stored.key, [said, answer].map(idOf));
      assert.deepEqual([kept?.event.content["body"], restored?.event.content["body"]], ["sandstone", "quicksilver"]);
      assert.equal(restored?.erased, false);
      assert.equal((await store.readRelated(stored.key, [idOf(said)], ["reply"])).length, 1);
      assert.deepEqual(
        (await store.readDirtyDays(before)).map((one) => one.day),
        ["2024-03-05", "2024-03-06"],
      );
    });

    test("an older copy of the database with today's decisions forgets no removal, and knows what was undone", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const [gone, back] = [stored.room.text("quicksilver one"), stored.room.text("sandstone")];
      stored.room.text("quicksilver two").from(bob);
      await stored.write();
      const folder = join(await temporaryFolder(t), "data");
      await cp(store.folder, folder, { recursive: true });
      await store.decide([remove("event", idOf(gone)), remove("event", idOf(back)), remove("user", bob)]);
      await store.decide([undo("event", idOf(back))]);
      await cp(join(store.folder, "decisions.jsonl"), join(folder, "decisions.jsonl"));
      assert.deepEqual(await wordsIn(folder, ["quicksilver"]), ["quicksilver"]);

      const restored = await open({ folder });
      t.after(() => restored.close());
      assert.deepEqual(await wordsIn(folder, ["quicksilver", "sandstone"]), ["sandstone"]);
      assert.deepEqual(
        (await restored.readRemovals()).map(({ target }) => target),
        [idOf(gone), bob].toSorted(),
      );
      const [event] = await restored.readDay(stored.key, day("2024-03-05"));
      assert.deepEqual(event?.event.content, {});
    });
  });
}

async function wordsIn(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map(({ name }) => readFile(join(folder, name))));
  return words.filter((word) => texts.some((bytes) => bytes.includes(word)));
}
