import assert from "node:assert/strict";
import { test } from "node:test";
import type { BuildReport } from "#build/build-report.ts";
import { buildReportLines } from "#scripts/commands/support/build-report-lines.ts";

test("a build report names what was taken back, for caches and search engines, and leaves a long list to --json", () => {
  const site = "https://chat.example.org/";
  const many = Array.from({ length: 40 }, (_, index) => `${site}general/2024/03/${index}/`);
  const report: BuildReport = {
    outcome: "done",
    full: false,
    rendered: 1,
    written: ["general/index.html"],
    deleted: [],
    unchanged: 0,
    files: 10,
    sizeBytes: 1000,
    messages: 5,
    withdrawn: { vanished: [`${site}general/2024/03/05/`], changed: [`${site}general/`] },
    warnings: [],
  };
  const told = (withdrawn: BuildReport["withdrawn"]) =>
    buildReportLines({ ...report, withdrawn }, "/srv/dist")
      .slice(2)
      .map(({ mark, text }) => `${mark}|${text}`);
  assert.deepEqual(told(report.withdrawn), [
    "warn|  Something was taken back: once the site is published, have caches and search engines fetch 2 addresses again",
    "plain|    gone: https://chat.example.org/general/2024/03/05/",
    "plain|    less: https://chat.example.org/general/",
  ]);
  const long = told({ vanished: many, changed: [] });
  assert.equal(long.length, 32);
  assert.equal(long.at(-1), "plain|    and 10 more; --json names all");
  assert.deepEqual(told({ vanished: [], changed: [] }), []);
});
