import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { baseFor } from "#crawl/base-for.ts";
import { StoredPlaces } from "./stored-places.ts";

const gap = 2 ** 30;

/** Two spans of three messages: around 20 March, and far below it around 5 March. */
async function twoSpans(context: Parameters<typeof StoredPlaces.open>[0]) {
  const places = await StoredPlaces.open(context);
  for (const [nth, day] of ["05", "06", "07"].entries()) await places.put(`low ${nth}`, nth, `2024-03-${day} 09:00`);
  for (const [nth, day] of ["20", "21", "22"].entries())
    await places.put(`high ${nth}`, gap + nth, `2024-03-${day} 09:00`);
  const upper = await places.span(gap + 2, gap);
  const lower = await places.span(2, 0);
  const at = (time: string, under?: typeof upper) =>
    baseFor(places.store, places.key, {
      timestampMs: Date.parse(`${time}Z`),
      ...(under === undefined ? {} : { under }),
    });
  return { places, upper, lower, at };
}

describe("the place of a new span", () => {
  test("is among the known ones by its time", async (context) => {
    const { at } = await twoSpans(context);
    assert.ok((await at("2024-04-01T00:00")) > gap + 2);
    const between = await at("2024-03-12T00:00");
    assert.ok(between > 2 && between < gap, String(between));
    assert.ok((await at("2024-02-01T00:00")) < 0);
  });

  test("is not led astray by one wrong clock", async (context) => {
    const { places, at } = await twoSpans(context);
    await places.put("claims to be old", gap + 1.5, "2024-03-01 09:00");
    const between = await at("2024-03-12T00:00");
    assert.ok(between > 2 && between < gap, String(between));
  });

  test("is below a span that it certainly lies below, whatever the times say", async (context) => {
    const { upper, lower, at } = await twoSpans(context);
    const under = await at("2024-04-01T00:00", upper);
    assert.ok(under > 2 && under < gap, String(under));
    assert.ok((await at("2024-04-01T00:00", lower)) < 0);
  });

  test("in an empty store is nowhere in particular", async (context) => {
    const places = await StoredPlaces.open(context);
    assert.equal(await baseFor(places.store, places.key, { timestampMs: 0 }), 0);
  });
});
