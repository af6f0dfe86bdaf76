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
import type { CrawlWorld } from "#test/homeserver/crawl-world.ts";
import { sampleCrawl, secondWorld } from "#test/homeserver/sample-crawl.ts";
import { ada, ben, roomId, testRoom } from "#test/homeserver/sample-rooms.ts";
import type { Ending } from "#test/support/temporary-folder.ts";

/** The same histories in every run; `DAYBOOK_TEST_SEED` tells others. */
const seed = Number(process.env["DAYBOOK_TEST_SEED"] ?? 1);

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

async function withCleaning(work: (ending: Ending) => Promise<void>): Promise<void> {
  const cleanings: (() => Promise<void>)[] = [];
  try {
    await work({ after: (clean) => void cleanings.unshift(clean) });
  } finally {
    for (const clean of cleanings) await clean();
  }
}

/** A crawl that is stopped after some pages, unless it is done before. */
async function crawlSome(world: CrawlWorld, { pageLimit, pages }: { pageLimit: number; pages: number }): Promise<void> {
  const stop = new AbortController();
  let stored = 0;
  const onPage = (): void => {
    stored += 1;
    if (stored === pages) stop.abort();
  };
  await world.crawl({ pageLimit, signal: stop.signal, onPage });
}

test("a crawl that was interrupted anywhere comes to the same store as one that was not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 60 }),
      fc.array(attempt, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 1000 }),
      (steps, attempts, lastPageLimit) =>
        withCleaning(async (ending) => {
          const { server, world } = await sampleCrawl(ending, { room: roomFrom(steps) });
          for (const one of attempts) await crawlSome(world, one);
          assert.equal((await world.crawlRoom({ pageLimit: lastPageLimit })).complete, true);
          const other = await secondWorld(ending, server);
          await other.crawl();
          assert.deepEqual(dumpRoomOf(world), dumpRoomOf(other));
        }),
    ),
    { numRuns: 15, seed },
  );
});

type Round = {
  readonly steps: readonly Step[];
  readonly attempt: { readonly pageLimit: number; readonly pages: number };
  readonly late: readonly number[];
};
type Story = [steps: Step[], rounds: Round[]];

const said = (what: Step["what"], about = 0): Step => ({ what, who: ada, about });
const fiveTexts = Array.from({ length: 5 }, () => said("text"));
/** The numbers of a text among those five and of the first event after them, as `about` counts. */
const aText = 8;
const next = 14;
const wholeRoom = { pageLimit: 30, pages: 6 };

/** Stories that once ended differently. */
const redactedUnseen: Story = [
  fiveTexts,
  [{ steps: [said("edit", aText), said("close"), said("redaction", aText)], attempt: wholeRoom, late: [] }],
];
const editOfAnEdit: Story = [
  fiveTexts,
  [
    { steps: [said("edit", aText), said("edit", next)], attempt: wholeRoom, late: [] },
    { steps: [said("redaction", aText)], attempt: wholeRoom, late: [] },
  ],
];
const lateAmongKnown: Story = [
  fiveTexts,
  [
    { steps: [said("text")], attempt: { pageLimit: 1, pages: 1 }, late: [] },
    { steps: [said("text")], attempt: { pageLimit: 10, pages: 2 }, late: [4] },
    { steps: [], attempt: { pageLimit: 1, pages: 3 }, late: [] },
  ],
];

/** What a reader could tell apart: of a redacted event nothing is left but its place. */
function shownOf(world: CrawlWorld) {
  const { events, spans, holes, verdict } = dumpRoomOf(world);
  const shown = events.map(({ id, type, day, redacted, gone, content, relations }) =>
    redacted === 1 ? { id, day, redacted } : { id, type, day, gone, content, relations },
  );
  return { shown, spans, holes, verdict };
}

test("whatever is said, changed, closed or late between interrupted crawls, a full one comes to what a first one would", async () => {
  // A clock that shows nothing possible gives its event the day of whoever was its neighbour then, once and for ever.
  const dated = step.filter(({ what }) => what !== "broken clock");
  const round = fc.record({
    steps: fc.array(dated, { maxLength: 15 }),
    attempt,
    late: fc.array(fc.nat(), { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(dated, { minLength: 5, maxLength: 40 }),
      fc.array(round, { minLength: 1, maxLength: 4 }),
      (steps, rounds) =>
        withCleaning(async (ending) => {
          const room = roomFrom(steps);
          const { server, world } = await sampleCrawl(ending, { room });
          await world.crawl({ pageLimit: 25 });
          const ids = Array.from({ length: room.events.length }, (_, index) => room.events.at(index).eventId);
          let at = startMs + 1000 * hourMs;
          for (const { steps: more, attempt: one, late } of rounds) {
            for (const { what, who, about } of more) {
              at += hourMs;
              const target = ids[about % ids.length] ?? "";
              ids.push(server.send(roomId, eventFor(what, { who, target, word: `word at ${at}`, originServerTs: at })));
            }
            for (const about of late) {
              const atDepthOf = ids[about % ids.length];
              if (atDepthOf !== undefined)
                server.send(roomId, textFrom(ben, "late", { originServerTs: at }), { atDepthOf });
            }
            await crawlSome(world, one);
          }
          server.send(roomId, visibilityFrom(ada, "world_readable", { originServerTs: at + hourMs }));
          server.send(roomId, textFrom(ada, "the very last words", { originServerTs: at + 2 * hourMs }));
          await world.crawl({ full: true, pageLimit: 25 });
          const other = await secondWorld(ending, server);
          await other.crawl();
          assert.deepEqual(shownOf(world), shownOf(other));
        }),
    ),
    { numRuns: 10, seed, examples: [redactedUnseen, editOfAnEdit, lateAmongKnown] },
  );
});
