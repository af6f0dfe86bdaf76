import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { trackMissing } from "#crawl/track-missing.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

const room = 1 as RoomKey;
const idOf = (nth: number) => `$event${nth}` as EventId;

/** An archive of this many events, at places by their number, which is all that a tracker asks of a store. */
function archiveOf(size: number): Pick<StoreReader, "readEventIds" | "readKnown"> {
  const all = Array.from({ length: size }, (_, nth) => nth);
  return {
    readEventIds: async (_room, { from, below }) => all.filter((nth) => nth >= from && nth < below).map(idOf),
    readKnown: async (_room, ids) => new Map(ids.map((id) => [id, { position: Number(id.slice(6)) }])) as never,
  };
}

async function missingAfter(size: number, pages: readonly (readonly number[])[]): Promise<readonly string[]> {
  const tracker = trackMissing(room);
  for (const [index, page] of pages.entries()) {
    await tracker.onPage(archiveOf(size) as StoreReader, {
      page: { events: page.map((nth) => ({ kind: "event", event: { eventId: idOf(nth) } })) } as never,
      judged: { events: page.map((nth) => ({ event: { eventId: idOf(nth) } })) } as never,
      ingested: { places: page.map((position) => ({ position, known: true })) } as never,
      isLast: index === pages.length - 1,
    });
  }
  return tracker.missing().toSorted();
}

test("what no page delivers is missing and nothing else, in whatever order and pages the rest comes", async () => {
  const walks = fc
    .record({ size: fc.integer({ min: 1, max: 60 }), pageSize: fc.integer({ min: 1, max: 15 }) })
    .chain(({ size, pageSize }) =>
      fc.record({
        size: fc.constant(size),
        pageSize: fc.constant(pageSize),
        missing: fc.uniqueArray(fc.nat({ max: size - 1 }), { maxLength: size }),
        swaps: fc.array(fc.tuple(fc.nat({ max: size - 1 }), fc.nat({ max: size - 1 })), { maxLength: 12 }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(walks, async ({ size, pageSize, missing, swaps }) => {
      const delivered = Array.from({ length: size }, (_, nth) => size - 1 - nth).filter(
        (nth) => !missing.includes(nth),
      );
      for (const [one, other] of swaps) {
        const [a, b] = [delivered[one], delivered[other]];
        if (a !== undefined && b !== undefined) [delivered[one], delivered[other]] = [b, a];
      }
      const pages = Array.from({ length: Math.ceil(delivered.length / pageSize) }, (_, nth) =>
        delivered.slice(nth * pageSize, (nth + 1) * pageSize),
      );
      assert.deepEqual(await missingAfter(size, [...pages, []]), missing.map(idOf).toSorted());
    }),
    { seed: 20_250_301, numRuns: 300 },
  );
});

test("what lies below the last page of a walk that stopped in time is not missing", async () => {
  const tracker = trackMissing(room);
  await tracker.onPage(archiveOf(10) as StoreReader, {
    page: { events: [9, 7].map((nth) => ({ kind: "event", event: { eventId: idOf(nth) } })) } as never,
    judged: { events: [9, 7].map((nth) => ({ event: { eventId: idOf(nth) } })) } as never,
    ingested: { places: [9, 7].map((position) => ({ position, known: true })) } as never,
    isLast: false,
  });
  assert.deepEqual(tracker.missing(), [idOf(8)]);
});
