import type { Config } from "#config/config.ts";
import { unstartedStatus } from "#operations/unstarted-status.ts";
import { writeStatusMetrics } from "#operations/status-metrics.ts";
import type { StatusReport } from "#operations/status-report.ts";
import type { ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { statusExitCode, statusReportLines } from "./support/status-report-lines.ts";
import { hasStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** How the archive stands, from the store alone. */
export async function status(
  { configFile, reporter, now }: World,
  { metrics }: { metrics?: string } = {},
): Promise<ExitCode> {
  const config = loadConfig(configFile);
  const report = hasStore(config) ? await statusOfStore(config, now()) : unstartedStatus(config, now());
  if (metrics !== undefined) await writeStatusMetrics(metrics, report);
  reporter.print(statusReportLines(report));
  reporter.printJson(report);
  return statusExitCode(report);
}

async function statusOfStore(config: Config, now: number): Promise<StatusReport> {
  const { readStatus } = await import("#operations/read-status.ts");
  return withStore(config, (store) => readStatus({ config, store, now }), { readOnly: true });
}
