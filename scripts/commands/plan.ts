import { planArchive } from "#operations/plan-archive.ts";
import type { Store } from "#store/store.ts";
import { connect } from "./support/connect.ts";
import type { ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { planExitCode, planReportLines } from "./support/plan-report-lines.ts";
import { hasStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** What would be published, without writing anything. */
export async function plan(world: World): Promise<ExitCode> {
  const { reporter, now } = world;
  const config = loadConfig(world.configFile);
  const homeserver = await connect(config, world);
  const { log, progress } = reporter;
  const planWith = (store?: Store) => planArchive({ config, homeserver, store, log, progress, now });
  const report = await (hasStore(config) ? withStore(config, planWith, { readOnly: true }) : planWith());
  reporter.print(planReportLines(report));
  reporter.printJson(report);
  return planExitCode(report);
}
