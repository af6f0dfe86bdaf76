import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { buildScene, type BuildScene } from "#test/support/build-scene.ts";
import { freePort } from "#test/support/free-port.ts";
import { keepPicture, mxcOf, picturePaths } from "#test/support/kept-media.ts";
import { assertSameTree } from "#test/support/site-build.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A store with two days, and the configuration file that Astro's own commands read. */
async function scene(t: TestContext): Promise<BuildScene & { readonly configFile: string }> {
  const told = await buildScene(t, { siteUrl: "https://chat.example.org/archive/" });
  told.stored.room.text("the quahog opens").at("2024-03-05 09:00");
  told.stored.room.image("pier.png", { url: mxcOf("pier") }).at("2024-03-05 10:00");
  told.stored.room.text("the quahog closes").at("2024-03-07 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-04-01 00:00");
  await keepPicture(told.store, mxcOf("pier"), "pier");
  const configFile = join(dirname(told.store.folder), "daybook.yaml");
  const text = JSON.stringify({
    site: {
      url: "https://chat.example.org/archive/",
      title: "Example chat",
      description: "What the community says, day by day",
      language: "en",
      contact: "mailto:archive@example.org",
    },
    homeserver: { url: "https://matrix.example.org" },
    rooms: [{ room: "#general:example.org", index: true }],
    store: "./data",
    output: "./dist",
  });
  await writeFile(configFile, text);
  return { ...told, configFile };
}

function astro(configFile: string, ...args: string[]) {
  const bin = fileURLToPath(new URL("./bin/astro.mjs", import.meta.resolve("astro/package.json")));
  return spawn(process.execPath, [bin, ...args], {
    cwd: root,
    env: { ...process.env, DAYBOOK_CONFIG: configFile, ASTRO_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("astro build alone makes the same site as daybook build", async (t) => {
  const { build, tree, configFile } = await scene(t);
  await build();
  const expected = await tree();
  const run = astro(configFile, "build");
  let said = "";
  run.stdout.on("data", (data: Buffer) => (said += data.toString()));
  run.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const [code] = (await once(run, "close")) as [number];
  assert.equal(code, 0, said);
  assertSameTree(await tree(), expected);
});

test("astro dev serves pages from the store as it is, and 404 for a day without one", async (t) => {
  const { build, configFile } = await scene(t);
  await build();
  const port = await freePort();
  const server = astro(configFile, "dev", "--port", String(port), "--host", "127.0.0.1");
  t.after(() => server.kill());
  const address = `http://127.0.0.1:${port}/archive/general/2024/03/05/`;
  const page = await firstAnswer(address);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /the quahog opens/);
  assert.equal((await fetch(address.replace("05/", "06/"))).status, 404);
  const [path = ""] = picturePaths("pier");
  const picture = await fetch(`http://127.0.0.1:${port}/archive/${path}`);
  assert.equal(picture.headers.get("content-type"), path.endsWith("jpg") ? "image/jpeg" : "image/webp");
  assert.match(await picture.text(), /^pier, /);
  assert.equal((await fetch(`http://127.0.0.1:${port}/archive/media/00/${"0".repeat(32)}.webp`)).status, 404);
});

async function firstAnswer(address: string): Promise<Response> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await fetch(address);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
    }
  }
}
