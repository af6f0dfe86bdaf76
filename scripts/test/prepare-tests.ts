import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** Something real that tests are run against. Preparing never fails: what is missing is said by the tests that need it. */
type Need = { readonly name: string; readonly mark: RegExp; readonly prepare: () => Promise<void> };

const needs: readonly Need[] = [
  { name: "Chromium", mark: /support\/chromium\.ts/, prepare: prepareChromium },
  { name: "Synapse", mark: /support\/(describe-with-)?synapse/, prepare: prepareSynapse },
];

/** Makes ready what the test files import helpers for, before the first test, so that no test's time limit pays for it. */
export async function prepareTests(files: readonly string[], say: (line: string) => void): Promise<void> {
  const sources = await Promise.all(files.map((file) => readFile(file, "utf8")));
  for (const { name, mark, prepare } of needs) {
    if (!sources.some((source) => mark.test(source))) continue;
    try {
      await prepare();
    } catch (error) {
      say(`${name} could not be made ready: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function prepareChromium(): Promise<void> {
  const { findChromium } = await import("#test/support/chromium-path.ts");
  if (findChromium() !== undefined) return;
  const canInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!canInstall) throw new Error("it is not installed; install it or set CHROMIUM_PATH to one");
  console.error("Installing Chromium for the browser tests: once, about a minute …");
  await runLoudly("apt-get", ["update", "-qq"]);
  await runLoudly("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
}

async function prepareSynapse(): Promise<void> {
  const { synapsePython } = await import("#test/support/synapse-environment.ts");
  await synapsePython();
}

function runLoudly(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const child = spawn(command, args, { env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}
