import type { RoomBuilder } from "#sample/build-room.ts";
import { memberFrom } from "#sample/new-event.ts";
import type { Random } from "#sample/random.ts";
import { personNamed } from "./cast.ts";
import type { Scene, ScriptLine } from "./chat-script.ts";
import { eventFromLine } from "./event-from-line.ts";
import type { LabelledEvent } from "./event-from-line.ts";

/** A line with the moment at which it is said. */
export type TimedLine = {
  readonly room: string;
  readonly timeMs: number;
  readonly line: ScriptLine;
  /** Labels of an everyday scene belong to one playing of it; those of dated scenes ("") can be named from any other. */
  readonly scope: string;
};

/** Gives each line of a scene its time: as many minutes after the one before as it says, or a short while. */
export function timeScene(scene: Scene, startMs: number, random: Random, scope = ""): readonly TimedLine[] {
  let timeMs = startMs;
  return scene.lines.map((line, index) => {
    const gapMs = line.gapMinutes === undefined ? 15_000 + random.below(110_000) : line.gapMinutes * 60_000;
    timeMs += index === 0 && line.gapMinutes === undefined ? random.below(50_000) : gapMs;
    return { room: scene.room, timeMs, line, scope };
  });
}

/** Sends all lines in the order of their times. Whoever speaks in a room for the first time joins it just before. */
export function playLines(lines: readonly TimedLine[], rooms: Readonly<Record<string, RoomBuilder>>): void {
  const joined = new Set(Object.keys(rooms).map((room) => `${room} mara`));
  const labels = new Map<string, LabelledEvent>();
  for (const { room, timeMs, line, scope } of lines.toSorted((left, right) => left.timeMs - right.timeMs)) {
    const builder = rooms[room];
    if (builder === undefined) throw new Error(`There is no room "${room}"`);
    const { userId, displayName } = personNamed(line.who);
    if (!joined.has(`${room} ${line.who}`)) {
      joined.add(`${room} ${line.who}`);
      const name = line.marks.get("as")?.replaceAll("_", " ") ?? displayName;
      builder.add(memberFrom(userId, name, { originServerTs: timeMs - 9_000 }));
    }
    const findLabel = (label: string): LabelledEvent => {
      const found = labels.get(`${scope}/${label}`) ?? labels.get(`/${label}`);
      if (found === undefined) throw new Error(`No line before "${line.text}" has the label "${label}"`);
      return found;
    };
    const event = eventFromLine(line, findLabel);
    const eventId = builder.add({ ...event, originServerTs: claimedTime(line, timeMs) });
    const label = line.marks.get("id");
    if (label !== undefined) labels.set(`${scope}/${label}`, { eventId, sender: event.sender, body: line.text });
  }
}

/** `late=95`: sent 95 minutes before it arrived; `clock=…`: by a machine whose clock was wrong. */
function claimedTime({ marks }: ScriptLine, timeMs: number): number {
  const clock = marks.get("clock");
  if (clock !== undefined) return Date.parse(clock);
  return timeMs - Number(marks.get("late") ?? 0) * 60_000;
}
