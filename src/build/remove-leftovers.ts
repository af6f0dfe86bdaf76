import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Ledger } from "./ledger.ts";

/** Folders that hold nothing but what builds put there. */
export const ownFolders = ["_astro", "media", "pagefind"];

/**
 * Deletes what lies in our folders and no record knows: pages from before the store was lost or replaced by an older copy, which
 * may show what has been taken back since. Comes after a full build, when the record is whole.
 */
export async function removeLeftovers(ledger: Ledger, outputFolder: string, slugs: readonly string[]): Promise<void> {
  const known = new Set((await ledger.read()).map(({ path }) => path));
  const leftovers = (await ownFiles(outputFolder, slugs)).filter((path) => !known.has(path));
  await ledger.remove(leftovers.toSorted());
}

/** Everything that lies where only builds put files; `slugs` are those of all rooms ever published. */
export async function ownFiles(outputFolder: string, slugs: readonly string[]): Promise<readonly string[]> {
  const found = [];
  for (const folder of [...ownFolders, ...slugs]) found.push(...(await filesBelow(outputFolder, folder)));
  return found;
}

async function filesBelow(outputFolder: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(outputFolder, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(outputFolder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
