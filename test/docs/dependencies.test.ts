import assert from "node:assert/strict";
import { test } from "node:test";
import { readProject, tableRows } from "#test/support/read-project.ts";

type Manifest = {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

const manifest = JSON.parse(await readProject("package.json")) as Manifest;
const declared = { ...manifest.dependencies, ...manifest.devDependencies };
const rows = tableRows(await readProject("docs/dependencies.md"));

test("every dependency has its line, and every line its dependency", () => {
  const documented = rows.map(([name = ""]) => name.replaceAll("`", ""));
  assert.deepEqual(documented.toSorted(), Object.keys(declared).toSorted());
});

test("each line names the licence that the package has", async () => {
  for (const [name = "", , , licence] of rows) {
    const installed = JSON.parse(
      await readProject(`node_modules/${name.replaceAll("`", "")}/package.json`),
    ) as Manifest;
    assert.equal(licence, installed.license, name);
  }
});

test("what the product needs says why it was chosen", () => {
  const needed = Object.keys(manifest.dependencies ?? {});
  const silent = rows.filter(([name, , why]) => needed.includes(name?.replaceAll("`", "") ?? "") && why === "");
  assert.deepEqual(silent, []);
});

test("versions are pinned exactly", () => {
  const loose = Object.entries(declared).filter(([, version]) => !/^(npm:[^@]*.+@)?\d+\.\d+\.\d+$/.test(version));
  assert.deepEqual(loose, []);
});
