import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { glob } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readProject } from "#test/support/read-project.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const documents = await Array.fromAsync(glob(["*.md", "docs/*.md"], { cwd: root }));

for (const document of documents) {
  test(`every file that ${document} links to or shows is there`, async () => {
    const text = await readProject(document);
    const links = [...text.matchAll(/\]\(([^)#\s]+)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image ?? "",
    );
    const missing = links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !existsSync(join(root, dirname(document), link)));
    assert.deepEqual(missing, []);
  });
}
