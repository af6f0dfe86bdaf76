import { createRandom } from "#sample/random.ts";
import type { Random } from "#sample/random.ts";
import type { ScriptLine } from "./chat-script.ts";
import { fillSlots, numberSlots } from "./fill-slots.ts";
import type { TimedLine } from "./play-scenes.ts";
import { stationNames, stations } from "./stations.ts";
import { stormDayMs, stormLevel } from "./storm-tide.ts";

/** Messages of each stretch of the day: 700 in all. */
const stretches: readonly (readonly [fromHour: number, toHour: number, messages: number, phase: Phase])[] = [
  [0.3, 6, 18, "calm"],
  [6, 12, 66, "calm"],
  [12, 14.6, 60, "calm"],
  [14.6, 16, 52, "rising"],
  [16, 18, 132, "rising"],
  [18, 19.2, 140, "peak"],
  [19.2, 20, 100, "falling"],
  [20, 22, 84, "falling"],
  [22, 23.9, 48, "falling"],
];

type Phase = "calm" | "rising" | "peak" | "falling";

/** Two stations fell silent in the evening; what they sent last came then. */
const silentFrom: Readonly<Record<string, number>> = { "Heron Creek": 18.1, "Old Mole": 18.55 };

const talkers = ["mara", "ines", "jonas", "tomasz", "padraig", "adaeze", "siv", "bo", "rosalind"];
const hourMs = 3_600_000;

/** The busy day of the lobby: readings from eleven stations, what people said to each other, questions with their answers. */
export function playStorm(script: string): readonly TimedLine[] {
  const groups = parseGroups(script);
  const random = createRandom(20_260_211);
  const phases = new Map<Phase, number[]>();
  for (const [from, to, count, phase] of stretches) {
    const times = Array.from({ length: count }, () =>
      Math.round(stormDayMs + (from + (random.below(1e6) / 1e6) * (to - from)) * hourMs),
    );
    phases.set(phase, [...(phases.get(phase) ?? []), ...times.toSorted((left, right) => left - right)]);
  }
  return [...phases].flatMap(([phase, times]) => playPhase(phase, times, groups, random));
}

function parseGroups(script: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  let group: string[] = [];
  for (const line of script.split("\n")) {
    if (line.startsWith("== ")) groups.set(line.slice(3), (group = []));
    else if (line !== "" && !line.startsWith("#")) group.push(line);
  }
  return groups;
}

function playPhase(
  phase: Phase,
  times: readonly number[],
  groups: ReadonlyMap<string, readonly string[]>,
  random: Random,
): readonly TimedLine[] {
  const talk = groups.get(`${phase}-talk`) ?? [];
  const readings = groups.get(phase) ?? [];
  const talkAt = new Map(talk.map((text, index) => [Math.floor(((index + 0.5) * times.length) / talk.length), text]));
  const lines: TimedLine[] = [];
  let last = "";
  for (let index = 0; index < times.length; index += 1) {
    const timeMs = times[index] ?? 0;
    const spoken = talkAt.get(index);
    const answerMs = times[index + 1];
    if (spoken !== undefined) lines.push(say(timeMs, ...speakerOf(spoken, random)));
    else if (random.below(14) === 0 && answerMs !== undefined && !talkAt.has(index + 1)) {
      lines.push(...ask(timeMs, answerMs, random.pick(groups.get("questions") ?? []), random));
      index += 1;
    } else {
      last = random.pick(readings.filter((reading) => reading !== last));
      lines.push(...read(timeMs, last, random));
    }
  }
  return lines;
}

function say(timeMs: number, who: string, text: string, marks: Readonly<Record<string, string>> = {}): TimedLine {
  const line: ScriptLine = { who, text, gapMinutes: undefined, marks: new Map(Object.entries(marks)) };
  return { room: "lobby", timeMs, line, scope: "storm" };
}

function speakerOf(text: string, random: Random): readonly [who: string, text: string] {
  const match = /^([a-z]+): (.*)$/.exec(text);
  return match === null ? [random.pick(talkers), text] : [match[1] ?? "", match[2] ?? ""];
}

function ask(timeMs: number, answerMs: number, text: string, random: Random): readonly TimedLine[] {
  const station = stationAt(timeMs, random);
  const [question = "", answer = ""] = text.split(" | ");
  const keeper = stations[station]?.keeper ?? "mara";
  const asker = random.pick(talkers.filter((who) => who !== keeper));
  return [
    say(timeMs, asker, fillSlots(question, random, slotsAt(station, timeMs, random)), { id: `q${timeMs}` }),
    say(answerMs, keeper, fillSlots(answer, random, slotsAt(station, answerMs, random)), { re: `q${timeMs}` }),
  ];
}

/** A reading, sometimes with a reaction, a correction or a long way to travel. */
function read(timeMs: number, text: string, random: Random): readonly TimedLine[] {
  const station = stationAt(timeMs, random);
  const who = stations[station]?.keeper ?? "mara";
  const body = fillSlots(text, random, slotsAt(station, timeMs, random));
  const label = `r${timeMs}`;
  const dice = random.below(100);
  const late = dice === 99 ? { late: String(20 + random.below(90)) } : {};
  const lines = [say(timeMs, who, body, { id: label, ...late })];
  const others = talkers.filter((other) => other !== who);
  if (dice < 12)
    lines.push(say(timeMs + 20_000, random.pick(others), random.pick(["😮", "🌊", "🙏", "👀"]), { on: label }));
  if (dice < 4)
    lines.push(say(timeMs + 31_000, random.pick(others.slice(0, 4)), random.pick(["❗", "💨"]), { on: label }));
  if (dice === 50) lines.push(say(timeMs + 70_000, who, `${body} (checked twice)`, { edit: label }));
  if (dice === 60) lines.push(say(timeMs + 90_000, who, "", { redact: label }));
  return lines;
}

function stationAt(timeMs: number, random: Random): string {
  const hour = (timeMs - stormDayMs) / hourMs;
  return random.pick(stationNames.filter((name) => hour < (silentFrom[name] ?? 24)));
}

function slotsAt(station: string, timeMs: number, random: Random): Readonly<Record<string, () => string>> {
  const { levelM, overM } = stormLevel(station, timeMs);
  const overCm = Math.round(overM * 100);
  return {
    ...numberSlots(random),
    station: () => station,
    level: () => levelM.toFixed(2),
    over: () => (overCm < 3 ? "as the table says" : `${overCm} cm over the table`),
    clock: () => new Date(timeMs).toISOString().slice(11, 16),
  };
}
