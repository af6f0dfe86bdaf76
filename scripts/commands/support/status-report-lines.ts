import type { OpenedStretch, RoomStatus, StatusReport } from "#operations/status-report.ts";
import { holeWords } from "./crawl-report-lines.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { formatBytes, formatCount, formatTime } from "./format.ts";
import { mediaStatusLines } from "./media-words.ts";
import { reasonWords } from "./reason-words.ts";
import { detail, type Mark, type ReportLine } from "./report-line.ts";

/** A room whose newest crawl failed shows in the exit code, so that timers notice. */
export function statusExitCode(report: StatusReport): ExitCode {
  return report.rooms.some(({ problem }) => problem !== undefined) ? exitCode.partial : exitCode.done;
}

/** How the archive stands, for people. */
export function statusReportLines({ rooms, store, output, warnings }: StatusReport): readonly ReportLine[] {
  const built = output.lastBuild === undefined ? "not built yet" : `built ${formatTime(output.lastBuild)}`;
  const size = `${formatCount(output.pages, "page")}, ${formatCount(output.files, "file")}, ${formatBytes(output.sizeBytes)}`;
  return [
    { mark: "title", text: formatCount(rooms.length, "room") },
    ...rooms.flatMap(roomLines),
    { mark: "title", text: "Store" },
    {
      mark: "plain",
      text: `  ${store.folder}: ${formatCount(store.events, "event")}, ${formatBytes(store.sizeBytes)}`,
    },
    ...mediaStatusLines(store.media),
    { mark: "title", text: "Site" },
    { mark: "plain", text: `  ${output.folder}: ${output.lastBuild === undefined ? built : `${built}, ${size}`}` },
    ...(output.dirtyDays === 0
      ? []
      : [{ mark: "warn", text: `  ${formatCount(output.dirtyDays, "day")} to build: \`daybook build\`` } as const]),
    ...warnings.map((text): ReportLine => ({ mark: "warn", text })),
  ];
}

function roomLines(room: RoomStatus): readonly ReportLine[] {
  const { slug, title, problem, holes } = room;
  const name = title === slug ? slug : `${slug}  "${title}"`;
  const upgrade = room.upgradedFrom === undefined ? "" : `, upgraded to ${room.roomId}`;
  return [
    { mark: markFor(room), text: `  ${name}${upgrade}: ${verdictText(room)}` },
    ...factLines(room).map((text) => detail("plain", text)),
    ...room.opened.map((stretch) => detail("plain", openedText(stretch))),
    ...(problem === undefined ? [] : [detail("bad", problem)]),
    ...holes.map((hole) => detail("warn", holeWords(hole))),
    ...(room.missing === 0 ? [] : [detail("warn", missingText(room))]),
    ...(room.verdict === "publish" && !room.complete && holes.length === 0
      ? [detail("warn", "history not complete: the next crawl goes on")]
      : []),
  ];
}

function missingText({ slug, missing }: RoomStatus): string {
  return `${formatCount(missing, "event")} missing on the server and kept, as they are more than publication.brake lets go: if they are meant to be gone, \`daybook crawl --room ${slug} --confirm-deletions\``;
}

function factLines(room: RoomStatus): readonly string[] {
  const { verdict, events, lastSuccess, lastCheck, cutoff, waiting } = room;
  const stored = formatCount(events, "event");
  if (verdict === "unchecked") return [];
  if (verdict === "withhold") return [`last check ${timeOrNever(lastCheck)}, ${stored} stored`];
  const crawl =
    lastSuccess === lastCheck
      ? `last crawl ${timeOrNever(lastCheck)}`
      : `last crawl that came through ${timeOrNever(lastSuccess)}, last check ${timeOrNever(lastCheck)}`;
  const young = waiting === 0 ? "" : `, ${formatCount(waiting, "event")} waiting`;
  return [
    room.upgradedFrom === undefined ? `${stored}, ${daysText(room)}` : stored,
    crawl,
    cutoff === undefined ? `nothing public yet${young}` : `public up to ${formatTime(cutoff)}${young}`,
  ];
}

function openedText({ by, from, to, power, inForce, event }: OpenedStretch): string {
  const withPower = power === undefined ? "power not recorded" : power === "creator" ? "as creator" : `power ${power}`;
  const since = from === undefined ? "at an impossible time" : formatTime(from);
  const until = to === undefined ? (inForce ? "" : ", end not recorded") : ` to ${formatTime(to)}`;
  return `opened by ${by} (${withPower}), ${since}${until}: ${event}`;
}

function daysText({ days, firstDay, lastDay }: RoomStatus): string {
  if (firstDay === undefined || lastDay === undefined) return "no day built yet";
  return `${formatCount(days, "day")}, ${firstDay} to ${lastDay}`;
}

function markFor(room: RoomStatus): Mark {
  if (room.problem !== undefined) return "bad";
  if (room.verdict === "publish") return room.complete ? "good" : "warn";
  return room.verdict === "withhold" ? "refused" : "plain";
}

function verdictText({ verdict, reason }: RoomStatus): string {
  if (verdict === "publish") return "published";
  if (verdict === "unchecked") return "never crawled: `daybook update`";
  return reason === undefined ? "withheld" : `withheld: ${reason} (${reasonWords[reason]})`;
}

function timeOrNever(iso: string | undefined): string {
  return iso === undefined ? "never" : formatTime(iso);
}
