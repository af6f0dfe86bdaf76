import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { BuildError } from "#build/build-error.ts";
import { buildScene, pagesIn, removalPagesIn, type BuildScene } from "#test/support/build-scene.ts";
import { idOf, type EventDraft } from "#test/support/room-builder.ts";
import { assertSameTree, filesWith, textAt } from "#test/support/site-build.ts";
import { StoredRoom } from "#test/support/stored-room.ts";

/** Days on both sides of one that stands alone in its month and year. */
async function scene(t: TestContext): Promise<BuildScene & { readonly lonely: EventDraft }> {
  const told = await buildScene(t);
  const { room } = told.stored;
  const talk = (day: string, word: string) => {
    for (let count = 1; count <= 6; count += 1) room.text(`${word} ${count}`).at(`${day} 0${count}:00`);
  };
  talk("2022-12-31", "quahog");
  const lonely = room.text("solitude").at("2023-06-15 09:00");
  talk("2024-01-01", "periwinkle");
  await told.stored.write();
  await told.stored.crawledAt("2024-02-01 00:00");
  await told.build();
  return { ...told, lonely };
}

test("when a redaction empties a day its page gives way, with the month and year that it was alone in, and its neighbours link on", async (t) => {
  const { after, stored, lonely, tree } = await scene(t);
  assert.match(textAt(await tree(), "general/2022/12/31/index.html"), /href="\/general\/2023\/06\/15\/"/);
  const change = await after(() => stored.redact(lonely, "2023-06-15 10:00"));
  const gone = ["general/2023/", "general/2023/06/", "general/2023/06/15/"];
  assert.deepEqual(
    change.removed.filter((path) => path.endsWith(".html")),
    [],
  );
  assert.deepEqual(removalPagesIn(change.tree), gone);
  assert.ok(change.removed.some((path) => path.startsWith("pagefind/rooms/general/2023/")));
  assert.deepEqual(filesWith(change.tree, "solitude"), []);
  assert.deepEqual(filesWith(change.tree, "2023/06/15"), []);
  assert.match(textAt(change.tree, "general/2022/12/31/index.html"), /href="\/general\/2024\/01\/01\/"/);
  assert.match(textAt(change.tree, "general/2024/01/01/index.html"), /href="\/general\/2022\/12\/31\/"/);
  assert.match(textAt(change.tree, "general/2022/index.html"), /href="\/general\/2024\/"/);
  assert.match(textAt(change.tree, "general/2024/01/index.html"), /href="\/general\/2022\/12\/"/);
  assert.doesNotMatch(textAt(change.tree, "sitemap.xml"), /2023/);
});

test("a room that closes leaves no page, no feed, no search and no line on other pages; opened again, all of it is back", async (t) => {
  const { after, stored, tree } = await scene(t);
  const before = await tree();
  const closed = await after(() => stored.judge("closed-now"));
  const left = [...closed.tree.keys()].filter((path) => /(^|\/)general\//.test(path));
  assert.deepEqual(pagesIn(left).toSorted(), removalPagesIn(closed.tree), "removal pages are all that is left");
  assert.deepEqual(
    left.filter((path) => !path.endsWith("index.html")),
    [],
  );
  assert.deepEqual(filesWith(closed.tree, "general"), []);
  for (const word of ["quahog", "periwinkle", "solitude"]) assert.deepEqual(filesWith(closed.tree, word), [], word);
  const again = await after(() => stored.judge("open"));
  assertSameTree(again.tree, before);
});

test("a room deleted from the configuration leaves the site, and the rooms beside it stay", async (t) => {
  const { store, configure, build, tree, stored } = await scene(t);
  const other = new StoredRoom(store, {
    roomId: "!other:example.org",
    configured: "#other:example.org",
    slug: "other",
  });
  other.room.text("driftwood").at("2024-01-05 09:00").id("$elsewhere");
  await other.write();
  await other.crawledAt("2024-02-01 00:00");
  const [general, second] = [
    { room: "#general:example.org", index: true },
    { room: "#other:example.org", index: true },
  ];
  await build({}, configure({ rooms: [general, second] }));
  assert.ok(filesWith(await tree(), "periwinkle").length > 0);

  await build({}, configure({ rooms: [second] }));
  const alone = await tree();
  const left = [...alone.keys()].filter((path) => path.startsWith("general/"));
  assert.deepEqual(pagesIn(left).toSorted(), removalPagesIn(alone));
  for (const word of ["quahog", "periwinkle", stored.room.roomId]) assert.deepEqual(filesWith(alone, word), [], word);
  assert.ok(filesWith(alone, "driftwood").includes("other/2024/01/05/index.html"));

  await build({}, configure({ rooms: [general, second] }));
  assert.ok((await tree()).has("general/2024/01/01/index.html"));
});

test("a published room keeps its slug: another one is refused, and the site stays as it was", async (t) => {
  const { configure, build, tree } = await scene(t);
  const before = await tree();
  const renamed = configure({ rooms: [{ room: "#general:example.org", slug: "chat", index: true }] });
  await assert.rejects(build({}, renamed), (error) => {
    assert.ok(error instanceof BuildError);
    assert.match(error.message, /was published as "general"/);
    assert.match(error.message, /slug: general/);
    return true;
  });
  assertSameTree(await tree(), before);
});

test("the title of a room is fixed when it is first published: a new name shows on the room's own pages alone", async (t) => {
  const { after, stored } = await scene(t);
  const change = await after(() => stored.judge("open", { name: "Harbour office" }));
  const withName = filesWith(change.tree, "Harbour office");
  assert.deepEqual(
    pagesIn([...change.added, ...change.changed]).filter((path) => /\d/.test(path)),
    [],
  );
  assert.ok(withName.includes("general/index.html"), withName.join(" "));
  assert.ok(
    withName.every((path) => !/\d{4}\//.test(path)),
    withName.join(" "),
  );
  assert.match(textAt(change.tree, "general/2024/01/01/index.html"), /General/);
});

test("a message emptied by the server keeps a neutral line and no word of what it said", async (t) => {
  const { after, stored, lonely } = await scene(t);
  const change = await after(() => stored.empty(lonely));
  assert.deepEqual(filesWith(change.tree, "solitude"), []);
  assert.ok(change.tree.has("general/2023/06/15/index.html"));
});

test("a person who opts out is on no page and in no index", async (t) => {
  const { config, build, stored, tree, store } = await scene(t);
  stored.room
    .text("flotsam")
    .from("@carol:example.org" as never)
    .at("2024-01-01 08:00");
  await stored.write();
  await build();
  assert.ok(filesWith(await tree(), "flotsam").length > 0);
  const out = { ...config, publication: { ...config.publication, optOut: ["@carol:*"] } };
  await build({}, out);
  assert.deepEqual(filesWith(await tree(), "flotsam"), []);
  assert.deepEqual(filesWith(await tree(), "carol"), []);
  assert.equal((await store.readRooms()).length, 1);
});

test("each address that was ever published is remembered, also of pages that have gone", async (t) => {
  const { after, stored, lonely, store } = await scene(t);
  await after(() => stored.redact(idOf(lonely), "2023-06-15 10:00"));
  const addresses = await Array.fromAsync(store.readAddresses());
  for (const path of ["general/", "general/2023/06/15/", "general/2024/01/01/"])
    assert.ok(addresses.includes(path), path);
});
