import { calendarDayOf, dayMs } from "#lib/calendar-day.ts";
import type { Random } from "#sample/random.ts";
import { createRandom } from "#sample/random.ts";
import type { Scene, ScriptLine } from "./chat-script.ts";
import { fillSlots, numberSlots } from "./fill-slots.ts";
import { timeScene } from "./play-scenes.ts";
import type { TimedLine } from "./play-scenes.ts";
import { stationNames, stationOf } from "./stations.ts";

const firstMs = Date.parse("2025-12-06T00:00:00Z");
const lastMs = Date.parse("2026-06-28T00:00:00Z");

/** How often each scene is played, by room: with other people, places and wordings each time. */
const plays: Readonly<Record<string, number>> = { lobby: 6, workshop: 5, almanac: 4, gatherings: 4 };

const speakers: Readonly<Record<string, readonly string[]>> = {
  lobby: [
    "mara",
    "jonas",
    "ines",
    "tomasz",
    "padraig",
    "adaeze",
    "siv",
    "bo",
    "kit",
    "rosalind",
    "leila",
    "noam",
    "yuki",
  ],
  workshop: ["jonas", "adaeze", "siv", "padraig", "bo", "ines", "wen", "leila", "noam"],
  almanac: ["ines", "tomasz", "yuki", "wen", "rosalind", "siv", "adaeze", "jonas"],
  gatherings: ["mara", "leila", "padraig", "tomasz", "adaeze", "friederike", "kit", "bo", "rosalind"],
};

/** Nothing everyday happens around the storm, nor in the gatherings' room while it was closed. */
const pauses: readonly { readonly room?: string; readonly from: string; readonly to: string }[] = [
  { from: "2026-02-10", to: "2026-02-13" },
  { room: "gatherings", from: "2026-01-09", to: "2026-02-05" },
];

/** Spreads the everyday scenes over the months; the same way on every run. */
export function playEveryday(scenes: readonly Scene[]): readonly TimedLine[] {
  return scenes.flatMap((scene, sceneIndex) => {
    const count = plays[scene.room] ?? 0;
    return Array.from({ length: count }, (_, play) => {
      const random = createRandom(sceneIndex * 1_009 + play * 31 + 7);
      const startMs = startOf(scene.room, (play + random.below(1_000) / 1_000) / count, random);
      return timeScene(withPeople(scene, random), startMs, random, `everyday ${sceneIndex} ${play}`);
    }).flat();
  });
}

/** A waking hour of the day that lies this share of the way through the months; a day later when that one is a pause. */
function startOf(room: string, share: number, random: Random): number {
  let day = calendarDayOf(firstMs + share * (lastMs - firstMs));
  const isPause = (): boolean =>
    pauses.some((pause) => (pause.room ?? room) === room && day >= pause.from && day <= pause.to);
  while (isPause()) day = calendarDayOf(Date.parse(day) + dayMs);
  return Date.parse(day) + (6.5 * 60 + random.below(15 * 60)) * 60_000;
}

function withPeople(scene: Scene, random: Random): Scene {
  const pool = [...(speakers[scene.room] ?? [])];
  const people = new Map(
    ["{a}", "{b}", "{c}"].map((slot) => [slot, pool.splice(random.below(pool.length), 1)[0] ?? ""]),
  );
  const station = stationOf(people.get("{a}") ?? "") ?? random.pick(stationNames);
  const station2 = random.pick(stationNames.filter((name) => name !== station));
  const slots = { ...numberSlots(random), station: () => station, station2: () => station2 };
  return {
    ...scene,
    lines: scene.lines.map((line): ScriptLine => {
      const who = people.get(line.who) ?? line.who;
      const marks = new Map([...line.marks].map(([name, value]) => [name, fillSlots(value, random, slots)]));
      const text = fillSlots(line.text, random, slots);
      return { ...line, who, marks, text: who === "kit" ? inKitsWay(text) : text };
    }),
  };
}

/** kit begins small and ends without a full stop. */
function inKitsWay(text: string): string {
  return text.includes("\n") ? text : `${text.charAt(0).toLowerCase()}${text.slice(1).replace(/\.$/, "")}`;
}
