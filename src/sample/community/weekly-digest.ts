import { createRandom } from "#sample/random.ts";
import type { TimedLine } from "./play-scenes.ts";
import { stationNames } from "./stations.ts";

const firstSundayMs = Date.parse("2025-11-09T20:00:00Z");
const weekMs = 7 * 86_400_000;

/** The bot's notice of each Sunday evening in the almanac. */
export function playDigests(): readonly TimedLine[] {
  return Array.from({ length: 33 }, (_, week) => {
    const random = createRandom(500 + week);
    const since = new Date(firstSundayMs + (week - 1) * weekMs).toISOString().slice(0, 10);
    const text = [
      `**Week from ${since}**`,
      `- highest: ${random.pick(stationNames)}, ${(3.4 + random.below(70) / 100).toFixed(2)} m`,
      `- lowest: ${random.pick(stationNames)}, ${(0.2 + random.below(40) / 100).toFixed(2)} m`,
      `- readings: ${(9_000 + random.below(4_000)).toLocaleString("en")}, holes: ${random.below(9)}`,
    ].join("\n");
    const line = { who: "bot", text, gapMinutes: undefined, marks: new Map([["notice", ""]]) };
    return { room: "almanac", timeMs: firstSundayMs + week * weekMs, line, scope: `digest ${week}` };
  });
}
