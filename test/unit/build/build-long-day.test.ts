import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { buildScene, type BuildScene } from "#test/support/build-scene.ts";
import type { EventDraft } from "#test/support/room-builder.ts";
import { assertSameTree, textAt, type Tree } from "#test/support/site-build.ts";

const start = Date.UTC(2024, 2, 5);

/** A day of 700 messages, one a minute with a rest of an hour after the 450th. */
async function scene(t: TestContext): Promise<BuildScene> {
  const told = await buildScene(t);
  for (let index = 0; index < 700; index += 1) {
    told.stored.room.text(`wave ${index}`).at(start + index * 60_000 + (index < 450 ? 0 : 3_600_000));
  }
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  await told.build();
  return told;
}

const partPath = (part: number) => `general/2024/03/05/${part === 1 ? "" : `${part}/`}index.html`;

/** Anchors of messages on a page, in order. */
function anchorsOn(tree: Tree, part: number): readonly string[] {
  return [...textAt(tree, partPath(part)).matchAll(/ id="([a-z2-7]{16})"/g)].map(([, id = ""]) => id);
}

test("a long day has parts, cut where it was quiet, each with its share and a way to the others", async (t) => {
  const { tree } = await scene(t);
  const files = await tree();
  assert.deepEqual([anchorsOn(files, 1).length, anchorsOn(files, 2).length], [450, 250]);
  assert.ok(!files.has(partPath(3)));
  assert.match(textAt(files, partPath(1)), /href="\/general\/2024\/03\/05\/2\/"/);
  assert.match(textAt(files, partPath(2)), /href="\/general\/2024\/03\/05\/"/);
  assert.match(textAt(files, partPath(2)), /wave 450\b/);
  assert.doesNotMatch(textAt(files, partPath(1)), /wave 450\b/);
});

test("parts that were published never shift: late events join the part of their neighbours, however full it is", async (t) => {
  const { after, stored, tree } = await scene(t);
  const before = await tree();
  const { tree: now } = await after(async () => {
    for (let index = 0; index < 120; index += 1) {
      const place = stored.room.drafts[5]?.placed.position ?? 0;
      stored.room
        .text(`late ${index}`)
        .at(start + 5 * 60_000)
        .placedAt(place + 1 + index);
    }
    await stored.write();
  });
  for (const part of [1, 2]) {
    const [old, fresh] = [anchorsOn(before, part), anchorsOn(now, part)];
    assert.deepEqual(
      fresh.filter((anchor) => old.includes(anchor)),
      old,
      `part ${part}`,
    );
  }
  assert.equal(anchorsOn(now, 1).length, 570);
  assert.equal(anchorsOn(now, 2).length, 250);
});

test("a day that goes on opens new parts at its end and leaves the sealed ones alone", async (t) => {
  const { after, stored } = await scene(t);
  const change = await after(async () => {
    for (let index = 0; index < 600; index += 1)
      stored.room.text(`evening ${index}`).at(start + 20 * 3_600_000 + index * 1000);
    await stored.write();
  });
  assert.ok(change.added.includes(partPath(3)));
  assert.equal(anchorsOn(change.tree, 1).length, 450);
  assert.equal(
    [1, 2, 3].reduce((sum, part) => sum + anchorsOn(change.tree, part).length, 0),
    1300,
  );
});

test("a part in the middle of which nothing is left keeps its address, and so does the one after it", async (t) => {
  const told = await scene(t);
  const { after, stored, build, tree } = told;
  await after(async () => {
    for (let index = 0; index < 600; index += 1)
      stored.room.text(`evening ${index}`).at(start + 20 * 3_600_000 + index * 1000);
    await stored.write();
  });
  const second = anchorsOn(await tree(), 2);
  const taken = stored.room.drafts.filter(({ placed }) => second.includes(placed.shortId));
  const change = await after(() => redactAll(told, taken, 60_000));
  assert.deepEqual(anchorsOn(change.tree, 2), []);
  assert.ok(anchorsOn(change.tree, 3).length > 0);
  assert.deepEqual(
    change.removed.filter((path) => path.endsWith(".html")),
    [],
  );
  await build({ full: true });
  assertSameTree(await tree(), change.tree);
});

test("a part whose messages were all taken back keeps no word, and the parts beside it keep their addresses", async (t) => {
  const told = await scene(t);
  const { after, stored, build, tree } = told;
  const change = await after(() => redactAll(told, stored.room.drafts.slice(0, 450), 60_000));
  assert.equal(anchorsOn(change.tree, 2).length, 250);
  assert.ok(change.tree.has(partPath(1)), "the day's own address stays");
  assert.doesNotMatch(textAt(change.tree, partPath(1)), /wave/);
  await build({ full: true });
  assertSameTree(await tree(), change.tree);
});

/** Takes messages back, each some time after it was sent. */
async function redactAll({ store, stored }: BuildScene, drafts: readonly EventDraft[], afterMs: number): Promise<void> {
  const targets = drafts.map(({ event }) => ({
    eventId: event.eventId,
    redactedAtMs: event.originServerTs + afterMs,
  }));
  await store.transaction((tx) => tx.writeRedactions(stored.key, targets));
}
