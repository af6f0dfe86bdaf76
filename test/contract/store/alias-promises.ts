import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { aliasFor, shortIdSaltFor } from "#lib/alias-for.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { UserId } from "#matrix/ids.ts";
import type { Store } from "#store/store.ts";
import { userId } from "#test/support/ids.ts";
import { alice, bob, carol, idOf } from "#test/support/room-builder.ts";
import { day } from "#test/support/site.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

const seed = "a seed of this test";

/** Rooms that hide the names of their people. */
export function aliasPromises(open: OpenStore): void {
  describe("aliases", () => {
    test("everyone in a room that hides names has one, who is only mentioned and who comes later too", async (t) => {
      const store = await seededStore(await freshStore(t, open));
      const stored = new StoredRoom(store);
      stored.room.text(`hello ${carol}`).from(alice);
      await stored.write();
      assert.deepEqual(await store.readAliases(stored.key), new Map());
      await store.hideNames(stored.key);
      stored.room.text("hello too").from(bob);
      await stored.write();
      const expected = [alice, bob, carol].map((user) => [user, aliasFor(seed, user)] as const);
      assert.deepEqual(await store.readAliases(stored.key), new Map(expected));
    });

    test("a person is called the same in every such room", async (t) => {
      const store = await freshStore(t, open);
      const rooms = [new StoredRoom(store), new StoredRoom(store, other)];
      for (const stored of rooms) {
        stored.room.text("hello").from(alice);
        await stored.write();
        await store.hideNames(stored.key);
      }
      const [one, two] = await Promise.all(rooms.map(({ key }) => store.readAliases(key)));
      assert.ok(one?.get(alice) !== undefined);
      assert.deepEqual(one, two);
    });

    test("two people are never called the same", async (t) => {
      const store = await seededStore(await freshStore(t, open));
      const stored = new StoredRoom(store);
      const [first, second] = namesakes();
      for (const user of [first, second]) stored.room.text("hello").from(user);
      await stored.write();
      await store.hideNames(stored.key);
      const aliases = await store.readAliases(stored.key);
      const [earlier, later] = [first, second].toSorted() as [UserId, UserId];
      assert.equal(aliases.get(earlier), aliasFor(seed, earlier));
      assert.equal(aliases.get(later), aliasFor(seed, later, 1));
    });

    test("short ids are salted, of what is stored already too, and rooms that show names have none", async (t) => {
      const store = await seededStore(await freshStore(t, open));
      const [stored, plain] = [new StoredRoom(store), new StoredRoom(store, other)];
      const said = stored.room.text("hello");
      for (const one of [stored, plain]) await one.write();
      await store.hideNames(stored.key);
      const [event] = await store.readDay(stored.key, day("2024-03-05"));
      assert.equal(event?.shortId, shortIdFor(idOf(said), shortIdSaltFor(seed)));
      assert.equal(await store.readShortIdSalt(stored.key), shortIdSaltFor(seed));
      assert.equal(await store.readShortIdSalt(plain.key), "");
    });

    test("hiding names changes every day of the room once, and the record tells of it", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      stored.room.text("one");
      stored.room.text("two").at("2024-03-07T09:00");
      await stored.write();
      const before = await store.readChange();
      await store.hideNames(stored.key);
      const days = (await store.readDirtyDays(before)).map((dirty) => dirty.day);
      assert.deepEqual(days.toSorted(), ["2024-03-05", "2024-03-07"]);
      assert.equal((await store.readRoom({ slug: "general" }))?.hidesNames, true);
      const after = await store.readChange();
      await store.hideNames(stored.key);
      assert.equal(await store.readChange(), after);
    });

    test("the seed is kept with the decisions, and the first one stands", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      stored.room.text("hello").from(alice);
      await stored.write();
      await store.hideNames(stored.key);
      const text = await readFile(join(store.folder, "decisions.jsonl"), "utf8");
      const [kept = ""] = /(?<="kind":"seed","seed":")[0-9a-f]{48}/.exec(text) ?? [];
      await seededStore(store);
      assert.equal((await store.readAliases(stored.key)).get(alice), aliasFor(kept, alice));
      assert.equal(await store.readShortIdSalt(stored.key), shortIdSaltFor(kept));
    });

    test("a name that is given changes that day and later ones where names are hidden, and no day of others elsewhere", async (t) => {
      const store = await freshStore(t, open);
      const changed = [];
      for (const stored of [new StoredRoom(store), new StoredRoom(store, other)]) {
        for (const date of ["03-04", "03-06", "03-08"]) stored.room.text("hello").from(bob).at(`2024-${date}T09:00`);
        await stored.write();
        if (stored.room.roomId !== other.roomId) await store.hideNames(stored.key);
        const before = await store.readChange();
        stored.room.member({ displayname: "Al" }).at("2024-03-06T10:00");
        await stored.write();
        changed.push((await store.readDirtyDays(before)).map((dirty) => dirty.day).toSorted());
      }
      assert.deepEqual(changed, [["2024-03-06", "2024-03-08"], ["2024-03-06"]]);
    });

    test("names that were given are told with their day, current ones without, and what was redacted not at all", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      stored.room.member({ displayname: "Al" });
      const oops = stored.room.member({ displayname: "Oops" });
      stored.room.text("hello").from(bob);
      await stored.write();
      await stored.profile(bob, "Bob");
      await stored.redact(oops);
      assert.deepEqual(await store.readGivenNames(stored.key), [
        { userId: alice, since: "2024-03-05", name: "Al" },
        { userId: bob, since: undefined, name: "Bob" },
      ]);
    });
  });
}

const other = { configured: "#other:example.org", roomId: "!other:example.org", slug: "other", name: "Other" };

async function seededStore(store: Store): Promise<Store> {
  await store.decide([{ kind: "seed", seed }]);
  return store;
}

/** Two people to whom the seed gives the same two words at first. */
function namesakes(): readonly [UserId, UserId] {
  const seen = new Map<string, UserId>();
  for (let index = 0; ; index += 1) {
    const user = userId(`@person${index}:example.org`);
    const alias = aliasFor(seed, user);
    const same = seen.get(alias);
    if (same !== undefined) return [same, user];
    seen.set(alias, user);
  }
}
