import { existsSync } from "node:fs";
import { readLastBuild } from "#build/build-run.ts";
import { readStamp } from "#build/stamp.ts";
import type { Store } from "#store/store.ts";
import type { StatusReport } from "./status-report.ts";

export type OutputStatus = { readonly output: StatusReport["output"]; readonly warnings: readonly string[] };

/** How the site in a folder stands, from the record of its builds. */
export async function readOutputStatus(store: Store, folder: string): Promise<OutputStatus> {
  const record = await store.readOutput(folder);
  const build = await readLastBuild(store, folder);
  const stamp = await readStamp(folder);
  if (record === undefined || build === undefined || stamp !== store.id) {
    const output = { folder, lastBuild: undefined, pages: 0, files: 0, sizeBytes: 0 };
    const dirtyDays = (await store.readAllDays()).length;
    return { output: { ...output, dirtyDays }, warnings: foreignWarning(folder, stamp, build !== undefined) };
  }
  // A full build that was cut short is begun anew: nothing of its record can be relied on.
  const isUnfinished = record.inputKey === "";
  const dirty = isUnfinished ? await store.readAllDays() : await store.readDirtyDays(record.reachedChange);
  const pages = await store.readTotals(record.key, { kind: "page" });
  return {
    output: {
      folder,
      lastBuild: new Date(build.startedAtMs).toISOString(),
      pages: pages.files,
      ...(await store.readTotals(record.key)),
      dirtyDays: dirty.length,
    },
    warnings: isUnfinished ? [`The last build into ${folder} was not finished. \`daybook build\` begins it anew.`] : [],
  };
}

function foreignWarning(folder: string, stamp: string | undefined, wasBuilt: boolean): readonly string[] {
  if (stamp !== undefined && stamp !== "")
    return [`${folder} holds the site of another store. \`daybook build\` replaces it with this one's.`];
  if (!wasBuilt) return [];
  const what = existsSync(folder) ? "no longer holds the site that was built there" : "is gone since the last build";
  return [`${folder} ${what}. \`daybook build\` makes it anew.`];
}
