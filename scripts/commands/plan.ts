import { planArchive } from "#operations/plan-archive.ts";
import { connect } from "./support/connect.ts";
import type { ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { planExitCode, planReportLines } from "./support/plan-report-lines.ts";
import type { World } from "./support/world.ts";

/** What would be published, without writing anything. */
export async function plan(world: World): Promise<ExitCode> {
  const { reporter, now } = world;
  const config = loadConfig(world.configFile);
  const homeserver = await connect(config, world);
  const { log, progress } = reporter;
  const report = await planArchive({ config, homeserver, log, progress, now });
  reporter.print(planReportLines(report));
  reporter.printJson(report);
  return planExitCode(report);
}
