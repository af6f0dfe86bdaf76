import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import type { Store } from "#store/store.ts";
import { alice, bob, eventId } from "#test/support/room-builder.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { day } from "#test/support/site.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** Which days must be built anew after which change: what dirties too little leaves lies, what dirties too much costs. */
export function dirtyPromises(open: OpenStore): void {
  const scene = async (t: TestContext) => {
    const store = await freshStore(t, open);
    const stored = new StoredRoom(store);
    const said = stored.room.text("said").at("2024-03-01 09:00");
    const answer = stored.room.reply(said, "answered").from(bob).at("2024-03-02 09:00");
    stored.room.text("by the way").at("2024-03-03 09:00");
    await stored.write();
    return { store, stored, room: stored.room, said, answer };
  };
  const dirtied = async (store: Store, happen: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = await store.readChange();
    await happen();
    return (await store.readDirtyDays(before)).map((one) => one.day);
  };

  describe("dirty days", () => {
    test("a new message dirties its own day alone", async (t) => {
      const { store, stored, room } = await scene(t);
      room.text("new").at("2024-03-09 09:00");
      assert.deepEqual(await dirtied(store, () => stored.write()), ["2024-03-09"]);
    });

    test("a reaction dirties the day of its target and its own", async (t) => {
      const { store, stored, room, said } = await scene(t);
      room.react(said, "👍").at("2024-03-09 09:00");
      assert.deepEqual(await dirtied(store, () => stored.write()), ["2024-03-01", "2024-03-09"]);
    });

    test("an edit dirties the day of its target and each day that quotes the target", async (t) => {
      const { store, stored, room, said } = await scene(t);
      room.edit(said, "said better").at("2024-03-09 09:00");
      assert.deepEqual(await dirtied(store, () => stored.write()), ["2024-03-01", "2024-03-02", "2024-03-09"]);
    });

    test("a target that arrives after what points at it dirties the days that quote it", async (t) => {
      const { store, stored, room } = await scene(t);
      const missing = eventId("$missing");
      room.reply(missing, "to someone we lack").at("2024-03-05 09:00");
      await stored.write();
      room.text("here I am").id(missing).at("2024-03-04 09:00");
      assert.deepEqual(await dirtied(store, () => stored.write()), ["2024-03-04", "2024-03-05"]);
    });

    test("a redaction dirties the day of its target and each day that quotes it", async (t) => {
      const { store, stored, said } = await scene(t);
      assert.deepEqual(await dirtied(store, () => stored.redact(said)), ["2024-03-01", "2024-03-02"]);
    });

    test("the redaction of an edit dirties the day of the edited message and each day that quotes it", async (t) => {
      const { store, stored, room, said } = await scene(t);
      const edit = room.edit(said, "said worse").at("2024-03-09 09:00");
      await stored.write();
      assert.deepEqual(await dirtied(store, () => stored.redact(edit)), ["2024-03-01", "2024-03-02", "2024-03-09"]);
    });

    test("what the server emptied dirties the same days as a redaction", async (t) => {
      const { store, stored, said } = await scene(t);
      assert.deepEqual(await dirtied(store, () => stored.empty(said)), ["2024-03-01", "2024-03-02"]);
    });

    test("the cutoff dirties the days of what it passes and of what that points at, and no others", async (t) => {
      const { store, stored, room, said } = await scene(t);
      await stored.crawledAt("2024-03-05 12:00");
      room.edit(said, "said better").at("2024-03-06 09:00");
      room.text("waits").at("2024-03-07 09:00");
      await stored.write();
      const passing = await dirtied(store, () => stored.crawledAt("2024-03-08 12:00"));
      assert.deepEqual(passing, ["2024-03-01", "2024-03-02", "2024-03-06"]);
      assert.deepEqual(await dirtied(store, () => stored.crawledAt("2024-03-08 18:00")), []);
      assert.deepEqual(await dirtied(store, () => stored.crawledAt("2024-03-09 00:00")), ["2024-03-07"]);
    });

    test("a late change of name dirties the days its person spoke on until the next one, and those that quote them", async (t) => {
      const { store, stored, room } = await scene(t);
      const left = room.member().at("2024-03-02 12:00").placedAt(2500);
      left.content({ membership: "leave" });
      room.member({ displayname: "Alice" }).at("2024-03-06 08:00");
      room.text("as Alice").at("2024-03-07 09:00");
      await stored.write();
      room.member({ displayname: "Al" }).at("2024-03-01 08:00").placedAt(500);
      assert.deepEqual(await dirtied(store, () => stored.write()), ["2024-03-01", "2024-03-02", "2024-03-03"]);
    });

    test("an answer to an edit is dirtied by what happens to the edited message", async (t) => {
      const { store, stored, room, said } = await scene(t);
      const edit = room.edit(said, "said better").at("2024-03-04 09:00");
      room.reply(edit, "you mean the message").at("2024-03-09 09:00");
      await stored.write();
      room.edit(said, "said best").at("2024-03-11 09:00");
      const showing = ["2024-03-01", "2024-03-02", "2024-03-09"];
      assert.deepEqual(await dirtied(store, () => stored.write()), [...showing, "2024-03-11"]);
      const redacted = await dirtied(store, () => stored.redact(said));
      for (const one of showing) assert.ok(redacted.includes(one), one);
    });

    test("the redaction of a change of name dirties the days on which its person spoke under it, and that of the next change", async (t) => {
      const { store, stored, room } = await scene(t);
      const named = room.member({ displayname: "Al" }).at("2024-03-04 08:00");
      room.text("as Al").at("2024-03-05 09:00");
      room.text("as himself").from(bob).at("2024-03-06 09:00");
      room.member({ displayname: "Alice" }).at("2024-03-07 08:00");
      room.text("as Alice").at("2024-03-08 09:00");
      await stored.write();
      assert.deepEqual(await dirtied(store, () => stored.redact(named)), ["2024-03-04", "2024-03-05", "2024-03-07"]);
    });

    test("the name of a sender who never said one dirties the days they spoke on, and those that quote them", async (t) => {
      const { store, stored } = await scene(t);
      assert.deepEqual(await dirtied(store, () => stored.profile(alice, "Alice")), [
        "2024-03-01",
        "2024-03-02",
        "2024-03-03",
      ]);
    });

    test("the current name of somebody dirties no day on which they were called by a name of that time", async (t) => {
      const { store, stored, room } = await scene(t);
      room.member({ displayname: "Alice" }).at("2024-03-04 08:00");
      room.text("as Alice").at("2024-03-05 09:00");
      await stored.write();
      const dirty = await dirtied(store, () => stored.profile(alice, "Al"));
      assert.deepEqual(dirty, ["2024-03-01", "2024-03-02", "2024-03-03"]);
    });

    test("a day marked by hand is dirty in its room alone, and marking none changes nothing", async (t) => {
      const { store, stored } = await scene(t);
      const other = new StoredRoom(store, {
        roomId: "!other:example.org",
        configured: "#other:example.org",
        slug: "other",
      });
      await other.write();
      const before = await store.readChange();
      await store.markDaysDirty(other.key, []);
      assert.equal(await store.readChange(), before);
      await store.markDaysDirty(other.key, [day("2024-03-01")]);
      assert.deepEqual(
        (await store.readDirtyDays(before)).map((one) => [one.room, one.day]),
        [[other.key, "2024-03-01"]],
      );
      assert.equal((await store.readAllDays()).filter(({ room }) => room === stored.key).length, 3);
    });
  });
}
