import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, test, type TestContext } from "node:test";
import type { Store } from "#store/store.ts";
import { alice, bob } from "#test/support/room-builder.ts";
import type { StoredRoom } from "#test/support/stored-room.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";
import { due, keep, kept, mediaScene, mxc, onDisk, pathsOf, writeFiles } from "./media-files.ts";
import type { OpenStore } from "./open-store-for-test.ts";

/** Copies on disk are there while something names them, and not a moment longer. */
export function mediaFilePromises(open: OpenStore): void {
  const scene = (t: TestContext) => mediaScene(t, open);

  describe("copies of media", () => {
    for (const [name, take] of takings) {
      test(`a file leaves the disk with the last event that names it: ${name}`, async (t) => {
        const { store, stored, room } = await scene(t);
        const shown = room.image("a picture", { url: mxc("one") }).from(bob);
        room.image("another", { url: mxc("two") }).from(alice);
        await stored.write();
        await keep(store, "one", "a");
        await keep(store, "two", "b");
        await take({ store, stored, eventId: shown.placed.event.eventId });
        assert.deepEqual(onDisk(store, "a"), [false, false]);
        assert.deepEqual([...(await store.readMedia([mxc("one")]))], []);
        if (name !== "the room withdraws" && name !== "the room is removed")
          assert.deepEqual(onDisk(store, "b"), [true, true]);
      });
    }

    test("a file stays while another event names it, and bytes stay while another address has the same", async (t) => {
      const { store, stored, image } = await scene(t);
      const first = image("one");
      const second = image("one");
      const same = image("two");
      await stored.write();
      await keep(store, "one", "a");
      await keep(store, "two", "a");
      await stored.redact(first);
      assert.equal((await store.readMedia([mxc("one")])).get(mxc("one"))?.state, "kept");
      await stored.redact(second);
      assert.deepEqual([[...(await store.readMedia([mxc("one")]))], onDisk(store, "a")], [[], [true, true]]);
      await stored.redact(same);
      assert.deepEqual(onDisk(store, "a"), [false, false]);
    });

    test("what was made of a file that nobody names any more is not kept", async (t) => {
      const { store, stored, image } = await scene(t);
      const shown = image("one");
      await stored.write();
      await stored.redact(shown);
      assert.equal(await keep(store, "one", "a"), false);
      await store.beginMedia();
      await store.settleMedia();
      assert.deepEqual(onDisk(store, "a"), [false, false]);
    });

    test("a file is not called kept whose bytes are not there", async (t) => {
      const { store, stored, image } = await scene(t);
      image("one");
      await stored.write();
      assert.equal(await store.transaction((tx) => tx.writeMedia(mxc("one"), kept("a"))), false);
      assert.deepEqual(await due(store), ["one"]);
    });

    test("a crawl that died while it wrote leaves nothing that is not known, and nothing known that is not there", async (t) => {
      const { store, stored, image } = await scene(t);
      image("one");
      image("two");
      await stored.write();
      await store.beginMedia();
      await keep(store, "one", "a");
      await keep(store, "two", "b");
      await writeFiles(store, "c");
      await rm(join(store.folder, pathsOf("b")[1] ?? ""));
      // The mark of this run was never settled.
      await store.beginMedia();
      assert.deepEqual(
        [onDisk(store, "a"), onDisk(store, "c")],
        [
          [true, true],
          [false, false],
        ],
      );
      assert.deepEqual(await due(store), ["two"]);
      await store.settleMedia();
      await writeFiles(store, "c");
      await store.beginMedia();
      assert.deepEqual(onDisk(store, "c"), [true, true], "nothing is looked through where nothing parted");
    });

    test("an older copy of the database brings no removed file back, and wants what it lost", async (t) => {
      const { store, stored, image } = await scene(t);
      image("one");
      image("two");
      await stored.write();
      await store.beginMedia();
      await keep(store, "one", "a");
      await keep(store, "two", "b");
      await store.settleMedia();
      await store.scrub();
      const copy = await temporaryFolder(t);
      await cp(store.folder, copy, { recursive: true });
      await store.decide([{ kind: "removal", what: "media", target: mxc("one"), at: "2024-06-01T00:00:00.000Z" }]);
      await store.beginMedia();
      await store.settleMedia();
      for (const name of ["decisions.jsonl", "media"]) {
        await rm(join(copy, name), { recursive: true, force: true });
        await cp(join(store.folder, name), join(copy, name), { recursive: true });
      }
      const restored = await open({ folder: copy });
      t.after(() => restored.close());
      assert.deepEqual([...(await restored.readMedia([mxc("one")]))], []);
      assert.deepEqual(
        [onDisk(restored, "a"), onDisk(restored, "b")],
        [
          [false, false],
          [true, true],
        ],
      );
      await rm(join(copy, "media"), { recursive: true });
      await restored.beginMedia();
      assert.deepEqual(await due(restored), ["two"]);
    });
  });
}

type Taking = (scene: {
  readonly store: Store;
  readonly stored: StoredRoom;
  readonly eventId: Parameters<StoredRoom["redact"]>[0];
}) => Promise<unknown>;

const at = "2024-06-01T00:00:00.000Z";

const takings: readonly (readonly [string, Taking])[] = [
  ["it is redacted", ({ stored, eventId }) => stored.redact(eventId)],
  ["the server emptied it", ({ stored, eventId }) => stored.empty(eventId)],
  [
    "the server has it no more",
    ({ store, stored, eventId }) => store.transaction((tx) => tx.deleteEvents(stored.key, [eventId as never])),
  ],
  [
    "the operator removes the event",
    ({ store, eventId }) => store.decide([{ kind: "removal", what: "event", target: eventId as string, at }]),
  ],
  [
    "the operator removes the file",
    ({ store }) => store.decide([{ kind: "removal", what: "media", target: mxc("one"), at }]),
  ],
  [
    "the operator removes the person",
    ({ store }) => store.decide([{ kind: "removal", what: "user", target: bob, at }]),
  ],
  [
    "the person opts out",
    ({ store }) =>
      store.transaction((tx) => tx.applyPeopleRules("bob", () => (user) => (user === bob ? "erase" : undefined))),
  ],
  ["the room withdraws", ({ store, stored }) => store.transaction((tx) => tx.eraseRoom(stored.key))],
  [
    "the room is removed",
    ({ store, stored }) => store.decide([{ kind: "removal", what: "room", target: stored.room.roomId, at }]),
  ],
];
