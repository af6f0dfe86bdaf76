import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { testFilesIn } from "./test/test-files.ts";

/**
 * `npm run fuzz -- --seeds 50` runs everything that is tested with made-up input, once for each of fifty seeds; `--seed 7` begins at
 * that one, so that a failure can be seen again; paths name other test files. Prints each seed; the exit code is 1 when one failed.
 */
const fuzzed = [
  "test/property/any-event.test.ts",
  "test/property/arrival-order.test.ts",
  "test/property/fold-day.test.ts",
  "test/property/masking.test.ts",
  "test/property/publication.test.ts",
  "test/property/sanitise.test.ts",
  "test/browser/hostile.test.ts",
  "test/browser/message-markup.test.ts",
];
/** For one file and seed. */
const timeLimitMs = 900_000;

process.chdir(fileURLToPath(new URL("../", import.meta.url)));
try {
  process.exitCode = await fuzz(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function fuzz(args: readonly string[]): Promise<number> {
  const options = { seeds: { type: "string", default: "3" }, seed: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const seeds = wholeNumber("--seeds", values.seeds);
  const first = values.seed === undefined ? randomInt(2 ** 30) : wholeNumber("--seed", values.seed);
  const files = await testFilesIn(positionals.length === 0 ? fuzzed : positionals);
  const failed: number[] = [];
  for (let seed = first; seed < first + seeds; seed += 1) {
    const code = await runWith(seed, files);
    console.log(`seed ${seed}: ${code === 0 ? "all held" : "FAILED"}`);
    if (code !== 0) failed.push(seed);
  }
  if (failed.length === 0) return 0;
  console.log(`To see one again: npm run fuzz -- --seeds 1 --seed ${failed[0]}`);
  return 1;
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${option} ${text} is not a whole number from 0 to 999999999: write ${option} 10`);
}

function runWith(seed: number, files: readonly string[]): Promise<number> {
  const limits = [
    "--test-concurrency=2",
    `--test-timeout=${timeLimitMs}`,
    "--test-reporter=./scripts/test/short-reporter.ts",
  ];
  const args = ["--import", "./test/support/fuzz-seed.ts", "--test", ...limits, ...files];
  const env = { ...process.env, DAYBOOK_TEST_SEED: String(seed) };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}
