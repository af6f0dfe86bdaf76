import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sampleConfigText } from "#sample/sample-config.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { serveOnSomePort, stopAtSignal } from "./support/serve-until-stopped.ts";
import { UsageError } from "./support/usage-error.ts";
import type { World } from "./support/world.ts";
import { updateSite } from "./update.ts";

export type DemoOptions = { readonly output?: string; readonly serve?: boolean; readonly port?: number };

/** The address that canonical links name: fixed, so that the same sample gives the same site whatever port serves it. */
const siteUrl = "http://localhost:8080/";

/** A sample homeserver, a crawl, a build and a server: the whole product in one command, offline. */
export async function demo(world: World, { output, serve = true, port }: DemoOptions): Promise<ExitCode> {
  const { reporter, signal } = world;
  const folder = await prepareFolder(output);
  const configFile = join(folder, "daybook.yaml");
  const code = await crawlAndBuild(world, folder, configFile);
  if (code === exitCode.interrupted) return code;
  const { output: site } = loadConfig(configFile);
  reporter.print([
    { mark: "plain", text: `The demo is in ${folder}: daybook.yaml, data (the store), dist (the site)` },
  ]);
  if (!serve) return code;
  const server = await serveOnSomePort({ folder: site, basePath: new URL(siteUrl).pathname }, port);
  reporter.print([
    { mark: "good", text: `Open ${server.url}` },
    { mark: "plain", text: "Ctrl-C stops serving." },
  ]);
  await stopAtSignal(server, signal);
  return code;
}

async function crawlAndBuild(world: World, folder: string, configFile: string): Promise<ExitCode> {
  const sample = await startSampleHomeserver({ port: 0 });
  try {
    const tokenFile = join(folder, "token");
    await writeFile(tokenFile, `${sample.token}\n`, { mode: 0o600 });
    await chmod(tokenFile, 0o600);
    const paths = { store: "./data", output: "./dist", tokenFile: "./token" };
    await writeFile(configFile, sampleConfigText({ homeserverUrl: sample.url, siteUrl, ...paths }));
    // A token in the environment is for a real server: the sample must not see it.
    const ownWorld = { ...world, configFile, environment: {} };
    return await updateSite(ownWorld, loadConfig(configFile), {});
  } finally {
    await sample.stop();
  }
}

/** A folder of an earlier demo is used again; one with somebody's own configuration is left alone. */
async function prepareFolder(output: string | undefined): Promise<string> {
  if (output === undefined) return mkdtemp(join(tmpdir(), "daybook-demo-"));
  const folder = resolve(output);
  await mkdir(folder, { recursive: true });
  const configFile = join(folder, "daybook.yaml");
  if (existsSync(configFile) && !readFileSync(configFile, "utf8").startsWith(sampleMark)) {
    throw new UsageError(`${configFile} is not from a demo and was left as it is.\nName another folder with --output.`);
  }
  return folder;
}

const sampleMark = "# The sample community of Daybook.";
