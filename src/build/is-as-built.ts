import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "#lib/hash.ts";
import type { Store } from "#store/store.ts";
import { ownFiles } from "./remove-leftovers.ts";

/**
 * Is every file in the folder the one that was built, and is there no other in our folders? The ledger speaks for its own files alone:
 * a folder that came out of a backup, or a file that was changed by hand, may show what was taken back since.
 */
export async function isAsBuilt(store: Store, outputFolder: string): Promise<boolean> {
  const output = await store.readOutput(outputFolder);
  if (output === undefined) return false;
  const artifacts = (await store.readArtifacts(output.key)).filter(({ kind }) => kind !== "search-shard");
  const known = new Set(artifacts.map(({ path }) => path));
  const slugs = [...(await store.readPublishedSlugs()).values()].map(({ slug }) => slug);
  const present = await ownFiles(outputFolder, slugs);
  if (present.some((path) => !known.has(path))) return false;
  for (const { path, contentHash } of artifacts) {
    const bytes = await readFile(join(outputFolder, path)).catch(() => undefined);
    if (bytes === undefined || sha256Hex(bytes) !== contentHash) return false;
  }
  return true;
}
