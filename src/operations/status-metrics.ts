import { rename, writeFile } from "node:fs/promises";
import type { RoomStatus, StatusReport } from "./status-report.ts";

type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number | undefined };

/** How the archive stands in the text format of Prometheus (version 0.0.4). What is not known has no line. */
export function statusMetrics({ at, rooms, store, output }: StatusReport): string {
  const ofRooms = (value: (room: RoomStatus) => number | undefined): readonly Sample[] =>
    rooms.map((room) => ({ labels: { room: room.slug, ...idOf(room) }, value: value(room) }));
  return [
    metric("status_timestamp_seconds", "When the store was read.", [{ value: secondsOf(at) }]),
    metric(
      "room_published",
      "1: the room is published.",
      ofRooms(({ verdict }) => Number(verdict === "publish")),
    ),
    metric(
      "room_failed",
      "1: the newest crawl of the room failed.",
      ofRooms(({ problem }) => Number(problem !== undefined)),
    ),
    metric(
      "room_last_success_timestamp_seconds",
      "The last crawl of the room that came through.",
      ofRooms((room) => secondsOf(room.lastSuccess)),
    ),
    metric(
      "room_events",
      "Stored events.",
      ofRooms(({ events }) => events),
    ),
    metric(
      "room_waiting_events",
      "Events that are too young to be published.",
      ofRooms(({ waiting }) => waiting),
    ),
    metric(
      "room_missing_events",
      "Events that the server has no more, kept until that is confirmed.",
      ofRooms(({ missing }) => missing),
    ),
    metric(
      "room_holes",
      "Known holes in the history.",
      ofRooms(({ holes }) => holes.length),
    ),
    metric("store_bytes", "Size of the store's folder.", [{ value: store.sizeBytes }]),
    metric("site_last_build_timestamp_seconds", "The last build that came through.", [
      { value: secondsOf(output.lastBuild) },
    ]),
    metric("site_files", "Files of the site.", [{ value: output.files }]),
    metric("site_bytes", "Size of the site.", [{ value: output.sizeBytes }]),
    metric("site_days_to_build", "Days that wait for the next build.", [{ value: output.dirtyDays }]),
  ].join("");
}

/** Writes them to a file, under another name first: whoever reads it never sees half of it. */
export async function writeStatusMetrics(file: string, report: StatusReport): Promise<void> {
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, statusMetrics(report));
  await rename(unfinished, file);
}

/** Rooms of one series have the same slug. */
function idOf({ roomId }: RoomStatus): Readonly<Record<string, string>> {
  return roomId === undefined ? {} : { room_id: roomId };
}

function metric(name: string, help: string, samples: readonly Sample[]): string {
  const lines = samples.flatMap(({ labels = {}, value }) => {
    if (value === undefined) return [];
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
    return `daybook_${name}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}\n`;
  });
  return lines.length === 0 ? "" : `# HELP daybook_${name} ${help}\n# TYPE daybook_${name} gauge\n${lines.join("")}`;
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`);
}

function secondsOf(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time) / 1000;
}
