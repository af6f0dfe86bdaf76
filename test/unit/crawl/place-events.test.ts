import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { placeEvents, placeGap } from "#crawl/place-events.ts";
import { StoredPlaces } from "./stored-places.ts";

/** A page, newest first: names that are stored keep their place, the others get one and are stored. */
async function placePage(
  places: StoredPlaces,
  page: string,
  { cursor, base = 0 }: { cursor?: number; base?: number } = {},
): Promise<readonly number[]> {
  const names = page.split(" ");
  const slots = await Promise.all(
    names.map(async (name) => ({ position: await places.placeOf(name).catch(() => undefined) })),
  );
  const placed = await places.store.transaction((tx) => placeEvents(tx, places.key, slots, { cursor, base }));
  for (const [index, name] of names.entries()) {
    if (slots[index]?.position === undefined) await places.put(name, placed[index] ?? assert.fail());
  }
  return placed;
}

describe("the place of a new event", () => {
  test("on a first page goes down from the base, with room between neighbours", async (context) => {
    const places = await StoredPlaces.open(context);
    assert.deepEqual(
      await placePage(places, "c b a", { base: 9000 }),
      [1, 2, 3].map((nth) => 9000 - nth * placeGap),
    );
    assert.equal(await places.order(), "a b c");
  });

  test("on a further page is below what the walk has reached", async (context) => {
    const places = await StoredPlaces.open(context);
    const first = await placePage(places, "d c");
    await placePage(places, "b a", { cursor: first.at(-1) ?? assert.fail() });
    assert.equal(await places.order(), "a b c d");
  });

  test("above all that is known is at the end", async (context) => {
    const places = await StoredPlaces.open(context);
    await placePage(places, "b a");
    await placePage(places, "d c b a");
    assert.equal(await places.order(), "a b c d");
  });

  test("between two known ones moves neither", async (context) => {
    const places = await StoredPlaces.open(context);
    await placePage(places, "c a");
    const before = [await places.placeOf("a"), await places.placeOf("c")];
    await placePage(places, "c b a");
    assert.equal(await places.order(), "a b c");
    assert.deepEqual([await places.placeOf("a"), await places.placeOf("c")], before);
  });

  test("at the top of a page whose newer neighbour is not on it is below that neighbour", async (context) => {
    const places = await StoredPlaces.open(context);
    await placePage(places, "d a");
    await placePage(places, "c b a");
    assert.equal(await places.order(), "a b c d");
  });

  test("is found however little room is left: what is above moves up, in its order, spans with it", async (context) => {
    const places = await StoredPlaces.open(context);
    await places.put("a", 10);
    await places.put("z", 11);
    await places.put("end", 12);
    const span = await places.span(12, 10);
    const placed = await placePage(places, "end z y x w a");
    assert.equal(await places.order(), "a w x y z end");
    assert.deepEqual(
      placed,
      await Promise.all(["end", "z", "y", "x", "w", "a"].map((name) => places.placeOf(name))),
      "the places given are those that are stored",
    );
    const [moved] = await places.store.readSpans(places.key);
    assert.deepEqual(
      [moved?.key, moved?.newestPosition, moved?.oldestPosition],
      [span.key, await places.placeOf("end"), await places.placeOf("a")],
    );
  });

  test("is found a hundred times in a row at one spot", async (context) => {
    const places = await StoredPlaces.open(context);
    await placePage(places, "end a");
    let previous = "a";
    const names = ["a"];
    for (let nth = 0; nth < 100; nth += 1) {
      await placePage(places, `end n${nth} ${previous}`);
      previous = `n${nth}`;
      names.push(previous);
    }
    assert.equal(await places.order(), [...names, "end"].join(" "));
  });
});
