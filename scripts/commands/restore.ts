import { resolve } from "node:path";
import { restoreStore } from "#store/restore-store.ts";
import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { loadConfig } from "./support/load-config.ts";
import { UsageError } from "./support/usage-error.ts";
import { hasStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** A backup in the place of the store. */
export async function restore(
  { configFile, reporter }: World,
  { from, replace = false }: { from?: string; replace?: boolean },
): Promise<ExitCode> {
  const config = loadConfig(configFile);
  if (from === undefined)
    throw new UsageError("There is nothing to restore from.\nName a backup: daybook restore --from FOLDER");
  if (hasStore(config) && !replace)
    throw new UsageError(
      `There is a store in ${config.store}, which would be gone.\nWith --replace the backup takes its place; what was decided since stays decided.`,
    );
  await restoreStore(config.store, resolve(from));
  reporter.print([
    { mark: "good", text: `Restored ${config.store} from ${from}` },
    {
      mark: "warn",
      text: "  What people and moderators took back on the server since that backup comes with the next crawl: run `daybook update --full` before you publish",
    },
  ]);
  reporter.printJson({ store: config.store, from: resolve(from) });
  return exitCode.done;
}
