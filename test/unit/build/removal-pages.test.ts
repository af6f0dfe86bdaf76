import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { openStore } from "#store/open-store.ts";
import { buildScene, pagesIn, removalPagesIn, type BuildScene } from "#test/support/build-scene.ts";
import type { EventDraft } from "#test/support/room-builder.ts";
import { assertSameTree, build as buildWith, filesWith, readTree, textAt } from "#test/support/site-build.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const origin = "https://chat.example.org/";

/** A day that stands alone in its month, and one that does not. */
async function scene(t: TestContext): Promise<BuildScene & { readonly lonely: EventDraft }> {
  const told = await buildScene(t);
  const { room } = told.stored;
  const lonely = room.text("solitude").at("2024-02-15 09:00");
  for (const word of ["quahog", "buoy", "current", "drift", "eddy"]) room.text(word).at("2024-03-05 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  await told.build();
  return { ...told, lonely };
}

test("a page that vanished leaves one that says so: with the contact, for no search engine, without name, text or reason", async (t) => {
  const { after, stored, lonely } = await scene(t);
  const { tree } = await after(() => stored.redact(lonely, "2024-02-15 10:00"));
  const page = textAt(tree, "general/2024/02/15/index.html");
  assert.match(page, /<h1>.*Something was removed here.*<\/h1>/s);
  assert.match(page, /<meta name="robots" content="noindex">/);
  assert.match(page, /<a href="mailto:archive@example\.org">Contact<\/a>/);
  assert.doesNotMatch(page, /general|alice|solitude|redact|2024|canonical|og:|<script/i);
  assert.ok(Buffer.byteLength(page) < 3000, `${Buffer.byteLength(page)} bytes`);
  const listing = [...tree].filter(([path]) => /\.(?:xml|json|txt)$/.test(path));
  assert.deepEqual(filesWith(new Map(listing), "2024/02"), [], "no sitemap, feed or list names it");
});

test("every address of a closed room answers, its own says that it is not public here any more", async (t) => {
  const { after, stored, store } = await scene(t);
  const { tree } = await after(() => stored.judge("closed-now"));
  const addresses = (await store.readAddressesBelow("general/")).toSorted();
  assert.ok(addresses.length > 5);
  assert.deepEqual(removalPagesIn(tree), addresses);
  assert.match(textAt(tree, "general/index.html"), /This room is no longer public here/);
  assert.doesNotMatch(textAt(tree, "general/about/index.html"), /room/);
  const gone = ["general/feed.xml", "general/sitemap.xml", "general/2024/sitemap.xml"];
  assert.deepEqual(
    gone.filter((path) => tree.has(path)),
    [],
    "what was no page leaves nothing",
  );
  assert.deepEqual(filesWith(tree, "general"), [], "no page tells what the room was");
});

test("a page that comes back takes the place of its removal page", async (t) => {
  const { after, stored, lonely, tree } = await scene(t);
  await after(() => stored.redact(lonely, "2024-02-15 10:00"));
  stored.room.text("company").at("2024-02-15 11:00");
  await after(() => stored.write());
  const back = await tree();
  assert.deepEqual(removalPagesIn(back), []);
  assert.ok(filesWith(back, "company").includes("general/2024/02/15/index.html"));
});

test("a build from nothing, in another folder or on another machine, knows every address that ever was", async (t) => {
  const { after, stored, lonely, build, tree, configure, config, store } = await scene(t);
  await after(() => stored.redact(lonely, "2024-02-15 10:00"));
  const before = await tree();
  const elsewhere = configure({ output: "elsewhere" });
  const report = await build({}, elsewhere);
  assertSameTree(await tree(elsewhere), before);
  assert.deepEqual(report.withdrawn, { vanished: [], changed: [] }, "nothing was ever taken from this folder");

  const folder = await temporaryFolder(t);
  await cp(store.folder, join(folder, "data"), { recursive: true });
  const copy = await openStore({ folder: join(folder, "data") });
  t.after(() => copy.close());
  const output = join(folder, "dist");
  await buildWith({ ...config, store: copy.folder, output }, copy);
  assertSameTree(await readTree(output), before);
});

test("removal pages stay as they are while nothing happens to them, and count as no page of the site", async (t) => {
  const { after, stored, lonely, build } = await scene(t);
  await after(() => stored.redact(lonely, "2024-02-15 10:00"));
  const report = await build({ full: true });
  assert.deepEqual([report.written, report.deleted], [[], []]);
  assert.deepEqual(report.withdrawn, { vanished: [], changed: [] });
});

test("the report names the addresses that vanished and those that show less, and none that only grew", async (t) => {
  const { after, stored, lonely } = await scene(t);
  stored.room.text("gale").at("2024-03-06 09:00");
  stored.room.reply(lonely, "not alone").at("2024-03-07 09:00");
  const grown = await after(() => stored.write());
  assert.deepEqual(grown.report.withdrawn, { vanished: [], changed: [] });

  const { report, changed, tree } = await after(() => stored.redact(lonely, "2024-02-15 10:00"));
  const { withdrawn } = report;
  const pages = ["general/2024/02/", "general/2024/02/15/"].map((path) => origin + path);
  assert.deepEqual(
    withdrawn.vanished.filter((href) => href.endsWith("/")),
    pages,
  );
  for (const path of ["general/2024/03/07/", "general/feed.xml", "feed.xml", "general/"])
    assert.ok(withdrawn.changed.includes(origin + path), path);
  assert.ok(!withdrawn.changed.includes(`${origin}general/2024/03/05/`));
  assert.ok(withdrawn.vanished.some((href) => href.startsWith(`${origin}pagefind/rooms/general/`)));
  const named = new Set([...withdrawn.changed, ...withdrawn.vanished]);
  assert.ok(pagesIn(changed).includes("general/2024/03/07/"));
  for (const href of named) assert.ok(href.startsWith(origin));
  assert.deepEqual(filesWith(tree, "solitude"), []);

  const [, quahog] = stored.room.drafts;
  assert.ok(quahog);
  const less = await after(() => stored.redact(quahog, "2024-04-20 00:00"));
  const shard = `${origin}pagefind/rooms/general/2024-03/`;
  assert.deepEqual(
    less.report.withdrawn.changed.filter((href) => href.startsWith(shard)),
    ["pagefind-entry.json", "pages.json"].map((name) => shard + name),
    "files that are named after what they hold never showed anything else",
  );
});

test("of a closed room every address is named for caches", async (t) => {
  const { after, stored, store } = await scene(t);
  const { report } = await after(() => stored.judge("closed-now"));
  for (const path of await store.readAddressesBelow("general/"))
    assert.ok(report.withdrawn.vanished.includes(origin + path), path);
  assert.ok(report.withdrawn.vanished.includes(`${origin}general/feed.xml`));
});
