import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { buildScene, pagesIn, type BuildScene, type Change } from "#test/support/build-scene.ts";
import { bob, type EventDraft } from "#test/support/room-builder.ts";
import { filesWith, textAt } from "#test/support/site-build.ts";

type Told = BuildScene & { readonly said: EventDraft; readonly answer: EventDraft };

/** Three months of talk in two years, built once: a word of its own in each message. */
async function scene(t: TestContext): Promise<Told> {
  const told = await buildScene(t);
  const { stored } = told;
  const { room } = stored;
  for (const [index, word] of ["acorn", "beech", "cedar", "dogwood"].entries()) {
    room.text(word).at(`2023-11-0${index + 1} 09:00`);
    room.text(`${word} again`).from(bob);
  }
  const said = room.text("elderberry").at("2024-02-10 09:00");
  for (const word of ["fir", "ginkgo", "hazel", "ivy"]) room.text(word).at("2024-02-10 10:00");
  const answer = room.reply(said, "juniper").from(bob).at("2024-02-20 09:00");
  for (const word of ["kapok", "larch", "maple", "nutmeg"]) room.text(word).at("2024-03-05 09:00");
  await stored.write();
  await stored.crawledAt("2024-03-10 00:00");
  await told.build();
  return { ...told, said, answer };
}

/** The files that say something of days: neither search, nor sitemaps, nor feeds. */
function pagesTouched({ added, changed }: Change): readonly string[] {
  return pagesIn([...added, ...changed]).toSorted();
}

describe("a second build", () => {
  test("renders nothing and writes nothing when nothing happened", async (t) => {
    const { after } = await scene(t);
    const { report, added, changed, removed } = await after(async () => undefined);
    assert.deepEqual([report.rendered, report.written, report.deleted], [0, [], []]);
    assert.deepEqual([added, changed, removed], [[], [], []]);
    assert.equal(report.full, false);
  });

  test("after a crawl that found nothing writes nothing", async (t) => {
    const { after, stored } = await scene(t);
    const { report } = await after(() => stored.crawledAt("2024-03-10 06:00"));
    assert.deepEqual([report.rendered, report.written, report.deleted], [0, [], []]);
  });
});

test("a new message touches its day, the day before, month, year, room, home, feeds, one shard and the sitemap, nothing else", async (t) => {
  const { after, stored } = await scene(t);
  const change = await after(async () => {
    stored.room.text("oak").at("2024-03-11 09:00");
    await stored.write();
    await stored.crawledAt("2024-03-13 00:00");
  });
  assert.deepEqual(pagesTouched(change), [
    "",
    "general/",
    "general/2024/",
    "general/2024/03/",
    "general/2024/03/05/",
    "general/2024/03/11/",
  ]);
  const files = [...change.added, ...change.changed];
  const others = files.filter(
    (path) => !path.endsWith("index.html") && !path.startsWith("pagefind/rooms/general/2024-03/"),
  );
  const expected = [
    "feed.xml",
    "general/2024/03/11/index.md",
    "general/2024/sitemap.xml",
    "general/feed.xml",
    "general/sitemap.xml",
    "pagefind/shards.json",
  ];
  assert.deepEqual(others.toSorted(), [...expected, "sitemap-site.xml", "sitemap.xml"]);
  assert.ok(change.removed.every((path) => path.startsWith("pagefind/rooms/general/2024-03/")));
  assert.deepEqual([...change.report.written].toSorted(), files.toSorted(), "the report lists what was written");
  assert.match(textAt(change.tree, "general/2024/03/05/index.html"), /href="\/general\/2024\/03\/11\/"/);
  assert.ok(filesWith(change.tree, "oak").some((path) => path.endsWith(".pf_fragment")));
});

test("a message that is too young touches nothing until the cutoff has passed its day", async (t) => {
  const { after, stored } = await scene(t);
  const waiting = await after(async () => {
    stored.room.text("oak").at("2024-03-11 09:00");
    await stored.write();
    await stored.crawledAt("2024-03-12 23:59");
  });
  assert.deepEqual([waiting.added, waiting.changed, waiting.removed], [[], [], []]);
  const { added } = await after(() => stored.crawledAt("2024-03-13 00:00"));
  assert.ok(added.includes("general/2024/03/11/index.html"));
});

test("an edit of an old message changes its day and each day that quotes it, and the old wording is nowhere", async (t) => {
  const { after, stored, said } = await scene(t);
  const change = await after(async () => {
    stored.room.edit(said, "elm").at("2024-03-06 09:00");
    await stored.write();
  });
  const pages = pagesTouched(change);
  assert.ok(pages.includes("general/2024/02/10/") && pages.includes("general/2024/02/20/"), pages.join(" "));
  assert.ok(!pages.includes("general/2024/03/05/") && !pages.includes("general/2023/"), pages.join(" "));
  assert.deepEqual(filesWith(change.tree, "elderberry"), []);
  assert.ok(filesWith(change.tree, "elm").includes("general/2024/02/20/index.html"));
});

test("a young edit takes the old wording away at once and shows the new one after the delay", async (t) => {
  const { after, stored, said } = await scene(t);
  const first = await after(async () => {
    stored.room.edit(said, "elm").at("2024-03-10 09:00");
    await stored.write();
  });
  assert.deepEqual(filesWith(first.tree, "elderberry"), []);
  assert.deepEqual(filesWith(first.tree, "elm"), []);
  const second = await after(() => stored.crawledAt("2024-03-12 00:00"));
  assert.ok(filesWith(second.tree, "elm").includes("general/2024/02/10/index.html"));
});

test("a reaction changes the page of its target, and no search and no other day", async (t) => {
  const { after, stored, said } = await scene(t);
  const change = await after(async () => {
    stored.room.react(said, "🌳").at("2024-03-06 09:00");
    await stored.write();
  });
  assert.deepEqual(pagesTouched(change), ["general/2024/02/10/"]);
  assert.ok(textAt(change.tree, "general/2024/02/10/index.html").includes("🌳"));
  assert.ok(!change.changed.some((path) => path.startsWith("pagefind/")));
});

test("a redacted message leaves pages, quotes, feeds and search at once", async (t) => {
  const { after, stored, said, tree } = await scene(t);
  const shownBefore = filesWith(await tree(), "elderberry");
  for (const path of ["general/2024/02/10/index.html", "general/2024/02/20/index.html", "general/feed.xml"])
    assert.ok(shownBefore.includes(path), path);
  assert.ok(shownBefore.some((path) => path.startsWith("pagefind/rooms/general/2024-02/")));
  const change = await after(() => stored.redact(said));
  assert.deepEqual(filesWith(change.tree, "elderberry"), []);
  assert.ok(textAt(change.tree, "general/2024/02/10/index.html").includes("removed"));
});

test("a late event between old ones changes its day alone, and no anchor moves", async (t) => {
  const { after, stored, said, tree } = await scene(t);
  const anchorsOf = (text: string) => [...text.matchAll(/id="([a-z2-7]{16})"/g)].map(([, id]) => id);
  const before = anchorsOf(textAt(await tree(), "general/2024/02/10/index.html"));
  const change = await after(async () => {
    stored.room
      .text("pine")
      .at("2024-02-10 09:30")
      .placedAt(said.placed.position + 1);
    await stored.write();
  });
  const days = pagesTouched(change).filter((path) => /\d{4}\/\d\d\/\d\d\/$/.test(path));
  assert.deepEqual(days, ["general/2024/02/10/"]);
  const now = anchorsOf(textAt(change.tree, "general/2024/02/10/index.html"));
  assert.equal(now.length, before.length + 1);
  assert.deepEqual(
    now.filter((id) => before.includes(id)),
    before,
  );
  assert.equal(now.indexOf(before[0]), 0);
});
