import { assertNever } from "#lib/assert-never.ts";
import type { CrawlReport, CrawlRoomReport, MissingEvents } from "#crawl/crawl-report.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { formatCount, formatNumber, formatSpan, formatTime } from "./format.ts";
import { mediaReportLines } from "./media-words.ts";
import { reasonWords } from "./reason-words.ts";
import { detail, type Mark, type ReportLine } from "./report-line.ts";

/** A room that a rule withholds is no failure; one that the server did not deliver is. */
export function crawlExitCode(report: CrawlReport): ExitCode {
  if (report.outcome === "interrupted") return exitCode.interrupted;
  return report.outcome === "partial" || report.rooms.some(isFailure) ? exitCode.partial : exitCode.done;
}

/** What a crawl did: a line for each room, and beneath it what went wrong, what is missing and what is withheld. */
export function crawlReportLines(report: CrawlReport): readonly ReportLine[] {
  const took = formatSpan(Date.parse(report.endedAt) - Date.parse(report.startedAt));
  const summary = `${formatCount(report.rooms.length, "room")}, ${formatCount(report.requests, "request")}, ${took}`;
  const width = Math.max(0, ...report.rooms.map(({ slug }) => slug.length));
  return [
    { mark: "title", text: `Crawl: ${summary}` },
    ...report.rooms.flatMap((room) => roomLines(room, width)),
    ...mediaReportLines(report.media),
    ...report.warnings.map((text): ReportLine => ({ mark: "warn", text })),
    ...(report.outcome === "interrupted" ? [interruptedLine] : []),
  ];
}

const interruptedLine: ReportLine = {
  mark: "warn",
  text: "Interrupted between two pages. What was fetched is kept; the same command goes on from there.",
};

function roomLines(room: CrawlRoomReport, width: number): readonly ReportLine[] {
  const counts = [
    `${formatCount(room.eventsStored, "event")} stored`,
    room.eventsChanged > 0 ? `${formatNumber(room.eventsChanged)} changed` : undefined,
    room.eventsMalformed > 0 ? `${formatNumber(room.eventsMalformed)} malformed` : undefined,
    room.complete ? undefined : "history not complete",
  ].filter((text) => text !== undefined);
  const said = room.outcome === "refused" || room.outcome === "failed" ? refusal(room) : counts.join(", ");
  const withheld = Object.entries(room.withheld) as [keyof typeof reasonWords, number][];
  return [
    { mark: markFor(room), text: `  ${room.slug.padEnd(width)}  ${outcomeWords[room.outcome]}: ${said}` },
    ...(room.upgradedFrom === undefined
      ? []
      : [detail("plain", `the room ${room.room}, upgraded from ${room.upgradedFrom}`)]),
    ...(room.problem === undefined ? [] : [detail(isFailure(room) ? "bad" : "plain", room.problem)]),
    ...(room.eventsErased === undefined
      ? []
      : [
          detail(
            "plain",
            `${formatCount(room.eventsErased, "event")} of it left the store; the next build takes its pages away`,
          ),
        ]),
    ...(room.missing === undefined ? [] : [detail("warn", missingWords(room.missing))]),
    ...room.holes.map((hole) => detail("warn", holeWords(hole))),
    ...(room.unasked ?? []).map((stretch) => detail("warn", unaskedWords(stretch))),
    ...withheld.map(([reason, count]) => detail("plain", `withheld ${formatNumber(count)}: ${reasonWords[reason]}`)),
  ];
}

const outcomeWords: Readonly<Record<CrawlRoomReport["outcome"], string>> = {
  complete: "complete",
  incomplete: "in part",
  refused: "withheld",
  failed: "failed",
};

function isFailure(room: CrawlRoomReport): boolean {
  return room.outcome === "failed" || (room.outcome === "incomplete" && room.problem !== undefined);
}

function markFor(room: CrawlRoomReport): Mark {
  if (isFailure(room)) return "bad";
  if (room.outcome === "refused") return "refused";
  return room.outcome === "complete" ? "good" : "warn";
}

function refusal({ reason, outcome }: CrawlRoomReport): string {
  if (reason !== undefined) return `${reason} (${reasonWords[reason]})`;
  return outcome === "failed" ? "nothing new was published, what stands stays" : "a rule says no";
}

/** What a walk over all history did not find on the server any more. */
function missingWords({ events, outcome }: MissingEvents): string {
  const found = `${formatCount(events, "event")} missing on the server`;
  switch (outcome) {
    case "deleted":
      return `${found}: deleted here too`;
    case "held":
      return `${found}: too many to delete unasked`;
    case "still-there":
      return `${found}: not believed, nothing deleted`;
    default:
      return assertNever(outcome);
  }
}

/** A stretch that is known to be missing, with both its ends. */
export function holeWords({ newer, older, reason }: CrawlRoomReport["holes"][number]): string {
  return `hole from ${older === undefined ? "the beginning" : formatTime(older)} to ${formatTime(newer)}: ${reason}`;
}

/** A stretch that a sweep stepped over: what is known of it stays, whatever became of it on the server. */
function unaskedWords({ newer, older, reason }: CrawlRoomReport["holes"][number]): string {
  const from = older === undefined ? "the beginning" : formatTime(older);
  return `kept unasked from ${from} to ${formatTime(newer)}: ${reason}`;
}
