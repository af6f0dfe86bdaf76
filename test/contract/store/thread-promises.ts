import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomKey } from "#store/records.ts";
import type { ThreadRecord } from "#store/thread-records.ts";
import { eventId } from "#test/support/ids.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** Threads, their days and the parts of their pages. */
export function threadPromises(open: OpenStore): void {
  describe("threads", () => {
    test("are found by the days of their first message, of their replies, and of what was there once", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const root = stored.room.text("tides?").at("2024-02-01 09:00");
      const reply = stored.room.inThread(root, "high").at("2024-02-03 09:00");
      stored.room.text("else").at("2024-02-04 09:00");
      const lost = stored.room.inThread(root, "low").at("2024-02-05 09:00");
      await stored.write();
      await store.writeThread(threadOf(stored.key, root.event.eventId), days("2024-02-01", "2024-02-05"));
      await stored.redact(lost);
      const found = await store.readThreadsOfDays(
        stored.key,
        days("2024-02-01", "2024-02-03", "2024-02-04", "2024-02-05"),
      );
      assert.deepEqual(found.map((one) => one.day).toSorted(), days("2024-02-01", "2024-02-03", "2024-02-05"));
      assert.ok(found.every((one) => one.root === root.event.eventId));
      assert.deepEqual(await store.readThreadsOfDays(stored.key, days("2024-02-04")), []);
      assert.equal(reply.event.type, "m.room.message");
    });

    test("without a page are kept by their address and stand in no list", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      const standing = threadOf(stored.key, eventId("$standing"));
      const older = { ...threadOf(stored.key, eventId("$older")), lastDay: day("2024-02-02") };
      const gone = { ...threadOf(stored.key, eventId("$gone")), partCount: 0 };
      for (const thread of [older, gone, standing]) await store.writeThread(thread, [thread.firstDay]);
      assert.deepEqual(await store.readLatestThreads([stored.key], "last-reply", 9), [standing, older]);
      assert.deepEqual(await store.readLatestThreads([stored.key], "last-reply", 1), [standing]);
      assert.equal((await store.readThreadsOfYear([stored.key], "2024")).length, 2);
      assert.deepEqual(await store.readThreadsOfYear([stored.key], "2023"), []);
      assert.deepEqual(await store.readThread(stored.key, { shortId: gone.shortId }), gone);
      assert.deepEqual(await store.readThread(stored.key, { root: older.root }), older);
    });

    test("keep the parts of their messages beside the database too", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      const root = stored.room.text("tides?");
      const reply = stored.room.inThread(root, "high");
      await stored.write();
      await store.writeThreadParts(stored.key, [{ eventId: root.event.eventId, part: 1 }]);
      await store.decide([{ kind: "thread-part", event: reply.event.eventId, part: 2 }]);
      const read = await store.readEvents(stored.key, [root.event.eventId, reply.event.eventId]);
      assert.deepEqual(
        read.map(({ threadPart, part }) => [threadPart, part]),
        [
          [1, undefined],
          [2, undefined],
        ],
      );
      await store.eraseRoom(stored.key);
      const again = new StoredRoom(store);
      again.room.text("tides?");
      again.room.inThread(root, "high");
      await again.write();
      const [, restored] = await store.readEvents(stored.key, [root.event.eventId, reply.event.eventId]);
      assert.equal(restored?.threadPart, 2);
    });
  });
}

function threadOf(room: RoomKey, root: EventId): ThreadRecord {
  return {
    room,
    root,
    shortId: shortIdFor(root),
    replyCount: 3,
    voiceCount: 2,
    partCount: 1,
    firstDay: day("2024-02-01"),
    lastDay: day("2024-02-05"),
    formedOn: day("2024-02-05"),
    lastPosition: 4000,
    lastModified: day("2024-02-06"),
    headingKey: "key",
    headingChange: 1,
  };
}

function days(...texts: readonly string[]): readonly CalendarDay[] {
  return texts.map(day);
}

function day(text: string): CalendarDay {
  const parsed = parseCalendarDay(text);
  assert.ok(parsed);
  return parsed;
}
