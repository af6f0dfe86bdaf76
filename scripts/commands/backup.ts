import { resolve, sep } from "node:path";
import { backUpStore } from "#store/back-up-store.ts";
import { folderSizeBytes } from "#operations/folder-size.ts";
import { exitCode, type ExitCode } from "./support/exit-code.ts";
import { formatBytes } from "./support/format.ts";
import { loadConfig } from "./support/load-config.ts";
import { UsageError } from "./support/usage-error.ts";
import { assertStore } from "./support/with-store.ts";
import type { World } from "./support/world.ts";

/** A copy of the store, whoever else is using it. */
export async function backup(
  { configFile, reporter }: World,
  { to, media = true }: { to?: string; media?: boolean },
): Promise<ExitCode> {
  const config = loadConfig(configFile);
  if (to === undefined)
    throw new UsageError("A backup needs a folder.\nName one that is not there yet: daybook backup --to FOLDER");
  assertStore(config);
  const folder = resolve(to);
  for (const taken of [config.output, config.store]) {
    if (`${folder}${sep}`.startsWith(`${resolve(taken)}${sep}`))
      throw new UsageError(
        `${to} lies in ${taken}, where it would be published or lost with the store.\nName a folder elsewhere.`,
      );
  }
  await backUpStore(config.store, folder, { media });
  const sizeBytes = await folderSizeBytes(folder);
  reporter.print([
    { mark: "good", text: `Backed up to ${to}: ${formatBytes(sizeBytes)}${media ? "" : ", without files"}` },
  ]);
  reporter.printJson({ folder, sizeBytes, media });
  return exitCode.done;
}
