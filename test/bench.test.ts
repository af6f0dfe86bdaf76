import assert from "node:assert/strict";
import { test } from "node:test";
import { isMet, tableOf } from "../bench/figures.ts";
import { runBench } from "../bench/run-bench.ts";

/**
 * So few days and one round beside other tests: most of each ratio is the start of programs and whatever else the machine
 * does, so only gross ones fail here. Counts, sizes and equality are exact at any load.
 */
const slack = 8;

test("on a small archive the benchmark meets its goals: an update equals a build from nothing, and nothing new costs nothing", async (context) => {
  const sections = await runBench({
    pages: 100,
    crawlEvents: 4000,
    pictures: 4,
    rounds: 1,
    say: (line) => context.diagnostic(line),
  });
  const figures = sections.flatMap((section) => section.figures);
  assert.deepEqual(
    figures.filter(({ measured }) => !Number.isFinite(measured)),
    [],
    "each figure is a number",
  );
  assert.deepEqual(
    figures.filter((figure) => !isMet(figure, slack)),
    [],
    tableOf(sections, slack),
  );
});
