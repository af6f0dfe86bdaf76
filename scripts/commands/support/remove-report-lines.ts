import { assertNever } from "#lib/assert-never.ts";
import type { ListedRemoval } from "#operations/remove/read-removals.ts";
import type { RemoveReport, ReportedRemoval } from "#operations/remove/remove-report.ts";
import { buildExitCode, buildReportLines } from "./build-report-lines.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { formatCount, formatTime } from "./format.ts";
import type { ReportLine } from "./report-line.ts";

export function removeExitCode({ build }: RemoveReport): ExitCode {
  return build === undefined ? exitCode.done : buildExitCode(build);
}

/** What was removed or let in again, what that did to the site, and what is left to do. */
export function removeReportLines(report: RemoveReport, output: string): readonly ReportLine[] {
  const { action, removals } = report;
  const count = formatCount(removals.length, "removal");
  const title = action === "undo" ? `Removals undone: ${count}` : `Removed: ${count} recorded`;
  return [
    { mark: "title", text: title },
    ...removals.map((removal) => lineOf(removal, action)),
    ...(action === "undo" ? undoneLines(removals) : []),
    ...siteLines(report, output),
  ];
}

/** What is removed now. */
export function removalListLines(removals: readonly ListedRemoval[]): readonly ReportLine[] {
  if (removals.length === 0) return [{ mark: "plain", text: "Nothing is removed." }];
  return [
    { mark: "title", text: `Removed: ${formatCount(removals.length, "entry", "entries")}` },
    ...removals.map(({ kind, target, reason, removedAt }): ReportLine => ({
      mark: "plain",
      text: `  ${kind.padEnd(7)} ${target}  ${formatTime(removedAt)}${reason === undefined ? "" : `: ${reason}`}`,
    })),
  ];
}

function lineOf(
  { kind, target, already, unseen, removedAt }: ReportedRemoval,
  action: RemoveReport["action"],
): ReportLine {
  const text = `  ${kind} ${target}`;
  if (action === "undo") return { mark: "good", text };
  if (already) return { mark: "plain", text: `${text}: was removed on ${formatTime(removedAt)}; that stands` };
  if (unseen)
    return { mark: "good", text: `${text}: the archive has never seen it; recorded, so that it will not be stored` };
  return { mark: "good", text };
}

/** The block is lifted; what was erased is not kept anywhere. */
function undoneLines(removals: readonly ReportedRemoval[]): readonly ReportLine[] {
  const isRoom = removals.every(({ kind }) => kind === "room");
  const command = isRoom ? "`daybook update`" : "`daybook crawl --full`, then `daybook build`";
  return [
    {
      mark: "warn",
      text: `Only the block is lifted. The content was erased; ${command} fetches it again, as far as the server still has it.`,
    },
  ];
}

function siteLines({ site, build }: RemoveReport, output: string): readonly ReportLine[] {
  switch (site) {
    case "built":
    case "interrupted":
      return build === undefined ? [] : buildReportLines(build, output);
    case "running":
      return [
        {
          mark: "warn",
          text: "A build is running. It looks for removals once more before it ends and takes these with it; `daybook build` afterwards makes sure.",
        },
      ];
    case "none":
      return [{ mark: "plain", text: "There is no site yet." }];
    case "skipped":
      return [{ mark: "warn", text: "The site still shows what it showed: `daybook build` takes it away." }];
    default:
      return assertNever(site);
  }
}
