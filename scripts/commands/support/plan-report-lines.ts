import type {
  PlanForecast,
  PlannedCount,
  PlannedRoom,
  PlannedStretch,
  PlanReport,
  ProposedRoom,
  UnlistedRoom,
} from "#operations/plan-report.ts";
import type { Reason } from "#publication/verdict.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { formatBytes, formatCount, formatTime } from "./format.ts";
import { reasonWords } from "./reason-words.ts";
import { detail, type Mark, type ReportLine } from "./report-line.ts";

/** A room that could not be asked about leaves the plan in part. */
export function planExitCode(report: PlanReport): ExitCode {
  return report.rooms.some(({ verdict }) => verdict === "unknown") ? exitCode.partial : exitCode.done;
}

/** The plan for people: each room with its verdict and why, proposals of spaces, and the forecast against hosts' limits. */
export function planReportLines(report: PlanReport): readonly ReportLine[] {
  return [
    { mark: "title", text: `Plan: ${report.homeserver}, read as ${report.reader}; nothing is written` },
    ...report.rooms.flatMap(roomLines),
    ...report.unlisted.map(unlistedLine),
    ...(report.proposed.length === 0
      ? []
      : [{ mark: "title", text: "Rooms that spaces propose (not published unless listed)" } as const]),
    ...report.proposed.map(proposalLine),
    ...(report.forecast === undefined ? [] : forecastLines(report.forecast)),
    ...report.warnings.map((text): ReportLine => ({ mark: "warn", text })),
  ];
}

const verdictMarks: Readonly<Record<PlannedRoom["verdict"], Mark>> = {
  publish: "good",
  withhold: "refused",
  unknown: "bad",
};
const verdictWords: Readonly<Record<PlannedRoom["verdict"], string>> = {
  publish: "would be published",
  withhold: "withheld",
  unknown: "could not be checked",
};

function roomLines(room: PlannedRoom): readonly ReportLine[] {
  const { slug, verdict, reason, problem, history, opened } = room;
  const why = reason === undefined ? "" : `: ${reason} (${reasonWords[reason]})`;
  const facts = [
    room.name === undefined ? undefined : `"${room.name}"`,
    room.historyVisibility === undefined ? undefined : `history ${room.historyVisibility}`,
    room.joinRule === undefined ? undefined : `join rule ${room.joinRule}`,
    room.joinedMembers === undefined ? undefined : formatCount(room.joinedMembers, "member"),
    room.bridges.length === 0 ? undefined : `bridged to ${room.bridges.join(", ")}`,
  ].filter((fact) => fact !== undefined);
  return [
    { mark: verdictMarks[verdict], text: `  ${slug}  ${verdictWords[verdict]}${why}` },
    ...(room.upgradedFrom === undefined
      ? []
      : [detail("plain", `listed with ${room.upgradedFrom}, which was upgraded to it`)]),
    detail("plain", facts.length === 0 ? room.room : `${room.room}: ${facts.join(", ")}`),
    ...(problem === undefined ? [] : [detail(verdict === "unknown" ? "bad" : "plain", problem)]),
    ...(opened === undefined ? [] : [detail("plain", `opened by ${opened.by}, ${formatTime(opened.at)}`)]),
    ...(history === undefined ? [] : [detail("plain", `would fetch ${history.first} to ${history.last}`)]),
    ...room.stretches.flatMap(stretchLines),
    ...(room.looksInternal
      ? [detail("warn", "reads like a room for insiders: make sure that it is meant for everyone")]
      : []),
    ...(verdict === "publish" ? linkLines(room) : []),
  ];
}

/** One line for the stretch, one for each reason for which something would go. */
function stretchLines({ by, from, to, stay, publish, remove, withhold }: PlannedStretch): readonly ReportLine[] {
  const since = from === undefined ? "a time not recorded" : from.slice(0, 10);
  const until = to === undefined ? "" : ` until ${to.slice(0, 10)}`;
  const parts = [
    stay.days === 0 ? undefined : `${countText(stay)} stay as they are`,
    publish.days === 0 ? undefined : `${countText(publish)} would be published`,
    ...reasonParts(withhold).map(([reason, count]) => `${countText(count)} withheld: ${reason}`),
  ].filter((part) => part !== undefined);
  return [
    detail("plain", `open since ${since}${until}, by ${by}: ${parts.join("; ") || "nothing stays"}`),
    ...reasonParts(remove).map(([reason, count]) =>
      detail("warn", `${countText(count)} would go: ${reason} (${reasonWords[reason]})`),
    ),
  ];
}

function reasonParts(counts: PlannedStretch["remove"]): readonly (readonly [Reason, PlannedCount])[] {
  return Object.entries(counts) as [Reason, PlannedCount][];
}

/** A day may lose a reaction, a quote or a name alone. */
function countText({ messages, days }: PlannedCount): string {
  return `${messages === 0 ? "something" : formatCount(messages, "message")} on ${formatCount(days, "day")}`;
}

function unlistedLine({ slug, roomId, ...count }: UnlistedRoom): ReportLine {
  return { mark: "warn", text: `  ${slug}  no longer listed: its pages would go, ${countText(count)} (${roomId})` };
}

function linkLines({ linksToSite, notice }: PlannedRoom): readonly ReportLine[] {
  if (linksToSite) return [detail("plain", "its topic links to the site")];
  const missing = detail("warn", "its topic does not link to the site");
  if (notice === undefined) return [missing];
  return [
    missing,
    detail("plain", `suggested for the topic: ${notice.topic}`),
    detail("plain", `suggested message: ${notice.message}`),
  ];
}

function proposalLine({ space, alias, roomId, name, worldReadable }: ProposedRoom): ReportLine {
  const title = name === undefined ? "" : ` "${name}"`;
  const visibility = worldReadable ? "world-readable" : "not world-readable";
  return { mark: "plain", text: `  ${alias ?? roomId}${title}: ${visibility}, from ${space}` };
}

function forecastLines({ days, files, sizeBytes, basis, hosts }: PlanForecast): readonly ReportLine[] {
  return [
    {
      mark: "title",
      text: `Forecast: at most ${formatCount(days, "day")}, ${formatCount(files, "file")}, about ${formatBytes(sizeBytes)} (${basis})`,
    },
    ...hosts.map(({ host, fits, over }): ReportLine => ({
      mark: fits ? "good" : "warn",
      text: fits ? `  fits ${host}` : `  may not fit ${host}: ${over.join(", ")}`,
    })),
  ];
}
