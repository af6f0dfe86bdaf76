import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { testFilesIn } from "#scripts/test/test-files.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

test("a folder stands for the tests below it, a file for itself, each once and sorted", async (t) => {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, "deep/er"), { recursive: true });
  for (const name of ["b.test.ts", "deep/er/a.test.ts", "deep/support.ts"]) await writeFile(join(folder, name), "");
  const found = await testFilesIn([folder, join(folder, "b.test.ts")]);
  assert.deepEqual(found, [join(folder, "b.test.ts"), join(folder, "deep/er/a.test.ts")]);
});

test("a path without tests is refused: running nothing would look like passing", async (t) => {
  const folder = await temporaryFolder(t);
  await assert.rejects(testFilesIn([folder]), /no \*\.test\.ts in/);
  await assert.rejects(testFilesIn([join(folder, "absent")]), /does not exist/);
});
