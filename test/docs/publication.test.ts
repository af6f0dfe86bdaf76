import assert from "node:assert/strict";
import { test } from "node:test";
import { reasonWords } from "#scripts/commands/support/reason-words.ts";
import { readProject, tableRows } from "#test/support/read-project.ts";

test("every reason has its line in docs/publication.md, and no line names a reason that does not exist", async () => {
  const rows = tableRows(await readProject("docs/publication.md")).filter((row) => row.length === 3);
  const documented = rows.map(([, reason = ""]) => reason.replaceAll("`", ""));
  assert.deepEqual(documented.toSorted(), Object.keys(reasonWords).toSorted());
});
