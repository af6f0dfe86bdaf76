import type { RoomStatus, StatusReport } from "#operations/status-report.ts";
import { holeWords } from "./crawl-report-lines.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { formatBytes, formatCount, formatTime } from "./format.ts";
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
    { mark: "title", text: "Site" },
    { mark: "plain", text: `  ${output.folder}: ${output.lastBuild === undefined ? built : `${built}, ${size}`}` },
    ...(output.dirtyDays === 0
      ? []
      : [
          { mark: "warn", text: `  ${formatCount(output.dirtyDays, "day")} changed since: \`daybook build\`` } as const,
        ]),
    ...warnings.map((text): ReportLine => ({ mark: "warn", text })),
  ];
}

function roomLines(room: RoomStatus): readonly ReportLine[] {
  const { slug, title, firstDay, lastDay, problem, holes, waiting } = room;
  const name = title === slug ? slug : `${slug}  "${title}"`;
  const stretch = firstDay === undefined || lastDay === undefined ? "" : `, ${firstDay} to ${lastDay}`;
  return [
    { mark: markFor(room), text: `  ${name}: ${verdictText(room)}` },
    ...(room.verdict === "unchecked"
      ? []
      : [
          detail("plain", `${formatCount(room.events, "event")}, ${formatCount(room.days, "day")}${stretch}`),
          detail("plain", `last success ${timeOrNever(room.lastSuccess)}, last check ${timeOrNever(room.lastCheck)}`),
          detail("plain", `public up to ${timeOrNever(room.cutoff)}, ${formatCount(waiting, "event")} waiting`),
        ]),
    ...(problem === undefined ? [] : [detail("bad", problem)]),
    ...holes.map((hole) => detail("warn", holeWords(hole))),
    ...(room.verdict === "publish" && !room.complete ? [detail("warn", "history not complete")] : []),
  ];
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
