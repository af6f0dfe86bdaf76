import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  editFrom,
  memberFrom,
  reactionFrom,
  redactionFrom,
  replyFrom,
  stateFrom,
  textFrom,
  visibilityFrom,
} from "#sample/new-event.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { dumpRoomOf } from "#test/homeserver/dump-store.ts";
import { sampleCrawl, secondWorld } from "#test/homeserver/sample-crawl.ts";
import { ada, ben, testRoom } from "#test/homeserver/sample-rooms.ts";
import type { Ending } from "#test/support/temporary-folder.ts";

/** One thing that happens in a room, about which earlier event, by whom. */
const step = fc.record({
  what: fc.constantFrom(
    "text",
    "text",
    "text",
    "reply",
    "edit",
    "reaction",
    "redaction",
    "name",
    "topic",
    "broken clock",
    "back-dated",
    "open",
    "close",
  ),
  who: fc.constantFrom(ada, ben),
  about: fc.nat(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A crawl that stops after some pages of some size. */
const attempt = fc.record({ pageLimit: fc.integer({ min: 1, max: 30 }), pages: fc.integer({ min: 1, max: 6 }) });

const startMs = Date.parse("2025-03-02T00:00:00Z");
const hourMs = 3_600_000;

function roomFrom(steps: readonly Step[]): SampleRoom {
  const room = testRoom();
  const ids = [room.add(textFrom(ada, "the first words"))];
  let at = startMs;
  for (const [index, { what, who, about }] of steps.entries()) {
    at += 3 * hourMs;
    const target = ids[about % ids.length] ?? "";
    const event = eventFor(what, { who, target, word: `word ${index}`, originServerTs: at });
    ids.push(room.add(event));
  }
  // Open at the end, or nothing could be read at all.
  room.add(visibilityFrom(ada, "world_readable", { originServerTs: at + hourMs }));
  room.add(textFrom(ada, "the last words", { originServerTs: at + 2 * hourMs }));
  return room.toRoom();
}

type Happening = {
  readonly who: string;
  readonly target: string;
  readonly word: string;
  readonly originServerTs: number;
};

function eventFor(what: string, { who, target, word, originServerTs }: Happening): NewEvent {
  const at = { originServerTs };
  switch (what) {
    case "reply":
      return replyFrom(who, word, target, at);
    case "edit":
      return editFrom(who, word, target, at);
    case "reaction":
      return reactionFrom(who, "👍", target, at);
    case "redaction":
      return redactionFrom(who, target, at);
    case "name":
      return memberFrom(who, word, at);
    case "topic":
      return stateFrom(who, "m.room.topic", { topic: word }, at);
    case "broken clock":
      return textFrom(who, word, { originServerTs: 2 ** 53 - 1 });
    case "back-dated":
      return textFrom(who, word, { originServerTs: originServerTs - 200 * hourMs });
    case "open":
      return visibilityFrom(ada, "world_readable", at);
    case "close":
      return visibilityFrom(ada, "shared", at);
    default:
      return textFrom(who, word, at);
  }
}

test("a crawl that was interrupted anywhere comes to the same store as one that was not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.array(attempt, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 1000 }),
      async (steps, attempts, lastPageLimit) => {
        const cleanings: (() => Promise<void>)[] = [];
        const ending: Ending = { after: (clean) => void cleanings.unshift(clean) };
        try {
          const { server, world } = await sampleCrawl(ending, { room: roomFrom(steps) });
          for (const { pageLimit, pages } of attempts) {
            const stop = new AbortController();
            let stored = 0;
            const onPage = (): void => {
              stored += 1;
              if (stored === pages) stop.abort();
            };
            await world.crawl({ pageLimit, signal: stop.signal, onPage });
          }
          assert.equal((await world.crawlRoom({ pageLimit: lastPageLimit })).complete, true);
          const other = await secondWorld(ending, server);
          await other.crawl();
          assert.deepEqual(dumpRoomOf(world), dumpRoomOf(other));
        } finally {
          for (const clean of cleanings) await clean();
        }
      },
    ),
    { numRuns: 15 },
  );
});
