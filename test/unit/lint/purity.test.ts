import assert from "node:assert/strict";
import { test } from "node:test";
import { layers } from "#scripts/lint/layers.ts";
import { type LintFinding, lintFiles } from "#test/support/lint-files.ts";

/** What a pure folder may not touch, one line each, and the rule that reports it. */
const worldly: readonly (readonly [string, string])[] = [
  [`export { readFileSync } from "node:fs";`, "no-restricted-imports"],
  [`export { readFile } from "node:fs/promises";`, "no-restricted-imports"],
  [`export const disk = import("node:fs");`, "no-restricted-imports"],
  [`export { hrtime } from "node:process";`, "no-restricted-imports"],
  [`export { setTimeout as wait } from "node:timers/promises";`, "no-restricted-imports"],
  [`export { randomBytes } from "node:crypto";`, "no-restricted-imports"],
  [`export const answer = fetch("http://127.0.0.1/");`, "no-restricted-globals"],
  [`export const hidden = globalThis.fetch("http://127.0.0.1/");`, "no-restricted-globals"],
  [`export const home = process.env["HOME"];`, "no-restricted-globals"],
  [`export const later = setTimeout(String, 1);`, "no-restricted-globals"],
  [`export const often = setInterval(String, 1);`, "no-restricted-globals"],
  [`export const soon = setImmediate(String);`, "no-restricted-globals"],
  [`export const since = performance.now();`, "no-restricted-globals"],
  [`export const id = crypto.randomUUID();`, "no-restricted-globals"],
  [`export const now = Date.now();`, "no-restricted-properties"],
  [`export const chance = Math.random();`, "no-restricted-properties"],
  [`export const today = new Date();`, "no-clock"],
  [`export const todayAsText = Date();`, "no-clock"],
];

const harmless = [
  `export const start = new Date(0);`,
  `export const parsed = Date.parse("2024-01-01");`,
  `export const larger = Math.max(1, 2);`,
];

const pure = Object.entries(layers).filter(([, layer]) => layer.pure);
const lines = [...worldly.map(([line]) => line), ...harmless];
const pathOf = (name: string) => `src/${name}/planted.ts`;
const findings = await lintFiles(
  new Map(["store", ...pure.map(([name]) => name)].map((name) => [pathOf(name), `${lines.join("\n")}\n`])),
);

test("publication, timeline, message and view are pure", () => {
  const names = pure.map(([name]) => name);
  for (const name of ["publication", "timeline", "message", "view"]) assert.ok(names.includes(name), name);
});

for (const [name] of pure) {
  test(`${name} touches no disk, network, clock, chance or environment`, () => {
    const reported = findingsOf(name).map(({ line, rule }) => [lines[line - 1], rule]);
    assert.deepEqual(reported, worldly);
  });
}

test("a folder that is not pure may do all this", () => {
  assert.deepEqual(findingsOf("store"), []);
});

/** Without the findings that planted code has for lack of types around it. */
function findingsOf(name: string): readonly LintFinding[] {
  return findings.get(pathOf(name))?.filter(({ rule }) => !rule.startsWith("no-unsafe-")) ?? [];
}
