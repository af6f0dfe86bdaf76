import { readStatus } from "#operations/read-status.ts";
import { unstartedStatus } from "#operations/unstarted-status.ts";
import type { ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { statusExitCode, statusReportLines } from "./support/status-report-lines.ts";
import { hasStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** How the archive stands, from the store alone. */
export async function status({ configFile, reporter, now }: World): Promise<ExitCode> {
  const config = loadConfig(configFile);
  const report = hasStore(config)
    ? await withStore(config, (store) => readStatus({ config, store, now: now() }), { readOnly: true })
    : unstartedStatus(config, now());
  reporter.print(statusReportLines(report));
  reporter.printJson(report);
  return statusExitCode(report);
}
