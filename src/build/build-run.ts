import type { RunRecord } from "#store/records.ts";
import type { StoreReader, StoreWriter } from "#store/store.ts";
import type { BuildReport } from "./build-report.ts";

/** One store may fill several folders: each has its own runs. */
function kindFor(outputFolder: string): string {
  return `build ${outputFolder}`;
}

/** Remembers a build that came through. The lists of its files may be long; their lengths are enough. */
export async function writeBuildRun(
  store: StoreWriter,
  outputFolder: string,
  { startedAtMs, report }: { startedAtMs: number; report: BuildReport },
): Promise<void> {
  const { written, deleted, withdrawn, warnings: _, ...counts } = report;
  await store.writeRun(kindFor(outputFolder), startedAtMs, {
    ...counts,
    written: written.length,
    deleted: deleted.length,
    withdrawn: withdrawn.vanished.length + withdrawn.changed.length,
  });
}

/** The last build into a folder that came through. */
export async function readLastBuild(store: StoreReader, outputFolder: string): Promise<RunRecord | undefined> {
  return store.readLastRun(kindFor(outputFolder));
}
