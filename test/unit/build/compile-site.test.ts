import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { BuildError } from "#build/build-error.ts";
import { compileSite } from "#build/compile-site.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

test("pages that cannot be compiled end the build with what the compiler said", async (context) => {
  const folder = await temporaryFolder(context);
  // A file where the folder of compiled pages would be.
  await writeFile(join(folder, "compiled"), "");
  await assert.rejects(compileSite("https://chat.example.org/", folder), (error) => {
    assert(error instanceof BuildError);
    assert.match(error.message, /^The pages could not be compiled\..*ENOTDIR/s);
    return true;
  });
});
