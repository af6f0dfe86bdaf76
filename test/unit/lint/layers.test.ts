import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type Layer, layers, packageHomes } from "#scripts/lint/layers.ts";
import { lintFiles } from "#test/support/lint-files.ts";

/** One planted file: each line imports something; `refused` are the lines that must be reported, and no others. */
type Planted = { readonly path: string; readonly lines: readonly string[]; readonly refused: readonly string[] };

const lawRules = new Set(["no-restricted-imports", "types-only"]);
const reExport = (specifier: string) => `export * from "${specifier}";`;

/** Folders and files below src that somebody could want to import, a new folder among them. */
const targets = [...Object.keys(layers).filter((name) => layers[name]?.files[0]?.startsWith("src/")), "another-folder"];

const plantedByLayer = new Map(
  Object.entries(layers).map(([name, layer]) => {
    const ownFolders = targets.map((target) => ({
      line: reExport(target.endsWith(".ts") ? `#${target}` : `#${target}/some/file.ts`),
      legal: layer.mayImport.includes(target),
    }));
    const packages = Object.entries(packageHomes).flatMap(([dependency, homes]) =>
      [dependency, `${dependency}/sub/path.js`].map((specifier) => ({
        line: reExport(specifier),
        legal: homes.includes(name),
      })),
    );
    return [name, planted(pathIn(layer), [...ownFolders, ...packages])];
  }),
);

const plantedByPromise = new Map<string, readonly Planted[]>([
  [
    "pages import types of archive.ts, never its code; other layers neither",
    [
      planted("src/pages/types.ts", [
        { line: `export type { x } from "#archive.ts";`, legal: true },
        { line: `import type { y } from "#archive.ts"; export type t = y;`, legal: true },
        { line: `export { code } from "#archive.ts";`, legal: false },
        { line: `export const z = import("#archive.ts");`, legal: false },
      ]),
      planted("src/view/types.ts", [{ line: `export type { x } from "#archive.ts";`, legal: false }]),
    ],
  ],
  [
    "config imports the ids of matrix and nothing else of it",
    [
      planted("src/config/ids.ts", [
        { line: reExport("#matrix/ids.ts"), legal: true },
        { line: reExport("#matrix/homeserver.ts"), legal: false },
      ]),
    ],
  ],
  [
    "a dynamic import is an import",
    [planted("src/view/dynamic.ts", [{ line: `export const x = import("#store/x.ts");`, legal: false }])],
  ],
  [
    "frontmatter and scripts of .astro files obey",
    [
      planted("src/components/Tile.astro", [
        { line: "---", legal: true },
        { line: `import { x } from "#store/x.ts";`, legal: false },
        { line: `import { y } from "#view/y.ts";`, legal: true },
        { line: "---", legal: true },
        { line: "<p>{x}{y}</p>", legal: true },
        { line: "<script>", legal: true },
        { line: `import { z } from "#store/z.ts";`, legal: false },
        { line: "z();", legal: true },
        { line: "</script>", legal: true },
      ]),
    ],
  ],
  [
    "a relative path stays in its folder",
    [
      planted("src/view/near.ts", [
        { line: reExport("./strings/en.ts"), legal: true },
        { line: reExport("../store/x.ts"), legal: false },
      ]),
      planted("src/view/strings/near.ts", [
        { line: reExport("../models.ts"), legal: true },
        { line: reExport("../../lib/x.ts"), legal: false },
      ]),
    ],
  ],
  [
    "tests may import every layer and package, and climb no two folders",
    [
      planted("test/unit/any.test.ts", [
        ...[...targets, ...Object.keys(packageHomes)].map((target) => ({ line: reExport(`#${target}`), legal: true })),
        { line: reExport("../../support/x.ts"), legal: false },
      ]),
    ],
  ],
]);

const all = [...plantedByLayer.values(), ...[...plantedByPromise.values()].flat()];
const findings = await lintFiles(new Map(all.map(({ path, lines }) => [path, `${lines.join("\n")}\n`])));

test("every folder and file of src has a line in the table", async () => {
  const entries = await readdir(fileURLToPath(new URL("../../../src/", import.meta.url)));
  const code = entries.filter((name) => !name.endsWith(".d.ts"));
  assert.deepEqual(
    code.filter((name) => layers[name] === undefined),
    [],
  );
});

for (const [name, file] of plantedByLayer) {
  const others = layers[name]?.mayImport.filter((other) => other !== name) ?? [];
  test(`${name} imports ${others.join(", ") || "no other layer"}; the rest is refused`, () => assertRefused(file));
}

for (const [promise, files] of plantedByPromise) {
  test(promise, () => files.forEach(assertRefused));
}

function assertRefused({ path, lines, refused }: Planted): void {
  const reported = findings.get(path)?.filter(({ rule }) => lawRules.has(rule));
  assert.deepEqual([...new Set(reported?.map(({ line }) => lines[line - 1]))], refused);
}

function planted(path: string, lines: readonly { readonly line: string; readonly legal: boolean }[]): Planted {
  const refused = lines.filter(({ legal }) => !legal);
  return { path, lines: lines.map(({ line }) => line), refused: refused.map(({ line }) => line) };
}

function pathIn({ files: [glob = ""] }: Layer): string {
  return glob.replace("**", "planted.ts");
}
