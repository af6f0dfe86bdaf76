import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { BuildError } from "#build/build-error.ts";
import { databaseFileName } from "#store/open-database.ts";
import { buildScene, type BuildScene } from "#test/support/build-scene.ts";
import { idOf, type EventDraft } from "#test/support/room-builder.ts";
import { assertSameTree, filesWith } from "#test/support/site-build.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

/** A message, an answer to it on another day, and talk far away from both. */
async function scene(t: TestContext): Promise<BuildScene & { readonly question: EventDraft }> {
  const told = await buildScene(t);
  const { room } = told.stored;
  const question = room.text("quahog").at("2024-03-05 09:00");
  for (let count = 1; count <= 4; count += 1) room.text(`buoy ${count}`).at(`2024-03-05 1${count}:00`);
  room.reply(question, "periwinkle").at("2024-03-09 09:00");
  room.text("limpet").at("2023-08-01 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  await told.build();
  return { ...told, question };
}

/** Changes the store as no part of Daybook would: nothing is marked but what the statement itself marks. */
function behindItsBack(t: TestContext, { store }: BuildScene): (sql: string, ...values: readonly unknown[]) => void {
  const database = new SqliteDatabase(join(store.folder, databaseFileName));
  t.after(async () => void database.close());
  return (sql, ...values) => void database.prepare(sql).run(...values);
}

async function refusal(work: Promise<unknown>): Promise<string> {
  let message = "";
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof BuildError, String(error));
    message = error.message;
    return true;
  });
  return message;
}

const dayPage = "general/2024/03/05/index.html";
const answerPage = "general/2024/03/09/index.html";
const answerText = "general/2024/03/09/index.md";

test("a message taken back where only its own day was marked is found in the quote on another day", async (t) => {
  const told = await scene(t);
  const sql = behindItsBack(t, told);
  const [id, change] = [idOf(told.question), (await told.store.readChange()) + 1];
  sql("update events set redacted = 1, content = '{}' where event_id = ?", id);
  sql("update days set change = ? where day = '2024-03-05'", change);
  sql("update meta set value = ? where key = 'change'", String(change));

  const message = await refusal(told.build());
  assert.match(message, /2 files show what may not be shown/);
  for (const path of [answerPage, answerText]) assert.ok(message.includes(`${path}: 1 × redacted`), message);
  assert.doesNotMatch(message, /quahog/);
  for (const path of [answerPage, answerText])
    assert.ok(!existsSync(join(told.config.output, path)), "what leaks is deleted");
  assert.deepEqual(filesWith(await told.tree(), "quahog"), []);

  const report = await told.build();
  assert.equal(report.full, true, "after a leak nothing is relied on");
  assert.deepEqual(filesWith(await told.tree(), "quahog"), []);
  assert.ok((await told.tree()).has(answerPage));
});

test("a check over everything finds what changed without any mark, in pages, feeds and search", async (t) => {
  const told = await scene(t);
  const sql = behindItsBack(t, told);
  sql("update events set redacted = 1, content = '{}' where event_id = ?", idOf(told.question));
  const unknowing = await told.build();
  assert.deepEqual([unknowing.rendered, unknowing.written], [0, []], "without a mark there is nothing to do");

  const message = await refusal(told.build({ check: true }));
  for (const path of [dayPage, answerPage, "general/feed.xml", "feed.xml", "general/index.html"])
    assert.ok(message.includes(`${path}: 1 × redacted`), `${path} in ${message}`);
  assert.match(message, /pagefind\/rooms\/general\/[\w-]+\/ \(search\): 1 × redacted/);
  assert.deepEqual(filesWith(await told.tree(), "quahog"), []);
  assert.ok((await told.tree()).has("general/2023/08/01/index.html"), "what shows nothing of it stays");
});

test("a check over everything passes a site that is as it must be, and changes nothing", async (t) => {
  const told = await scene(t);
  const before = await told.tree();
  const report = await told.build({ check: true });
  assert.equal(report.outcome, "done");
  assert.deepEqual([report.written, report.deleted], [[], []]);
  assertSameTree(await told.tree(), before);
});

test("an event that vanished from the store is a leak wherever it still shows", async (t) => {
  const told = await scene(t);
  behindItsBack(t, told)("delete from events where event_id = ?", idOf(told.question));
  const message = await refusal(told.build({ check: true }));
  assert.ok(message.includes(`${dayPage}: 1 × not-in-store`), message);
});

test("a room closed without a mark is found in every file of it", async (t) => {
  const told = await scene(t);
  behindItsBack(t, told)("update rooms set verdict = 'closed-now'");
  const message = await refusal(told.build({ check: true }));
  assert.match(message, /general\/2023\/08\/01\/index\.html: 1 × closed-now/);
  for (const word of ["quahog", "periwinkle", "limpet"]) assert.deepEqual(filesWith(await told.tree(), word), [], word);
});

test("what is taken back while a build runs is gone when it ends", async (t) => {
  const told = await scene(t);
  told.stored.room.text("whelk").at("2024-03-09 10:00");
  await told.stored.write();
  let taken: Promise<void> | undefined;
  const progress = ({ subject }: { readonly subject: string }) => {
    if (subject === "pages") taken ??= told.stored.redact(told.question, "2024-03-20 00:00");
  };
  const report = await told.build({ progress });
  assert.ok(taken, "it was taken back after pages were rendered");
  await taken;
  assert.equal(report.outcome, "done");
  assert.deepEqual(filesWith(await told.tree(), "quahog"), []);
  assert.ok(filesWith(await told.tree(), "whelk").includes(answerPage));
  assert.ok(report.withdrawn.changed.includes("https://chat.example.org/general/2024/03/05/"));
});

test("a check over everything does not take a folder out of a backup for what was built", async (t) => {
  const told = await scene(t);
  const backup = await temporaryFolder(t);
  await cp(told.config.output, backup, { recursive: true });
  await told.stored.redact(told.question, "2024-03-20 00:00");
  await told.build();
  const without = await told.tree();
  await cp(backup, told.config.output, { recursive: true });
  assert.ok(filesWith(await told.tree(), "quahog").includes(dayPage), "an older copy is back");
  const report = await told.build({ check: true });
  assert.equal(report.full, true);
  assertSameTree(await told.tree(), without);

  await writeFile(join(told.config.output, "general/2024/stray.html"), "quahog");
  await told.build({ check: true });
  assertSameTree(await told.tree(), without);
  assert.equal((await told.build({ check: true })).full, false, "now every file is as it was built");
});
