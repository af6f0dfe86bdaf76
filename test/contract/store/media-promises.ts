import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { alice, bob } from "#test/support/room-builder.ts";
import { due, keep, kept, mediaScene, mxc, writeFiles } from "./media-files.ts";
import type { OpenStore } from "./open-store-for-test.ts";

/** Files that events name are known from the moment they are named, and go with the last event that names them. */
export function mediaPromises(open: OpenStore): void {
  const scene = (t: TestContext) => mediaScene(t, open);

  describe("media", () => {
    test("what events name is wanted, the newest first, and nothing is known of anything else", async (t) => {
      const { store, stored, room, image } = await scene(t);
      image("first");
      image("second");
      room.event("m.sticker", { body: "a wave", url: mxc("third") });
      room.text("no file");
      await stored.write();
      assert.deepEqual(await due(store), ["third", "second", "first"]);
      const known = await store.readMedia([mxc("first"), mxc("elsewhere")]);
      assert.deepEqual([...known], [[mxc("first"), { state: "wanted", safe: {}, refusals: {} }]]);
    });

    test("what became of a file is told, dirties the days that show it, and said again dirties none", async (t) => {
      const { store, stored, room, image } = await scene(t);
      const shown = image("one").at("2024-03-01 09:00");
      room.reply(shown, "nice").at("2024-03-02 09:00");
      room.text("else").at("2024-03-03 09:00");
      await stored.write();
      const before = await store.readChange();
      assert.equal(await keep(store, "one", "a"), true);
      const days = async (after: number) => (await store.readDirtyDays(after)).map(({ day }) => day);
      assert.deepEqual(await days(before), ["2024-03-01", "2024-03-02"]);
      assert.equal((await store.readMedia([mxc("one")])).get(mxc("one"))?.state, "kept");
      const after = await store.readChange();
      await keep(store, "one", "a");
      assert.deepEqual(await days(after), []);
      assert.deepEqual(await due(store), []);
    });

    test("a picture of a person dirties what they said under it", async (t) => {
      const { store, stored, room } = await scene(t);
      room
        .event("m.room.member", { membership: "join", avatar_url: mxc("face") })
        .from(bob)
        .stateKey(bob)
        .at("2024-03-01 09:00");
      room.text("mine").from(bob).at("2024-03-02 09:00");
      room.text("not his").from(alice).at("2024-03-03 09:00");
      await stored.write();
      const before = await store.readChange();
      await writeFiles(store, "a");
      await store.transaction((tx) => tx.writeMedia(mxc("face"), kept("a", "avatar")));
      assert.ok((await store.readDirtyDays(before)).some(({ day }) => day === "2024-03-02"));
      assert.ok(!(await store.readDirtyDays(before)).some(({ day }) => day === "2024-03-03"));
      assert.equal((await store.readMemberNames(stored.key, [bob], 1e9))[0]?.avatar, mxc("face"));
    });

    test("only a person who says something is looked at for their picture, however late they do", async (t) => {
      const { store, stored, room } = await scene(t);
      room
        .event("m.room.member", { membership: "join", avatar_url: mxc("face") })
        .from(bob)
        .stateKey(bob);
      await stored.write();
      const uses = () => store.readMediaUses(mxc("face"), new Map([[stored.key, Number.MAX_SAFE_INTEGER]]));
      assert.deepEqual(
        (await uses()).map(({ use, silent }) => [use, silent]),
        [["avatar", true]],
      );
      const parked = { ...kept("a"), state: "wanted", source: undefined, safe: {}, dueAtMs: 5 } as const;
      await store.transaction((tx) => tx.writeMedia(mxc("face"), parked));
      assert.deepEqual(await due(store), []);
      room.text("hello").from(bob);
      await stored.write();
      assert.deepEqual(await due(store), ["face"]);
      assert.deepEqual(
        (await uses()).map(({ silent }) => silent),
        [false],
      );
    });

    test("uses that may not be shown yet, or in rooms not asked about, are not told", async (t) => {
      const { store, stored, image } = await scene(t);
      image("one").at("2024-03-05 09:00");
      await stored.write();
      const uses = (before: string) => store.readMediaUses(mxc("one"), new Map([[stored.key, Date.parse(before)]]));
      assert.equal((await uses("2024-03-05T00:00Z")).length, 0);
      assert.equal((await uses("2024-03-06T00:00Z")).length, 1);
      assert.deepEqual(await store.readMediaUses(mxc("one"), new Map()), []);
    });
  });
}
