import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import type { UserId } from "#matrix/ids.ts";
import type { Store, WithPeople } from "#store/store.ts";
import { alice, bob, carol, idOf, type Target } from "#test/support/room-builder.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** Rules over people, as text: who is erased and who is hidden. */
type Rules = { readonly [user: string]: WithPeople };

const judgeBy = (rules: string) => (user: UserId) => (JSON.parse(rules) as Rules)[user];

/** People whom rules keep out and who are mentioned; messages that are hidden or taken back by an edit. */
export function peoplePromises(open: OpenStore): void {
  const scene = async (t: TestContext) => {
    const store = await freshStore(t, open);
    const stored = new StoredRoom(store);
    const { room } = stored;
    room.member({ displayname: "Carol" }).from(carol).at("2024-03-01 08:00");
    const said = room.text("mullet").from(carol).at("2024-03-02 09:00");
    const answer = room.reply(said, "limpet").at("2024-03-03 09:00");
    const mention = room.text(`ask ${carol}`).at("2024-03-04 09:00");
    room.reply(mention, "cockle").from(bob).at("2024-03-05 09:00");
    room.state("m.room.member", { membership: "ban" }, carol).at("2024-03-06 09:00");
    room.text("whelk").at("2024-03-07 09:00");
    await stored.write();
    const apply = (rules: Rules) => store.transaction((tx) => tx.applyPeopleRules(JSON.stringify(rules), judgeBy));
    return { store, stored, room, said, answer, mention, apply };
  };
  const dirtied = async (store: Store, happen: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = await store.readChange();
    await happen();
    return (await store.readDirtyDays(before)).map(({ day }) => day.slice(-2));
  };
  const contentOf = async ({ store, key }: StoredRoom, target: Target) =>
    (await store.readEvents(key, [idOf(target)]))[0]?.event.content;

  describe("rules over people", () => {
    test("hide and erase mark what somebody sent, what answers it, what mentions them and what tells of them", async (t) => {
      for (const how of ["hide", "erase"] as const) {
        const { store, apply } = await scene(t);
        const days = await dirtied(store, () => apply({ [carol]: how }));
        assert.deepEqual(days, ["01", "02", "03", "04", "05", "06"], how);
      }
    });

    test("erase takes the content of a person's rows and no other, hide takes none, and both tell how many", async (t) => {
      const { stored, said, mention, apply } = await scene(t);
      assert.deepEqual(await apply({ [carol]: "hide" }), { withheld: 1, lifted: 0, erasedEvents: 0 });
      assert.equal((await contentOf(stored, said))?.["body"], "mullet");
      assert.deepEqual(await apply({ [carol]: "erase" }), { withheld: 1, lifted: 0, erasedEvents: 3 });
      assert.deepEqual(await contentOf(stored, said), {});
      assert.notDeepEqual(await contentOf(stored, mention), {});
      assert.deepEqual(await apply({}), { withheld: 0, lifted: 1, erasedEvents: 0 });
      assert.deepEqual(await contentOf(stored, said), {}, "what was erased is not there to come back");
    });

    test("that are the same cost nothing, and are remembered as the text they came in", async (t) => {
      const { store, apply } = await scene(t);
      assert.equal(await store.readPeopleRules(), undefined);
      await apply({ [carol]: "hide" });
      assert.equal(await store.readPeopleRules(), JSON.stringify({ [carol]: "hide" }));
      const before = await store.readChange();
      await apply({ [carol]: "hide" });
      assert.equal(await store.readChange(), before);
    });

    test("over people whom nobody here knows mark no day", async (t) => {
      const { store, apply } = await scene(t);
      assert.deepEqual(await dirtied(store, () => apply({ "@nobody:example.org": "erase" })), []);
    });

    test("keep the names of those they keep out, to take them out of what others say, and forget them with the rule", async (t) => {
      const { store, stored, apply } = await scene(t);
      await stored.profile(carol, "Carolina");
      await apply({ [carol]: "erase" });
      assert.deepEqual([...(await store.readWithheldNames())], [[carol, ["Carol", "Carolina"]]]);
      assert.deepEqual(await store.readMemberNames(stored.key, [carol], Number.MAX_SAFE_INTEGER), [
        { userId: carol, position: Number.NEGATIVE_INFINITY, displayName: undefined },
      ]);
      const naming = () => store.writeWithheldNames([{ user: carol, name: "Caz" }]);
      assert.deepEqual(await dirtied(store, naming), ["04", "05"], "a new name is looked for where they are mentioned");
      assert.deepEqual(await dirtied(store, naming), []);
      await apply({});
      assert.equal((await store.readWithheldNames()).size, 0);
    });

    test("whom a redacted message mentioned is not kept", async (t) => {
      const { store, stored, mention, apply } = await scene(t);
      await stored.redact(mention);
      const days = await dirtied(store, () => apply({ [carol]: "hide" }));
      assert.deepEqual(days, ["01", "02", "03", "06"]);
    });
  });

  describe("policy lists", () => {
    test("are kept as they were read last, each by the name that the configuration has for it", async (t) => {
      const { store, stored } = await scene(t);
      const list = { list: "#bans:x", roomId: stored.room.roomId, rules: [], readAtMs: 1 } as const;
      const newer = { ...list, rules: [{ kind: "user", glob: "@a*:x" }], readAtMs: 2 } as const;
      await store.writePolicyList(list);
      await store.writePolicyList(newer);
      assert.deepEqual(await store.readPolicyLists(), [newer]);
    });
  });

  describe("marks of moderators", () => {
    const hiddenOf = async ({ store, key }: StoredRoom, target: Target) =>
      (await store.readEvents(key, [idOf(target)]))[0]?.hidden;

    test("the newest in the order of the room decides, whichever was written first, and dirties what shows its target", async (t) => {
      const { store, stored, room, said } = await scene(t);
      const [first, second] = [room.text("mark").from(alice), room.text("mark").from(alice)];
      const mark = (of: Target, visible: boolean) => ({ target: idOf(said), mark: idOf(of), visible });
      await stored.write();
      const write = (...marks: ReturnType<typeof mark>[]) => store.writeVisibilityMarks(stored.key, marks);
      assert.deepEqual(await dirtied(store, () => write(mark(second, false))), ["02", "03"]);
      assert.equal(await hiddenOf(stored, said), true);
      assert.deepEqual(await dirtied(store, () => write(mark(first, true), mark(second, false))), []);
      assert.equal(await hiddenOf(stored, said), true);
      assert.deepEqual(await dirtied(store, () => stored.redact(second)), ["02", "03", "07"]);
      assert.equal(await hiddenOf(stored, said), false);
    });

    test("one that came before its target hides it from its first moment", async (t) => {
      const { store, stored, room } = await scene(t);
      const mark = room.text("mark");
      await stored.write();
      const late = room.text("late");
      await store.writeVisibilityMarks(stored.key, [{ target: idOf(late), mark: idOf(mark), visible: false }]);
      await stored.write();
      assert.equal(await hiddenOf(stored, late), true);
    });
  });

  test("edits that keep something off the record are remembered, also of what has not come yet", async (t) => {
    const { store, stored, said } = await scene(t);
    await store.writeOffRecordEdits(stored.key, [{ target: idOf(said), sender: bob }]);
    await store.writeOffRecordEdits(stored.key, [
      { target: idOf(said), sender: bob },
      { target: idOf(said), sender: carol },
    ]);
    assert.deepEqual(await store.readOffRecordEdits(stored.key, [idOf(said)]), [
      { target: idOf(said), sender: bob },
      { target: idOf(said), sender: carol },
    ]);
    assert.deepEqual(await store.readOffRecordEdits(stored.key, []), []);
  });
}
