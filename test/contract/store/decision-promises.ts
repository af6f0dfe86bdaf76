import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Decision } from "#store/decisions.ts";
import { idOf } from "#test/support/room-builder.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { day } from "#test/support/site.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** What was published once is fixed: slugs, titles, parts, addresses. */
export function decisionPromises(open: OpenStore): void {
  describe("decisions", () => {
    test("the first slug and title of a room stand, and its title is the room's from then on", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      const room = stored.room.roomId;
      await store.decide([{ kind: "slug", room, slug: "general", title: "General" }]);
      await store.decide([{ kind: "slug", room, slug: "chat", title: "Chat" }]);
      assert.deepEqual([...(await store.readPublishedSlugs())], [[room, { slug: "general", title: "General" }]]);
      assert.equal((await store.readRoom({ slug: "general" }))?.title, "General");
    });

    test("addresses are told once each, in order, and found among others", async (t) => {
      const store = await freshStore(t, open);
      const on = "2024-03-05";
      const decisions: Decision[] = ["general/", "about/", "general/"].map((path) => ({ kind: "address", path, on }));
      await store.decide(decisions);
      assert.deepEqual(await Array.fromAsync(store.readAddresses()), ["about/", "general/"]);
      const known = await store.readKnownAddresses(["about/", "nowhere/"]);
      assert.deepEqual([...known], ["about/"]);
    });

    test("a part that was decided is the event's, whether it is stored already or comes later", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const early = stored.room.text("early");
      await stored.write();
      const late = stored.room.text("late");
      await store.decide([early, late].map((draft) => ({ kind: "part", event: idOf(draft), part: 3 })));
      await stored.write();
      const events = await store.readDay(stored.key, day("2024-03-05"));
      assert.deepEqual(
        events.map(({ part }) => part),
        [3, 3],
      );
    });

    test("deciding nothing changes nothing", async (t) => {
      const store = await freshStore(t, open);
      await store.decide([]);
      assert.deepEqual(await Array.fromAsync(store.readAddresses()), []);
    });
  });
}
