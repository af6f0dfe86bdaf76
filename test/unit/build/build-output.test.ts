import assert from "node:assert/strict";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { openStore } from "#store/open-store.ts";
import { buildScene, pagesIn, removalPagesIn, type BuildScene } from "#test/support/build-scene.ts";
import { assertSameTree, build as buildWith, filesWith, readTree, textAt } from "#test/support/site-build.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";
import { temporaryStore } from "#test/support/temporary-store.ts";

async function scene(t: TestContext, options: Parameters<typeof buildScene>[1] = {}): Promise<BuildScene> {
  const told = await buildScene(t, options);
  fill(told.stored);
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  return told;
}

function fill({ room }: StoredRoom): void {
  for (const word of ["quahog", "buoy", "current", "drift", "eddy"]) room.text(word).at("2024-03-05 09:00");
  room.text("foam").at("2024-03-07 09:00");
}

test("two full builds of one store give the same bytes, in another folder too", async (t) => {
  const { build, tree, configure } = await scene(t);
  await build();
  const first = await tree();
  const report = await build({ full: true });
  assert.equal(report.full, true);
  assert.deepEqual([report.written, report.deleted], [[], []]);
  assertSameTree(await tree(), first);
  const elsewhere = configure({ output: "elsewhere" });
  await build({}, elsewhere);
  assertSameTree(await tree(elsewhere), first);
});

test("two stores of one history give the same site but for the stamp", async (t) => {
  const sites = [];
  for (let count = 0; count < 2; count += 1) {
    const { build, tree } = await scene(t);
    await build();
    const files = new Map(await tree());
    files.delete(".daybook");
    sites.push(files);
  }
  assertSameTree(sites[0] ?? new Map(), sites[1] ?? new Map());
});

test("each output of a store knows what it has reached", async (t) => {
  const { build, tree, configure, stored } = await scene(t);
  const other = configure({ output: "other", siteUrl: "https://example.org/archive/" });
  await build();
  await build({}, other);
  stored.room.text("gale").at("2024-03-06 09:00");
  await stored.write();
  const first = await build();
  assert.equal(first.full, false);
  const second = await build({}, other);
  assert.equal(second.full, false);
  for (const config of [undefined, other]) {
    const files = await tree(config);
    assert.ok(filesWith(files, "gale").includes("general/2024/03/06/index.html"));
    assert.match(textAt(files, "general/2024/03/05/index.html"), /general\/2024\/03\/06\//);
  }
  const before = await tree(other);
  await build({ full: true }, other);
  assertSameTree(await tree(other), before);
});

test("outputs with different rules never take each other's lists for their own", async (t) => {
  const { build, tree, config, stored, configure } = await scene(t);
  const sooner = configure({ output: "sooner" });
  const eager = { ...sooner, rooms: sooner.rooms.map((room) => ({ ...room, delayMs: 0 })) };
  stored.room.text("quartz").at("2024-03-31 06:00");
  await stored.write();
  await stored.crawledAt("2024-04-01 12:00");
  await build();
  await build({}, eager);
  stored.room.text("gale").at("2024-03-08 10:00");
  await stored.write();
  await build();
  await build({}, eager);
  for (const one of [config, eager]) {
    const incremental = await tree(one);
    await build({ full: true }, one);
    assertSameTree(await tree(one), incremental);
  }
  assert.deepEqual(filesWith(await tree(), "quartz"), []);
  assert.ok(filesWith(await tree(eager), "quartz").length > 0);
});

test("under a base path every address of the site begins with it", async (t) => {
  const { build, tree } = await scene(t, { siteUrl: "https://example.org/archive/" });
  await build();
  const files = await tree();
  assert.ok(files.has("general/2024/03/05/index.html"), "the base path is no folder");
  for (const [path, bytes] of files) {
    if (!path.endsWith(".html")) continue;
    for (const [, href = ""] of bytes.toString("utf8").matchAll(/ (?:href|src|action)="(\/[^"]*)"/g))
      assert.ok(href.startsWith("/archive/"), `${href} in ${path}`);
  }
  for (const path of ["sitemap.xml", "feed.xml", "general/feed.xml"]) {
    for (const [, href = ""] of textAt(files, path).matchAll(/(https:\/\/example\.org\/[^"<]*)/g))
      assert.ok(href.startsWith("https://example.org/archive/"), `${href} in ${path}`);
  }
});

test("a deleted output folder is built whole again", async (t) => {
  const { build, tree, config } = await scene(t);
  await build();
  const before = await tree();
  await rm(config.output, { recursive: true });
  const report = await build();
  assert.equal(report.full, true);
  assertSameTree(await tree(), before);
});

test("a folder with the site of another store is built whole, and what only that one had in our room is gone", async (t) => {
  const { build, tree, config } = await scene(t);
  const foreign = await temporaryStore(t);
  const stored = new StoredRoom(foreign);
  stored.room.text("taken back since").at("2024-01-05 09:00");
  await stored.write();
  await stored.crawledAt("2024-04-01 00:00");
  await buildWith(config, foreign);
  assert.ok((await tree()).has("general/2024/01/05/index.html"));
  await writeFile(join(config.output, "CNAME"), "chat.example.org\n");
  const report = await build();
  assert.equal(report.full, true);
  const files = await tree();
  assert.deepEqual(filesWith(files, "taken back since"), []);
  assert.deepEqual(
    pagesIn([...files.keys()]).filter((path) => path.startsWith("general/2024/01/")),
    [],
  );
  assert.equal(textAt(files, "CNAME"), "chat.example.org\n", "what is none of ours stays");
});

test("a store that was lost and crawled anew brings back no page of what was taken back since", async (t) => {
  const { build, config, stored, store } = await scene(t);
  stored.room.text("regretted").at("2024-03-20 09:00");
  await stored.write();
  await build();
  await store.close();
  const folder = await temporaryFolder(t);
  await cp(join(dirname(config.store), "data", "decisions.jsonl"), join(folder, "decisions.jsonl"));
  const fresh = await openStore({ folder });
  t.after(() => fresh.close());
  const again = new StoredRoom(fresh);
  fill(again);
  await again.write();
  await again.crawledAt("2024-04-01 00:00");
  await buildWith({ ...config, store: folder }, fresh);
  const files = await readTree(config.output);
  assert.deepEqual(filesWith(files, "regretted"), []);
  assert.ok(removalPagesIn(files).includes("general/2024/03/20/"), "the address is remembered beside the store");
});

test("a file that was changed by hand comes back with a full build", async (t) => {
  const { build, config, tree } = await scene(t);
  await build();
  const before = await tree();
  await writeFile(join(config.output, "general/index.html"), "edited by hand");
  const report = await build({ full: true });
  assert.deepEqual(report.written, ["general/index.html"]);
  assertSameTree(await tree(), before);
});

test("a day's feeds, pages and stamp hold no moment of the build", async (t) => {
  const { build, config } = await scene(t);
  await build();
  const today = new Date().toISOString().slice(0, 10);
  assert.deepEqual(filesWith(await readTree(config.output), today), []);
  assert.match(await readFile(join(config.output, ".daybook"), "utf8"), /^[0-9a-f]{32}\n$/);
});
