import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { RoomBuilder, eventId, idOf } from "#test/support/room-builder.ts";
import { grantFor, newEventFor } from "#test/support/new-event-for.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { day } from "#test/support/site.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** Events and the relations between them. */
export function eventPromises(open: OpenStore): void {
  describe("events", () => {
    test("an event comes back as it was stored, with its place and without a part", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      const topic = room.state("m.room.topic", { topic: "Tides" }).at("2024-03-05 08:00");
      const text = room.text("hello 🌊", "<b>hello</b>").at("2024-03-05 09:00");
      const odd = room
        .text("when?")
        .at(2 ** 53 - 1)
        .onDay("2024-03-05");
      await stored.write();
      const expected = [topic, text, odd].map((draft) => ({
        ...newEventFor(draft, stored.grant),
        part: undefined,
        isEdit: false,
        erased: false,
        hidden: false,
      }));
      assert.deepEqual(await store.readDay(stored.key, day("2024-03-05")), expected);
    });

    test("a day holds its own events alone, in the order of their places and not of their clocks", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const other = new StoredRoom(store, {
        roomId: "!other:example.org",
        configured: "#other:example.org",
        slug: "other",
      });
      const late = stored.room.text("early clock").at("2024-03-05 07:00").placedAt(5000);
      const first = stored.room.text("first").at("2024-03-05 23:59").placedAt(1000);
      stored.room.text("next day").at("2024-03-06 00:00");
      other.room.text("elsewhere").at("2024-03-05 12:00").id("$elsewhere");
      await stored.write();
      await other.write();
      const ids = (await store.readDay(stored.key, day("2024-03-05"))).map(({ event }) => event.eventId);
      assert.deepEqual(ids, [idOf(first), idOf(late)]);
    });

    test("an event that is stored already stays as it is, whoever sends it again", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const said = stored.room.text("as it was").at("2024-03-05 09:00");
      await stored.write();
      const other = new StoredRoom(store, {
        roomId: "!other:example.org",
        configured: "#other:example.org",
        slug: "other",
      });
      other.room.text("a lie").at("2024-03-07 09:00").id(idOf(said));
      await other.write();
      const again = new RoomBuilder().text("a later wording").at("2024-03-08 09:00").id(idOf(said));
      await store.writeEvents(stored.key, [newEventFor(again, stored.grant)]);
      const [event, ...rest] = await store.readEvents(stored.key, [idOf(said)]);
      assert.deepEqual(rest, []);
      assert.equal(event?.event.content["body"], "as it was");
      assert.equal(event?.day, "2024-03-05");
      assert.deepEqual(await store.readEvents(other.key, [idOf(said)]), []);
    });

    test("what waits is counted from a time on; what was redacted or emptied does not wait", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      const times = ["08:00", "09:00", "10:00", "11:00"].map((time) => `2024-03-05 ${time}`);
      const [, , taken, emptied] = times.map((time) => room.text(`at ${time}`).at(time));
      assert.ok(taken !== undefined && emptied !== undefined);
      await stored.write();
      const waiting = (time: string) => store.readWaiting(stored.key, Date.parse(`${time}:00Z`));
      assert.equal(await waiting("2024-03-05 09:00"), 3);
      assert.equal(await waiting("2024-03-05 11:01"), 0);
      await stored.redact(taken, undefined);
      await stored.empty(emptied);
      assert.equal(await waiting("2024-03-05 09:00"), 1);
      assert.equal(await store.readWaiting(stored.key, Number.NEGATIVE_INFINITY), 2);
    });

    test("events are found by id; an id that nobody has is passed over", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const [one, two] = [stored.room.text("one"), stored.room.text("two").at("2024-04-01 09:00")];
      await stored.write();
      const found = await store.readEvents(stored.key, [idOf(two), eventId("$nobody"), idOf(one)]);
      assert.deepEqual(
        found.map(({ event }) => event.eventId),
        [idOf(one), idOf(two)],
      );
      const known = await store.readKnown(stored.key, [idOf(one), eventId("$nobody")]);
      assert.deepEqual([...known.keys()], [idOf(one)]);
      assert.equal(known.get(idOf(one))?.position, one.placed.position);
      assert.deepEqual(known.get(idOf(one))?.grant, grantFor(stored.room.roomId));
    });

    test("what points at an event is found by the kinds asked for", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const { room } = stored;
      const target = room.text("target");
      const reply = room.reply(target, "reply");
      const edit = room.edit(target, "edited");
      const threaded = room.inThread(target, "in thread", reply);
      const reaction = room.react(target, "👍");
      await stored.write();
      const related = async (on: typeof target, ...kinds: string[]) =>
        (await store.readRelated(stored.key, [idOf(on)], kinds)).map(({ event }) => event.eventId);
      assert.deepEqual(await related(target, "replace"), [idOf(edit)]);
      assert.deepEqual(await related(target, "reply", "annotation"), [idOf(reply), idOf(reaction)]);
      assert.deepEqual(await related(target, "thread"), [idOf(threaded)]);
      assert.deepEqual(await related(reply, "reply"), [idOf(threaded)], "an answer inside a thread points at both");
      const [stillEdit] = await store.readEvents(stored.key, [idOf(edit)]);
      assert.equal(stillEdit?.isEdit, true);
    });

    test("a room's counts leave out times that cannot be true", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      assert.deepEqual(await store.readCounts(stored.key), { events: 0, oldestTs: undefined, newestTs: undefined });
      const first = stored.room.text("one").at("2024-03-05 09:00");
      const last = stored.room.text("two").at("2024-03-09 09:00");
      stored.room.text("never").at(-1).onDay("2024-03-09");
      await stored.write();
      assert.deepEqual(await store.readCounts(stored.key), {
        events: 3,
        oldestTs: first.event.originServerTs,
        newestTs: last.event.originServerTs,
      });
    });

    test("parts are kept with the events they were given to", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const [one, two] = [stored.room.text("one"), stored.room.text("two")];
      await stored.write();
      await store.writeParts(stored.key, [
        { eventId: idOf(one), part: 1 },
        { eventId: idOf(two), part: 2 },
      ]);
      const events = await store.readDay(stored.key, day("2024-03-05"));
      assert.deepEqual(
        events.map(({ part }) => part),
        [1, 2],
      );
    });

    test("more events than a page of a server holds are written and found at once", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const drafts = Array.from({ length: 1200 }, (_, index) => stored.room.text(`message ${index}`));
      await stored.write();
      assert.equal((await store.readEvents(stored.key, drafts.map(idOf))).length, 1200);
      assert.equal((await store.readKnown(stored.key, drafts.map(idOf))).size, 1200);
    });
  });
}
