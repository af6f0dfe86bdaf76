import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { prepareTests } from "./test/prepare-tests.ts";
import { testFilesIn } from "./test/test-files.ts";

/**
 * `npm test` runs the checks and every test, `npm test -- test/unit` a part; options go to `node --test`
 * (`npm test -- --test-name-pattern=reply`).
 */
const options = process.argv.slice(2).filter((argument) => argument.startsWith("-"));
const paths = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));

/** For one test file with all its tests; one that needs longer hangs. */
const timeLimitMs = 600_000;

process.chdir(fileURLToPath(new URL("../", import.meta.url)));
try {
  const files = await testFilesIn(paths.length === 0 ? ["test"] : paths);
  const checked = process.argv.length === 2 ? await runNode(["scripts/check.ts"]) : 0;
  await prepareTests(files, (line) => console.error(line));
  process.exitCode = Math.max(checked, await runNode(testArguments(files)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

/** Two files at a time, since each is a process of its own and some start servers and browsers. */
function testArguments(files: readonly string[]): readonly string[] {
  const reporter = process.env["CI"] === "true" ? "./scripts/test/short-reporter.ts" : "spec";
  const limits = ["--test-concurrency=2", `--test-timeout=${timeLimitMs}`];
  return ["--test", ...limits, `--test-reporter=${reporter}`, ...options, ...files];
}

/** Far from UTC, in a zone of odd minutes, so that local time in any page or date shows itself. */
function runNode(args: readonly string[]): Promise<number> {
  const env = { ...process.env, TZ: process.env["TZ"] ?? "Pacific/Chatham" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
