import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { suite, test, type TestContext } from "node:test";
import { promisify } from "node:util";
import { publishFolderFor, publishListNames } from "#build/publish-lists.ts";
import { acknowledgePublished } from "#operations/acknowledge-published.ts";
import { buildScene } from "#test/support/build-scene.ts";
import { readProject } from "#test/support/read-project.ts";
import { bob, idOf } from "#test/support/room-builder.ts";
import { assertSameTree, filesWith, readTree } from "#test/support/site-build.ts";
import { withoutTool } from "#test/support/with-tool.ts";

const run = promisify(execFile);
const documented = await readProject("docs/publishing.md");

/** A site of two days, and the folder of its lists. */
async function scene(t: TestContext) {
  const told = await buildScene(t);
  const { room } = told.stored;
  const secret = room.text("quicksilver").at("2024-03-05 09:00");
  room.text("sandstone").from(bob).at("2024-03-07 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-05-01 00:00");
  await told.build();
  const { store, config } = told;
  const folder = publishFolderFor(store.folder, config.output);
  const read = async (name: string) => (await readFile(join(folder, name), "utf8")).split("\n").filter(Boolean);
  return {
    ...told,
    secret,
    folder,
    read,
    all: async () => (await Promise.all(publishListNames.map(read))).flat().toSorted(),
    acknowledge: (number?: number) => acknowledgePublished(store, config.output, number),
    remove: (what: "event" | "user", target: string) =>
      store.decide([{ kind: "removal", what, target, at: "2024-06-01T12:00:00.000Z" }]),
  };
}

test("the first lists hold the whole site, each file once, and what pages need before them", async (t) => {
  const { all, read, tree } = await scene(t);
  assert.deepEqual(await all(), [...(await tree()).keys()].toSorted());
  assert.deepEqual([await read("1-delete.txt"), await read("5-delete.txt")], [[], []]);
  const needed = await read("3-upload.txt");
  assert.ok(needed.some((path) => path.startsWith("_astro/")) && needed.some((path) => path.endsWith(".pf_index")));
  const last = await read("4-upload.txt");
  assert.ok(last.includes("index.html") && last.some((path) => path.endsWith("/pagefind-entry.json")));
});

test("what is taken back comes first: pages that show less, pages in the place of others, and files that have gone", async (t) => {
  const { after, read, remove, acknowledge, secret } = await scene(t);
  await acknowledge();
  await after(() => remove("user", bob));
  assert.deepEqual(await read("2-upload.txt").then((paths) => paths.filter((path) => path.endsWith("07/index.html"))), [
    "general/2024/03/07/index.html",
  ]);
  const change = await after(() => remove("event", idOf(secret)));
  assert.ok((await read("2-upload.txt")).includes("general/2024/03/05/index.html"));
  const gone = await read("1-delete.txt");
  assert.ok(change.removed.length > 0);
  for (const path of change.removed) assert.ok(gone.includes(path), path);
});

test("lists keep what was not acknowledged, also what was built after they were read", async (t) => {
  const { stored, build, read, all, acknowledge } = await scene(t);
  const [number] = await read("number");
  stored.room.text("driftwood").at("2024-03-07 10:00");
  await stored.write();
  const { written } = await build();
  assert.ok(written.includes("general/2024/03/07/index.html"));
  const { published, waiting } = await acknowledge(Number(number));
  assert.ok(published > 0);
  assert.equal(waiting, (await all()).length);
  for (const path of written) assert.ok((await all()).includes(path), path);
  assert.deepEqual(await acknowledge().then((report) => report.waiting), 0);
  assert.deepEqual(await all(), []);
});

test("a file that comes back before its end was published is uploaded, not deleted", async (t) => {
  const { build, read, configure, acknowledge } = await scene(t);
  await acknowledge();
  const { deleted } = await build({}, configure({ rooms: [{ room: "#general:example.org", index: false }] }));
  const [feed = assert.fail("nothing went")] = deleted.filter((path) => path.endsWith("feed.xml"));
  assert.ok((await read("1-delete.txt")).includes(feed));
  await build();
  assert.ok(!(await read("1-delete.txt")).includes(feed));
  assert.ok((await read("4-upload.txt")).includes(feed));
});

for (const { tool, target } of [
  { tool: "rsync", target: "host" },
  { tool: "rclone", target: "remote" },
]) {
  suite(`the recipe for ${tool} in docs/publishing.md`, { skip: withoutTool(tool) }, () => {
    test("brings the host to the site, deletes what was taken back, and makes up for an upload that broke off", async (t) => {
      const told = await scene(t);
      const { config, tree, stored, build, remove, secret, acknowledge, folder } = told;
      const host = join(dirname(config.output), "host");
      const script = recipeFor(tool, { site: config.output, lists: folder, [target]: host });
      const publish = async (recipe = script) => {
        const { stdout } = await run("sh", ["-c", `daybook() { echo "$@"; }\n${recipe}`]);
        const [, number] = /^published --number (\d+)$/m.exec(stdout) ?? assert.fail(stdout);
        await acknowledge(Number(number));
      };
      await mkdir(host);
      await publish();
      assertSameTree(await readTree(host), await tree());

      await remove("event", idOf(secret));
      await build();
      await assert.rejects(publish(script.replaceAll("3-upload", "3-lost")), /3-lost/);
      assert.deepEqual(filesWith(await readTree(host), "quicksilver"), [], "gone although the upload broke off");
      stored.room.text("driftwood").at("2024-03-07 10:00");
      await stored.write();
      await build();
      await writeFile(join(host, "own.txt"), "not of the site");
      await publish();
      await rm(join(host, "own.txt"));
      assertSameTree(await readTree(host), await tree());

      await publish();
      assertSameTree(await readTree(host), await tree(), "nothing is listed and nothing happens");
    });
  });
}

/** The script as documented, with folders of this machine in the place of its own. */
function recipeFor(tool: string, places: Readonly<Record<string, string>>): string {
  const [, script = ""] = new RegExp(`\`\`\`sh ${tool}\n(.*?)\`\`\``, "s").exec(documented) ?? [];
  return Object.entries(places).reduce((text, [name, place]) => {
    const line = new RegExp(`^${name}=.*$`, "m");
    assert.match(text, line);
    return text.replace(line, `${name}='${place}'`);
  }, script);
}
