import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { loadConfig } from "#scripts/commands/support/load-config.ts";
import { readProject } from "#test/support/read-project.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const entry = join(root, "scripts/daybook.ts");
const readme = await readProject("README.md");
const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) => block.trim());
const ownRooms = blocks.find((block) => block.includes("-- init"))?.split("\n") ?? [];

test("the README has the two commands that do everything, and their scripts exist", async () => {
  const { scripts } = JSON.parse(await readProject("package.json")) as { readonly scripts: Record<string, string> };
  for (const name of ["demo", "test"]) assert.ok(name in scripts, name);
  assert.deepEqual(blocks.slice(0, 2), ["npm ci && npm run demo", "npm ci && npm test"]);
});

test("the five lines for one's own rooms write a configuration that is right, and a token nobody else reads", async (t) => {
  assert.equal(ownRooms.length, 5);
  const folder = await temporaryFolder(t);
  const [, init = "", token = ""] = ownRooms;
  for (const line of [init, token]) await runLine(line, folder);
  const config = loadConfig(join(folder, "daybook.yaml"));
  assert.deepEqual(
    config.rooms.map(({ room, slug }) => ({ room, slug })),
    [{ room: "#general:example.org", slug: "general" }],
  );
  assert.equal(config.homeserver.tokenFile, join(folder, "token"));
  assert.equal((await stat(join(folder, "token"))).mode & 0o777, 0o600);
});

test("every daybook command that the README names exists", async (t) => {
  const folder = await temporaryFolder(t);
  const named = new Set([...readme.matchAll(/npm run daybook -- ([a-z]+)/g)].map(([, name = ""]) => name));
  assert.deepEqual([...named].toSorted(), ["init", "plan", "serve", "update"]);
  for (const name of named) {
    const { stdout } = await run(process.execPath, [entry, name, "--help"], { cwd: folder });
    assert.match(stdout, new RegExp(`^Usage: daybook ${name}\\b`, "m"));
  }
});

test("npm run demo makes the whole site of the sample community, offline", async (t) => {
  const folder = await temporaryFolder(t);
  await run("npm", ["run", "demo", "--", "--no-serve", "--output", folder], { cwd: root, maxBuffer: 2 ** 26 });
  const config = loadConfig(join(folder, "daybook.yaml"));
  for (const path of ["index.html", "about/index.html", "search/index.html", "404.html", "sitemap.xml", "robots.txt"]) {
    assert.ok((await stat(join(config.output, path))).size > 0, path);
  }
  const home = await readFile(join(config.output, "index.html"), "utf8");
  const published = config.rooms.filter(({ slug }) => home.includes(`/${slug}/`));
  assert.ok(published.length >= 4, `rooms on the home page: ${published.map(({ slug }) => slug).join(", ")}`);
  assert.ok(published.length < config.rooms.length, "a room that must not be published is on the home page");
});

/** Runs a line of the README in a shell, with the command of this checkout for the one of a checkout in the folder. */
async function runLine(line: string, cwd: string): Promise<void> {
  const command = line.replace("npm run daybook --", `"${process.execPath}" "${entry}"`);
  await run("bash", ["-euo", "pipefail", "-c", command], { cwd, env: { ...process.env, ACCESS_TOKEN: "syt_sample" } });
}
