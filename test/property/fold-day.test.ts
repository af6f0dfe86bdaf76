import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldInputFor } from "#test/support/fold-input.ts";
import { alice, bob, carol, RoomBuilder, type EventDraft } from "#test/support/room-builder.ts";
import { foldDay } from "#timeline/fold-day.ts";
import { assignParts } from "#timeline/split-day.ts";

const people = [alice, bob, carol];

/** One thing that happens in a room: what, by whom, about which earlier event, at which minute. */
const step = fc.record({
  what: fc.constantFrom("text", "reply", "thread", "edit", "react", "poll", "vote", "end", "redact"),
  who: fc.nat({ max: people.length - 1 }),
  about: fc.nat(),
  minute: fc.nat({ max: 2 * 24 * 60 }),
  word: fc.constantFrom("a", "b", "👍", "❤", "❤️", "yes"),
});

function roomFrom(steps: readonly (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]): RoomBuilder {
  const room = new RoomBuilder();
  room.poll("start", ["one", "two"]);
  const start = Date.parse("2024-03-05T00:00:00Z");
  for (const { what, who, about, minute, word } of steps) {
    const target = room.drafts[about % room.drafts.length];
    if (target === undefined) continue;
    if (what === "redact") target.redacted();
    else
      happening(room, what, target, word)
        .from(people[who] ?? alice)
        .at(start + minute * 60_000);
  }
  return room;
}

function happening(room: RoomBuilder, what: string, target: EventDraft, word: string): EventDraft {
  switch (what) {
    case "reply":
      return room.reply(target, word);
    case "thread":
      return room.inThread(target, word);
    case "edit":
      return room.edit(target, `${word} edited`);
    case "react":
      return room.react(target, word);
    case "poll":
      return room.poll(word, ["one", "two"]);
    case "vote":
      return room.vote(target, word);
    case "end":
      return room.endPoll(target);
    default:
      return room.text(word);
  }
}

test("the fold of a day does not depend on the order in which related events arrived", () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 40 }),
      fc.array(fc.nat(), { minLength: 20, maxLength: 60 }),
      (steps, order) => {
        const input = foldInputFor(roomFrom(steps));
        const shuffled = input.related
          .map((placed, index) => ({ placed, key: order[index % order.length] ?? 0 }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ placed }) => placed);
        assert.deepEqual(foldDay({ ...input, related: shuffled }), foldDay(input));
      },
    ),
    { numRuns: 300 },
  );
});

test("every item is drawn from events that may be shown, itself first and each once", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
      const room = roomFrom(steps);
      const shown = new Set(room.placed.filter(({ show }) => show === "publish").map(({ event }) => event.eventId));
      for (const item of foldDay(foldInputFor(room)).items) {
        if (item.kind === "removed") continue;
        assert.equal(item.drawnFrom[0], item.eventId);
        assert.equal(new Set(item.drawnFrom).size, item.drawnFrom.length);
        for (const source of item.drawnFrom) assert.ok(shown.has(source), `${source} is withheld`);
      }
    }),
    { numRuns: 300 },
  );
});

test("a part once given never changes, however a day grows", () => {
  const candidate = fc.record({ ts: fc.nat({ max: 86_400_000 }), sizeBytes: fc.nat({ max: 300 }) });
  fc.assert(
    fc.property(
      fc.array(candidate, { maxLength: 120 }),
      fc.array(fc.nat({ max: 120 }), { maxLength: 5 }),
      (day, stops) => {
        const limits = { items: 10, sizeBytes: 1000 };
        let parts: number[] = [];
        for (const stop of [...stops.toSorted((one, other) => one - other), day.length]) {
          const known = parts;
          const grown = day
            .slice(0, Math.max(stop, known.length))
            .map((event, index) => ({ ...event, position: index, part: known[index] }));
          parts = assignParts(grown, limits);
          assert.deepEqual(parts.slice(0, known.length), known);
        }
        assert.equal(parts.length, day.length);
        assert.deepEqual(
          parts,
          parts.toSorted((one, other) => one - other),
        );
        for (const part of new Set(parts)) {
          const held = day.filter((_, index) => parts[index] === part);
          assert.ok(held.length <= limits.items);
          assert.ok(held.length === 1 || held.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) <= limits.sizeBytes);
        }
      },
    ),
    { numRuns: 300 },
  );
});
