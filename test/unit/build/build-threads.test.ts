import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { shortIdFor } from "#lib/short-id.ts";
import { buildScene, pagesIn, removalPagesIn } from "#test/support/build-scene.ts";
import { alice, bob, carol, type EventDraft } from "#test/support/room-builder.ts";
import { textAt } from "#test/support/site-build.ts";

const begun = "general/2024/02/10/";
const answered = "general/2024/02/12/";
const later = "general/2024/02/16/";

async function sceneOf(t: TestContext, replies: number) {
  const built = await buildScene(t);
  const { room } = built.stored;
  const root = room.text("acorn").from(alice).at("2024-02-10 09:00");
  for (const word of ["beech", "cedar", "dogwood", "elder"]) room.text(word).from(bob);
  const answers = Array.from({ length: replies }, (_, index) =>
    room
      .inThread(root, `branch ${index + 1}`)
      .from(index % 2 === 0 ? bob : carol)
      .at(`2024-02-12 09:0${index}`),
  );
  room.text("hazel").at("2024-02-16 09:00");
  await built.stored.write();
  await built.stored.crawledAt("2024-03-10 00:00");
  await built.build();
  const page = `general/thread/${shortIdFor(root.event.eventId)}/`;
  const say = (happen: () => EventDraft) =>
    built.after(async () => {
      happen();
      await built.stored.write();
    });
  return { ...built, room, root, answers, page, say };
}

test("a thread has a page from its third reply on, which every message leaves for its day", async (t) => {
  const { say, room, root, page, tree } = await sceneOf(t, 2);
  assert.equal((await tree()).has(`${page}index.html`), false);
  const {
    added,
    changed,
    tree: now,
  } = await say(() => room.inThread(root, "branch 3").from(bob).at("2024-02-16 10:00"));
  assert.deepEqual(pagesIn(added), [page]);
  const days = pagesIn(changed).filter((path) => /\/\d\d\/\d\d\/$/.test(path));
  assert.deepEqual(days.toSorted(), [begun, later]);
  const html = textAt(now, `${page}index.html`);
  for (const word of ["acorn", "branch 1", "branch 2", "branch 3"]) assert.match(html, new RegExp(word));
  assert.match(html, new RegExp(`id="t-${shortIdFor(root.event.eventId)}"`));
  assert.match(html, new RegExp(`href="/${begun}#${shortIdFor(root.event.eventId)}"`));
  assert.match(html, /3 replies, from 10 February 2024 to 16 February 2024/);
  assert.match(textAt(now, `${begun}index.html`), new RegExp(`href="/${page}"`));
  assert.match(textAt(now, "general/index.html"), new RegExp(`href="/${page}"`));
  assert.match(textAt(now, "general/feed.xml"), new RegExp(page));
  assert.match(textAt(now, "general/thread/sitemap-2024.xml"), new RegExp(page));
});

test("an edit of a reply changes its day and its thread, and no other day", async (t) => {
  const { say, room, answers, page } = await sceneOf(t, 4);
  const [reply] = answers;
  assert.ok(reply);
  const { changed, tree } = await say(() => room.edit(reply, "twig").from(bob).at("2024-02-16 10:00"));
  const pages = pagesIn(changed).filter((path) => /\/\d\d\/\d\d\/$|thread/.test(path));
  assert.deepEqual(pages.toSorted(), [answered, page]);
  assert.match(textAt(tree, `${page}index.html`), /twig/);
});

test("a redacted reply leaves the page of its thread, the feed and all else", async (t) => {
  const { after, stored, answers, page } = await sceneOf(t, 4);
  const [, reply] = answers;
  assert.ok(reply);
  const { tree, changed } = await after(() => stored.redact(reply));
  assert.doesNotMatch(textAt(tree, `${page}index.html`), /branch 2|t-[a-z2-7]{16}"[^>]*>\s*<\/article/);
  assert.match(textAt(tree, `${page}index.html`), /3 replies/);
  assert.ok(changed.includes(`${begun}index.html`));
  for (const [path, bytes] of tree) assert.ok(!bytes.includes("branch 2"), path);
});

test("a thread whose first message is gone still gathers its replies, and says so", async (t) => {
  const { after, stored, root, page } = await sceneOf(t, 3);
  const { tree } = await after(() => stored.redact(root));
  const html = textAt(tree, `${page}index.html`);
  assert.match(html, /The message that began this thread is not shown\./);
  assert.match(html, /branch 1/);
  for (const [path, bytes] of tree) assert.ok(!bytes.includes("acorn"), path);
});

test("a thread that shrinks leaves a way to its day, and is back at its address when it grows", async (t) => {
  const { after, say, stored, room, root, answers, page } = await sceneOf(t, 3);
  const [, , third] = answers;
  assert.ok(third);
  const { tree } = await after(() => stored.redact(third));
  const html = textAt(tree, `${page}index.html`);
  const target = `/${begun}#${shortIdFor(root.event.eventId)}`;
  assert.match(html, new RegExp(`http-equiv="refresh" content="0; url=${target}"`));
  assert.match(html, new RegExp(`<a href="${target}"`));
  assert.match(html, new RegExp(`rel="canonical" href="[^"]*/${begun}"`));
  assert.match(html, /noindex/);
  assert.doesNotMatch(html, /acorn|branch/);
  assert.doesNotMatch(textAt(tree, `${begun}index.html`), new RegExp(page));
  assert.equal(tree.has("general/thread/sitemap-2024.xml"), false);
  const { tree: grown } = await say(() => room.inThread(root, "branch 9").from(carol).at("2024-02-16 10:00"));
  assert.match(textAt(grown, `${page}index.html`), /branch 9/);
});

test("a thread of which nothing is left leaves a removal page", async (t) => {
  const { after, stored, root, answers, page } = await sceneOf(t, 3);
  const { tree } = await after(async () => {
    for (const message of [root, ...answers]) await stored.redact(message);
  });
  assert.deepEqual(removalPagesIn(tree), [page]);
});

test("a thread in which one person talks alone asks search engines not to list it", async (t) => {
  const built = await buildScene(t);
  const { room } = built.stored;
  const root = room.text("acorn").from(alice).at("2024-02-10 09:00");
  for (const word of ["beech", "cedar", "dogwood"]) room.inThread(root, word).from(alice);
  await built.stored.write();
  await built.stored.crawledAt("2024-03-10 00:00");
  await built.build();
  const tree = await built.tree();
  const page = `general/thread/${shortIdFor(root.event.eventId)}/`;
  assert.match(textAt(tree, `${page}index.html`), /noindex/);
  assert.match(textAt(tree, `${page}index.html`), /3 replies, all on 10 February 2024\./);
  assert.equal(tree.has("general/thread/sitemap-2024.xml"), false);
});

test("a long thread has parts, and what is said later changes none that is complete", async (t) => {
  const built = await buildScene(t);
  const { room } = built.stored;
  const root = room.text("acorn").from(alice).at("2024-02-10 09:00");
  for (let count = 1; count <= 520; count += 1)
    room
      .inThread(root, `branch ${count}`)
      .from(bob)
      .at(Date.parse("2024-02-10T09:00:00Z") + count * 3_600_000);
  await built.stored.write();
  await built.stored.crawledAt("2024-04-10 00:00");
  await built.build();
  const page = `general/thread/${shortIdFor(root.event.eventId)}/`;
  assert.deepEqual(await partsOf(), [page, `${page}2/`]);
  const { changed, tree } = await built.after(async () => {
    room.inThread(root, "late leaf").from(carol).at("2024-04-01 09:00");
    await built.stored.write();
  });
  assert.deepEqual(
    pagesIn(changed).filter((path) => path.startsWith(page)),
    [`${page}2/`],
  );
  assert.match(textAt(tree, `${page}2/index.html`), /late leaf/);
  assert.match(textAt(tree, `${page}2/index.html`), /From the beginning/);
  assert.doesNotMatch(textAt(tree, `${page}2/index.html`), /The message that began/);

  async function partsOf(): Promise<readonly string[]> {
    const pages = pagesIn([...(await built.tree()).keys()]);
    return pages.filter((path) => path.startsWith(page)).toSorted();
  }
});
