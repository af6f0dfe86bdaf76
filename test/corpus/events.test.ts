import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { tilesFor, type CorpusCase } from "#test/support/corpus-case.ts";
import { assertSafeHtml } from "#test/unit/message/assert-safe-html.ts";

type Row = { readonly row: string; readonly section: string; readonly shows: string };

const folder = new URL("./", import.meta.url);
const rows = readJson("inventory.json") as readonly Row[];
const files = globSync("events/*/*.json", { cwd: folder }).toSorted();
const cases = files.map((file) => ({ file, ...(readJson(file) as CorpusCase) }));

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), "utf8"));
}

for (const { row, shows } of rows) {
  suite(`${row}: ${shows}`, () => {
    for (const one of cases.filter((found) => found.row === row)) {
      test(`${one.promise} (${one.source})`, () => {
        const tiles = tilesFor(one);
        assert.deepEqual(Array.isArray(one.expect) ? tiles : tiles[0], one.expect);
        for (const { html } of tiles) if (html !== undefined) assertSafeHtml(html);
      });
    }
  });
}

suite("the corpus", () => {
  test("has for each row of the inventory a well-formed and a malformed case", () => {
    const lacking = (wellFormed: boolean) =>
      rows.filter(({ row }) => !cases.some((one) => one.row === row && one.wellFormed === wellFormed));
    assert.deepEqual([lacking(true), lacking(false)], [[], []]);
  });

  test("has its cases in the folders of their rows, each with a promise of its own and a source", () => {
    for (const { file, row, source } of cases) {
      assert.equal(file.split("/")[1], row);
      assert.ok(rows.some((known) => known.row === row), `${file}: no row of inventory.json`);
      assert.match(source, /\S/, file);
    }
    const promises = cases.map(({ row, promise }) => `${row}: ${promise}`);
    assert.deepEqual(promises.filter((one, index) => promises.indexOf(one) !== index), []);
  });
});
