import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { test, type TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { buildScene, type BuildScene } from "#test/support/build-scene.ts";
import { assertSameTree, compiledFor, filesWith, type Tree } from "#test/support/site-build.ts";

/** With 48 days there are 57 pages, in two steps; more are rendered by workers. */
async function scene(t: TestContext, dayCount = 48): Promise<BuildScene> {
  const told = await buildScene(t);
  const { room } = told.stored;
  for (let day = 0; day < dayCount; day += 1) room.text(`whelk ${day}`).at(Date.UTC(2024, 0, 1 + day, 9));
  await told.stored.write();
  await told.stored.crawledAt("2024-06-01 00:00");
  return told;
}

/** What a build that nothing disturbs makes of the store as it is. */
async function undisturbed({ build, tree, configure }: BuildScene): Promise<Tree> {
  const elsewhere = configure({ output: "undisturbed" });
  await build({ full: true }, elsewhere);
  return tree(elsewhere);
}

/** A signal that is given once a kind of progress was told a number of times. */
function stopAfter(count: number, unit: string) {
  const controller = new AbortController();
  let told = 0;
  const progress = (step: { readonly unit: string }) => {
    if (step.unit === unit && (told += 1) === count) controller.abort();
  };
  return { signal: controller.signal, progress };
}

for (const [unit, dayCount] of [
  ["days", 48],
  ["pages", 48],
  ["pages", 65],
] as const) {
  test(`a build of ${dayCount} days stopped after its first ${unit} is interrupted, and the next one ends as if nothing had been`, async (t) => {
    const told = await scene(t, dayCount);
    const first = await told.build(stopAfter(1, unit));
    assert.equal(first.outcome, "interrupted");
    const second = await told.build();
    assert.deepEqual([second.outcome, second.full], ["done", true], "an unfinished full build is begun anew");
    assertSameTree(await told.tree(), await undisturbed(told));
  });
}

test("an update that was stopped goes on from where the folder was, and forgets nothing of what came or went", async (t) => {
  const told = await scene(t);
  const { stored, build, tree } = told;
  await build();
  for (const draft of stored.room.drafts.slice(10, 13)) await stored.redact(draft, "2024-01-12 00:00");
  for (let day = 0; day < 46; day += 1) stored.room.text(`cockle ${day}`).at(Date.UTC(2024, 0, 1 + day, 12));
  stored.room.text("limpet").at("2023-05-05 09:00").placedAt(10);
  await stored.write();
  for (const unit of ["days", "pages"]) {
    const stopped = await build(stopAfter(1, unit));
    assert.deepEqual([stopped.outcome, stopped.full], ["interrupted", false]);
  }
  const last = await build();
  assert.deepEqual([last.outcome, last.full], ["done", false]);
  assertSameTree(await tree(), await undisturbed(told));
});

test("a build that was killed at any moment leaves only whole files, and the next one ends as if nothing had been", async (t) => {
  const told = await scene(t);
  const { build, config, tree } = told;
  const expected = await undisturbed(told);
  for (const afterMs of [0, 60, 150, 300]) {
    await buildAndKill(told, afterMs);
    for (const [path, bytes] of await tree().catch(() => new Map<string, Buffer>())) {
      if (!path.startsWith(".daybook-unfinished/")) assert.deepEqual(bytes, expected.get(path), path);
    }
  }
  await build();
  assertSameTree(await tree(), expected);
  assert.ok(!(await readdir(config.output)).includes(".daybook-unfinished"));
});

test("what a crawl changes while a build runs is in the next build", async (t) => {
  const told = await scene(t);
  const { build, stored, tree } = told;
  let change: Promise<void> | undefined;
  const progress = () => (change ??= changeAll());
  async function changeAll(): Promise<void> {
    for (const draft of stored.room.drafts.slice(0, 3)) await stored.redact(draft, "2024-01-01 10:00");
    stored.room.text("barnacle").at("2024-02-01 09:00");
    await stored.write();
    await stored.judge("open", { name: "Renamed" });
  }
  await build({ progress: () => void progress() });
  await change;
  await build();
  const files = await tree();
  assertSameTree(files, await undisturbed(told));
  assert.deepEqual(filesWith(files, "whelk 0"), []);
  assert.ok(filesWith(files, "barnacle").includes("general/2024/02/01/index.html"));
});

/** The same build in a process of its own, killed some time after it has begun to write. */
async function buildAndKill({ store, config }: BuildScene, afterMs: number): Promise<void> {
  const script = fileURLToPath(new URL("build-in-child.ts", import.meta.url));
  const input = JSON.stringify({ config, folder: store.folder, compiled: await compiledFor(config.site.url) });
  const child = spawn(process.execPath, [script, input], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill("SIGKILL");
  await once(child, "exit");
}
