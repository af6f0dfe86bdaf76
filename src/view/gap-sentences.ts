import type { CalendarDay } from "#lib/calendar-day.ts";
import type { RoomCoverage } from "./inputs.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";

/** What is missing from a room's history, in plain sentences; none when nothing is. */
export function gapSentences(language: string, coverage: RoomCoverage): readonly string[] {
  const { fill, text } = wordsFor(language);
  const dates = datesFor(language);
  const { knownFrom } = coverage;
  const beginning =
    knownFrom === undefined
      ? coverage.complete || coverage.holes.length > 0
        ? []
        : [text.historyIncomplete]
      : [fill("knownFrom", { date: dates.day(knownFrom) })];
  const holes = coverage.holes.map(({ from, to }) =>
    fill(holeKey(from, to), {
      from: from === undefined ? "" : dates.day(from),
      to: to === undefined ? "" : dates.day(to),
    }),
  );
  return [...new Set([...beginning, ...holes])];
}

function holeKey(from: CalendarDay | undefined, to: CalendarDay | undefined) {
  if (from !== undefined && to !== undefined) return "holeBetween";
  if (to !== undefined) return "holeBefore";
  return from === undefined ? "holeSomewhere" : "holeAfter";
}
