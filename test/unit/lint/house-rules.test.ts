import assert from "node:assert/strict";
import { test } from "node:test";
import { lintFiles } from "#test/support/lint-files.ts";

const brandCast = "type EventId = string & { a: 1 };\nexport const x = (y: string): EventId => y as EventId;\n";

/** What must be reported: a promise, a file, its text and the rule. */
const broken: readonly (readonly [string, string, string, string])[] = [
  ["a file has at most 250 lines", "src/lib/long.ts", "// a line\n".repeat(250) + "export const x = 1;\n", "max-lines"],
  [
    "a component has at most 250 lines",
    "src/components/Long.astro",
    `---\n---\n${"<p>a</p>\n".repeat(249)}`,
    "file-lines",
  ],
  ["a route has about 20 lines", "src/pages/long.astro", `---\n---\n${"<p>a</p>\n".repeat(24)}`, "file-lines"],
  ["exports have names", "src/lib/default.ts", "export default 1;\n", "no-default-export"],
  ["files are kebab-case", "src/lib/camelCase.ts", "export const x = 1;\n", "filename-case"],
  ["get is no verb", "src/lib/get.ts", "export function getRoom(): number {\n  return 1;\n}\n", "no-get"],
  ["get is no verb of an interface", "src/lib/get-of.ts", "export interface A {\n  getRoom(): number;\n}\n", "no-get"],
  ["only matrix/ids.ts makes ids", "src/crawl/cast.ts", brandCast, "no-brand-cast"],
  ["src prints nothing by itself", "src/lib/print.ts", 'console.log("x");\n', "no-console"],
  ["any is not a type", "src/lib/any.ts", "export const x = (y: any): boolean => y === 1;\n", "no-explicit-any"],
  ["no promise is left alone", "src/lib/floating.ts", "Promise.resolve(1);\n", "no-floating-promises"],
  [
    "a value that may be missing is checked",
    "src/lib/sure.ts",
    "export const x = (y: number | undefined): number => y!;\n",
    "no-non-null-assertion",
  ],
  [
    "a type cannot slip past the layers",
    "src/view/type.ts",
    'export type x = import("#store/x.ts").X;\n',
    "consistent-type-imports",
  ],
  [
    "built-in modules are named in full",
    "src/store/fs.ts",
    'export { readFileSync } from "fs";\n',
    "prefer-node-protocol",
  ],
];

/** What must pass: the longest files, and the places where a rule makes room. */
const fine: readonly (readonly [string, string, string])[] = [
  ["a file of 250 lines passes", "src/lib/just.ts", "// a line\n".repeat(249) + "export const x = 1;\n"],
  ["a route of 25 lines passes", "src/pages/just.astro", `---\n---\n${"<p>a</p>\n".repeat(23)}`],
  ["a route may be named after its parameter", "src/pages/[room]/[day].astro", "<p>a</p>\n"],
  ["matrix/ids.ts makes ids", "src/matrix/ids.ts", brandCast],
  ["scripts may print", "scripts/print.ts", 'console.log("x");\n'],
  ["a configuration file exports a default", "some.config.ts", "export default 1;\n"],
];

const findings = await lintFiles(new Map([...broken, ...fine].map(([, path, text]) => [path, text])));

for (const [promise, path, , rule] of broken) {
  test(promise, () => assert.deepEqual([...new Set(findings.get(path)?.map((finding) => finding.rule))], [rule]));
}

for (const [promise, path] of fine) {
  test(promise, () => assert.deepEqual(findings.get(path), []));
}
