import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const reporter = fileURLToPath(new URL("../../../scripts/test/short-reporter.ts", import.meta.url));

const suites = `
import { describe, test } from "node:test";
describe("all well", () => { test("fine", () => {}); });
describe("not well", () => {
  test("also fine", () => {});
  test("broken", () => { throw new Error("planted"); });
  test("left out", { skip: "no browser" }, () => {});
});
`;

test("the short report names what failed or was skipped, never what passed, and ends with the numbers", async (t) => {
  const file = join(await temporaryFolder(t), "planted.test.mjs");
  await writeFile(file, suites);
  const report = await reportOn(file);
  assert.match(report, /^▶ not well\n  ✖ broken \(.*\)\n  ﹣ left out \(.*\) # no browser\n✖ not well/);
  assert.doesNotMatch(report, /all well|fine/);
  assert.match(report, /Error: planted/);
  assert.match(report, /ℹ tests 4\n.*\nℹ pass 2\nℹ fail 1\n/);
});

function reportOn(file: string): Promise<string> {
  // A run inside a run would report to the outer one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, ["--test", `--test-reporter=${reporter}`, file], { env }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}
