import assert from "node:assert/strict";
import { test } from "node:test";
import { buildScene } from "#test/support/build-scene.ts";
import { textAt, type Tree } from "#test/support/site-build.ts";

const dayPage = "general/2024/03/05/index.html";

/** Pages that search engines may list, by their own word. */
function listedPages(tree: Tree): readonly string[] {
  const pages = [...tree.keys()].filter((path) => path.endsWith("index.html"));
  return pages.filter((path) => !textAt(tree, path).includes('name="robots" content="noindex'));
}

test("a room that asks not to be listed gets noindex on each page and no feed, although the configuration lists it", async (t) => {
  const { stored, build, tree, after } = await buildScene(t);
  for (let count = 1; count <= 6; count += 1) stored.room.text(`periwinkle ${count}`);
  await stored.write();
  await stored.crawledAt("2024-04-01 00:00");
  await build();
  const before = await tree();
  assert.ok(listedPages(before).includes(dayPage));
  assert.ok(before.has("general/feed.xml") && before.has("sitemap.xml"));

  const asked = await after(() => stored.judge("open", { refusesIndexing: true }));
  assert.deepEqual(listedPages(asked.tree), []);
  assert.match(textAt(asked.tree, dayPage), /periwinkle 6/, "it is published all the same");
  for (const path of ["general/feed.xml", "feed.xml", "sitemap.xml", "general/sitemap.xml"])
    assert.ok(!asked.tree.has(path), path);

  const again = await after(() => stored.judge("open"));
  assert.deepEqual(listedPages(again.tree), listedPages(before));
});
