import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ownFiles } from "#build/remove-leftovers.ts";
import { sha256Hex } from "#lib/hash.ts";
import type { ArtifactRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { named, type Finding } from "./finding.ts";

/** Where the output folder is not what was built: files that are missing, that were changed, and that nobody built. */
export async function findFileFaults(
  store: Store,
  outputFolder: string,
  files: readonly ArtifactRecord[],
): Promise<readonly Finding[]> {
  const missing: string[] = [];
  const changed: string[] = [];
  for (const { path, contentHash } of files) {
    const bytes = await readFile(join(outputFolder, path)).catch(() => undefined);
    if (bytes === undefined) missing.push(path);
    else if (sha256Hex(bytes) !== contentHash) changed.push(path);
  }
  const known = new Set(files.map(({ path }) => path));
  const slugs = [...(await store.readPublishedSlugs()).values()].map(({ slug }) => slug);
  const foreign = (await ownFiles(outputFolder, slugs)).filter((path) => !known.has(path));
  return [
    ...fault(missing, `of the files built into ${outputFolder} are missing`),
    ...fault(changed, `of the files in ${outputFolder} are not what was built`),
    ...fault(foreign, `files in ${outputFolder} were not built, and may show what was taken back`),
  ];
}

function fault(paths: readonly string[], what: string): readonly Finding[] {
  if (paths.length === 0) return [];
  return [
    {
      about: "files",
      severity: "bad",
      says: `${paths.length.toLocaleString("en")} ${what}: ${named(paths.toSorted())}`,
      fix: "daybook build --check makes everything anew and deletes what is not of it",
    },
  ];
}
