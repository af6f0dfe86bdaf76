import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { generatedRoom } from "#sample/generated-room.ts";
import { RoomLog } from "#sample/room-log.ts";
import { relationOf } from "#sample/sample-event.ts";

describe("a generated room", () => {
  test("computes the same event for an index each time, and finds it again by its id", () => {
    const { events } = generatedRoom({ events: 1_000_000, seed: 3 });
    for (const index of [0, 6, 7, 999, 123_456, 999_999]) {
      const event = events.at(index);
      assert.deepEqual(generatedRoom({ events: 1_000_000, seed: 3 }).events.at(index), event);
      assert.equal(events.indexOf(event.eventId), index);
    }
    assert.notDeepEqual(generatedRoom({ events: 1_000_000, seed: 4 }).events.at(500).content, events.at(500).content);
    assert.equal(events.indexOf(generatedRoom({ events: 10_000, seed: 4 }).events.at(500).eventId), undefined);
  });

  test("relates only to earlier texts, and edits come from their author", () => {
    const { events } = generatedRoom({ events: 5_000, seed: 1 });
    const kinds = new Map<string, number>();
    for (let index = 0; index < events.length; index += 1) {
      const event = events.at(index);
      const relation = relationOf(event);
      const targetId = relation?.target ?? event.redacts;
      const kind = relation?.relType ?? event.type;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (targetId === undefined) continue;
      const targetIndex = events.indexOf(targetId);
      assert.ok(targetIndex !== undefined && targetIndex < index);
      const target = events.at(targetIndex);
      assert.deepEqual([target.type, relationOf(target)], ["m.room.message", undefined]);
      if (kind === "m.replace") assert.equal(target.sender, event.sender);
    }
    for (const kind of ["m.replace", "m.annotation", "m.room.redaction"]) assert.ok((kinds.get(kind) ?? 0) > 20, kind);
    assert.ok((kinds.get("m.room.message") ?? 0) > 4_000);
  });

  test("spreads its events evenly over days", () => {
    const { events } = generatedRoom({ events: 1_000, seed: 1, eventsPerDay: 250, startMs: Date.parse("2024-01-01") });
    const days = Array.from({ length: 1_000 }, (_, index) =>
      new Date(events.at(index).originServerTs).toISOString().slice(0, 10),
    );
    assert.equal(days.filter((day) => day === "2024-01-02").length, 250);
    assert.equal(days.at(-1), "2024-01-04");
  });
});

describe("a room log over a computed source", () => {
  const longRoom = generatedRoom({ events: 150_000, seed: 9, eventsPerDay: 10_000 });
  const longLog = () => new RoomLog(longRoom.roomId, longRoom.events);

  test("looks up without holding the events, and grows at its end", () => {
    const log = longLog();
    assert.deepEqual([log.size, log.isHeld], [150_000, false]);
    const old = log.entryAt(120_000);
    assert.deepEqual(log.find(old.event.eventId), old);
    assert.equal(log.findNearest(old.event.originServerTs, "b")?.event.eventId, old.event.eventId);
    const added = log.add({ ...old.event, eventId: log.entryAt(3).event.eventId });
    assert.deepEqual([log.size, log.entryAt(150_000), log.isHeld], [150_001, added, false]);
  });

  test("holds them once a late event has to go between two of them", () => {
    const log = longLog();
    const neighbour = log.entryAt(70_000).event;
    const late = { ...neighbour, eventId: longRoom.events.at(0).eventId };
    log.add(late, { atDepthOf: neighbour.eventId });
    assert.deepEqual([log.size, log.isHeld, log.entryAt(70_001).event], [150_001, true, late]);
    assert.equal(log.entryAt(70_002).event.eventId, longRoom.events.at(70_001).eventId);
  });
});
