import { parseArgs } from "node:util";
import { isMet, tableOf } from "./figures.ts";
import { runBench } from "./run-bench.ts";

/** `npm run bench -- --pages 10000`: one table of ratios; 1 when a goal is missed, never because of seconds. */
const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "1000" },
    "crawl-events": { type: "string", default: "20000" },
    pictures: { type: "string", default: "40" },
    rounds: { type: "string", default: "3" },
  },
});

// Ends in order, so that the gigabytes of a run do not stay in memory.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const sections = await runBench({
  pages: wholeNumber("pages", values.pages, 400),
  crawlEvents: wholeNumber("crawl-events", values["crawl-events"], 1000),
  pictures: wholeNumber("pictures", values.pictures, 1),
  rounds: wholeNumber("rounds", values.rounds, 1),
  say: (line) => console.error(`${line} …`),
});
console.log(tableOf(sections));
const missed = sections.flatMap(({ figures }) => figures).filter((figure) => !isMet(figure, 1));
for (const { what } of missed) console.error(`Missed: ${what}`);
process.exitCode = missed.length === 0 ? 0 : 1;

function wholeNumber(name: string, text: string, atLeast: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= atLeast) return number;
  console.error(`--${name} takes a whole number from ${atLeast} on, not ${text}`);
  return process.exit(2);
}
