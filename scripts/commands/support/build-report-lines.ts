import { hostFitsFor } from "#operations/host-limits.ts";
import type { BuildReport } from "#build/build-report.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { formatBytes, formatCount, formatNumber } from "./format.ts";
import { type ReportLine } from "./report-line.ts";

export function buildExitCode(report: BuildReport): ExitCode {
  return report.outcome === "interrupted" ? exitCode.interrupted : exitCode.done;
}

/** What a build did, and hosts that could not take the site. */
export function buildReportLines(report: BuildReport, output: string): readonly ReportLine[] {
  const { written, deleted, unchanged, files, sizeBytes, messages, rendered, full } = report;
  const nothing = written.length + deleted.length === 0;
  const changes = `${formatNumber(written.length)} written, ${formatNumber(deleted.length)} deleted, ${formatNumber(unchanged)} unchanged`;
  const tooBig = hostFitsFor({ files, sizeBytes }).filter(({ fits }) => !fits);
  return [
    { mark: "title", text: `${full ? "Full build" : "Build"}: ${nothing ? "nothing changed" : changes}` },
    {
      mark: report.outcome === "done" ? "good" : "warn",
      text: `  ${output}: ${formatCount(files, "file")}, ${formatBytes(sizeBytes)}, ${formatCount(messages, "message")}; ${formatCount(rendered, "page")} rendered`,
    },
    ...tooBig.map(({ host, over }): ReportLine => ({
      mark: "warn",
      text: `  Too big for ${host}: ${over.join(", ")}`,
    })),
    ...withdrawnLines(report.withdrawn),
    ...report.warnings.map((text): ReportLine => ({ mark: "warn", text })),
    ...(report.outcome === "interrupted" ? [interruptedLine] : []),
  ];
}

const interruptedLine: ReportLine = {
  mark: "warn",
  text: "Interrupted: the site on disk is not whole. Do not publish it; the next build finishes it.",
};

const listedAtMost = 30;

/** Caches and search engines do not know by themselves that something was taken back. */
function withdrawnLines({ vanished, changed }: BuildReport["withdrawn"]): readonly ReportLine[] {
  const count = vanished.length + changed.length;
  if (count === 0) return [];
  const listed = [...vanished.map((href) => `gone: ${href}`), ...changed.map((href) => `less: ${href}`)];
  const more = count - listedAtMost;
  return [
    {
      mark: "warn",
      text: `  Something was taken back: once the site is published, have caches and search engines fetch ${formatCount(count, "address", "addresses")} again`,
    },
    ...listed.slice(0, listedAtMost).map((text): ReportLine => ({ mark: "plain", text: `    ${text}` })),
    ...(more > 0 ? [{ mark: "plain", text: `    and ${formatNumber(more)} more; --json names all` } as const] : []),
  ];
}
