import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { formatCount } from "./support/format.ts";
import { loadConfig } from "./support/load-config.ts";
import { assertStore, withStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** The host has what the lists say. */
export async function published({ configFile, reporter }: World, { number }: { number?: number }): Promise<ExitCode> {
  const config = loadConfig(configFile);
  assertStore(config);
  const { acknowledgePublished } = await import("#operations/acknowledge-published.ts");
  const report = await withStore(config, (store) => acknowledgePublished(store, config.output, number));
  const waiting = report.waiting === 0 ? "nothing waits" : `${formatCount(report.waiting, "file")} built since wait`;
  reporter.print([{ mark: "good", text: `Published: ${formatCount(report.published, "file")}; ${waiting}` }]);
  reporter.printJson(report);
  return exitCode.done;
}
