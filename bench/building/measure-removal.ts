import {
  dayPath,
  filePathFor,
  homePath,
  messageLinesPath,
  monthPath,
  roomPath,
  twinPathOf,
  yearPath,
} from "#view/urls.ts";
import { shardFor } from "#build/search/shard-for.ts";
import { dayAt, lastDay, type BenchRoom } from "../history/bench-room.ts";
import { eventsOfDay, isQuiet } from "../history/day-events.ts";
import { median } from "../cpu.ts";
import type { Figure } from "../figures.ts";
import { buildApart, type BuildResult } from "./build-apart.ts";

export type Removals = {
  readonly folder: string;
  readonly rooms: readonly BenchRoom[];
  readonly rounds: number;
};

export type MeasuredRemovals = {
  readonly cpuMs: number;
  /** The most that one of them changed. */
  readonly changedFiles: number;
  /** Of these, files that neither tell of the event's day nor belong to its search shard. */
  readonly otherFiles: readonly string[];
};

/** From this size on removing one event must cost next to nothing; below it the start of a process is most of it. */
const largeEnough = 10_000;

/** Removes one message from the middle of the archive at a time, as the command does: store, site and all. */
export async function measureRemovals({ folder, rooms, rounds }: Removals): Promise<MeasuredRemovals> {
  const [room] = rooms;
  if (room === undefined) throw new Error("There is no room to remove from");
  const results: BuildResult[] = [];
  const otherFiles: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const days = Array.from({ length: room.dayCount }, (_, day) => day).filter((day) => !isQuiet(day));
    const day = days[Math.floor(days.length / 2) + round] ?? 0;
    const said = eventsOfDay(room, day).filter(({ event }) => event.type === "m.room.message");
    const middle = said[Math.floor(said.length / 2)];
    if (middle === undefined) throw new Error(`Nothing was said on day ${day}`);
    const result = await buildApart({ folder, output: "dist", rooms, removes: middle.event.eventId });
    if (result.full) throw new Error("The removal of one event made a full build");
    results.push(result);
    const shard = result.changed.map(shardOf).find((one) => one !== undefined);
    otherFiles.push(
      ...result.changed.filter((path) => !tellsOf(room, day, path) || (shardOf(path) ?? shard) !== shard),
    );
  }
  return {
    cpuMs: median(results.map(({ cpuMs }) => cpuMs)),
    changedFiles: Math.max(...results.map(({ changedFiles }) => changedFiles)),
    otherFiles,
  };
}

export function removalFigures(
  { cpuMs, changedFiles, otherFiles }: MeasuredRemovals,
  { fullCpuMs, pages }: { readonly fullCpuMs: number; readonly pages: number },
): readonly Figure[] {
  return [
    {
      what: "CPU of removing one event ÷ full build",
      measured: cpuMs / fullCpuMs,
      ...(pages >= largeEnough ? { atMost: 1 / 50 } : {}),
    },
    { what: "files changed by removing one event", measured: changedFiles, unit: "" },
    {
      what: "of them neither about its day nor in its search shard",
      measured: otherFiles.length,
      unit: "",
      atMost: 0,
    },
  ];
}

/** The folder of a search shard: a year of many words is cut into several. */
function shardOf(path: string): string | undefined {
  return /^pagefind\/rooms\/[^/]+\/[^/]+(?=\/)/.exec(path)?.[0];
}

/** Pages and texts that show the event or count its day, and the part of the search index that it is in, with the list of these parts. */
function tellsOf(room: BenchRoom, day: number, path: string): boolean {
  const { slug } = room;
  const date = dayAt(room, day);
  const pages = [
    dayPath(slug, date),
    monthPath(slug, date.slice(0, 7)),
    yearPath(slug, date.slice(0, 4)),
    roomPath(slug),
    homePath,
  ];
  const { period } = shardFor(slug, date, lastDay.slice(0, 4));
  const isIndexed = path.startsWith(`pagefind/rooms/${slug}/${period}`) || path === "pagefind/shards.json";
  const texts = [twinPathOf(dayPath(slug, date)), messageLinesPath(slug, date.slice(0, 7))];
  return isIndexed || [...pages, ...texts].map(filePathFor).includes(path);
}
