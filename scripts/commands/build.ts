import { buildExitCode, buildReportLines } from "./support/build-report-lines.ts";
import type { ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { assertStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** Store → site. */
export async function build(
  { configFile, reporter, signal, now }: World,
  { full = false, check = false }: { full?: boolean; check?: boolean },
): Promise<ExitCode> {
  const config = loadConfig(configFile);
  assertStore(config);
  const { buildSite } = await import("#build/build-site.ts");
  const { log, progress } = reporter;
  const report = await withStore(config, (store) =>
    buildSite({ config, store, log, progress, signal, now, full, check }),
  );
  reporter.print(buildReportLines(report, config.output));
  reporter.printJson(report);
  return buildExitCode(report);
}
