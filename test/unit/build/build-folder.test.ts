import assert from "node:assert/strict";
import { chmod, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { BuildError } from "#build/build-error.ts";
import { StoreError } from "#store/store-error.ts";
import { asNobody } from "#test/support/as-nobody.ts";
import { buildScene, type BuildScene } from "#test/support/build-scene.ts";
import { readTree } from "#test/support/site-build.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";
import { tinyDisk, withoutTinyDisk } from "#test/support/tiny-disk.ts";

async function scene(t: TestContext): Promise<BuildScene> {
  const told = await buildScene(t);
  told.stored.room.text("hello").at("2024-03-05 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  return told;
}

async function refuses(work: Promise<unknown>, ...words: readonly RegExp[]): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof BuildError, String(error));
    for (const expected of words) assert.match(error.message, expected);
    return true;
  });
}

test("another build into the same folder is refused while one is running", async (t) => {
  const { build, config } = await scene(t);
  let second: Promise<unknown> | undefined;
  const progress = () => {
    second ??= assert.rejects(build(), (error) => {
      assert.ok(error instanceof StoreError);
      assert.match(error.message, /Another build is writing/);
      assert.ok(error.message.includes(config.output));
      return true;
    });
  };
  await build({ progress });
  assert.ok(second);
  await second;
});

test("an output folder that may not be written is named with what to do", async (t) => {
  const parent = await temporaryFolder(t);
  const { build, configure, store } = await scene(t);
  // With everything decided by a first build, the second one needs no more than to lock the store.
  await build();
  for (const folder of [dirname(store.folder), store.folder]) await chmod(folder, 0o777);
  await chmod(parent, 0o555);
  const config = { ...configure({}), output: join(parent, "dist") };
  await asNobody(() => refuses(build({}, config), /may not write there/, /"output"/));
  await chmod(parent, 0o755);
  await build({}, config);
  assert.ok((await stat(config.output)).isDirectory());
});

test("a file in the way of a folder, and a folder in the way of a file, are named", async (t) => {
  const { build, config } = await scene(t);
  await mkdir(dirname(config.output), { recursive: true });
  await writeFile(config.output, "a file");
  await refuses(build(), /a file stands where a folder is needed/);
  await rm(config.output);
  await mkdir(join(config.output, "general"), { recursive: true });
  await writeFile(join(config.output, "general/2024"), "a file");
  await refuses(build(), /a file stands where a folder is needed/);
  await rm(join(config.output, "general/2024"));
  await rm(join(config.output, "index.html"), { force: true });
  await mkdir(join(config.output, "index.html/inside"), { recursive: true });
  await refuses(build(), /a folder stands where a file is needed/);
  await rm(join(config.output, "index.html"), { recursive: true });
  assert.equal((await build()).outcome, "done");
});

test(
  "a full disk leaves whole files and says so; with space the build goes on",
  { skip: withoutTinyDisk },
  async (t) => {
    const disk = await tinyDisk(t, "200k");
    const { build, configure, tree } = await scene(t);
    const config = { ...configure({}), output: join(disk, "dist") };
    await refuses(build({}, config), /the disk is full/, /free some space/);
    const elsewhere = configure({ output: "elsewhere" });
    await build({}, elsewhere);
    const whole = await tree(elsewhere);
    for (const [path, bytes] of await readTree(config.output)) assert.deepEqual(bytes, whole.get(path), path);
  },
);
