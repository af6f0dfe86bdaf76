import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { sha256Hex } from "#lib/hash.ts";

/** Paths that only one of two folders has, or that hold other bytes in the other. */
export async function differingFiles(one: string, other: string): Promise<readonly string[]> {
  const [left, right] = [await hashesIn(one), await hashesIn(other)];
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths].filter((path) => left.get(path) !== right.get(path)).toSorted();
}

async function hashesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const hashes = new Map<string, string>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    hashes.set(relative(folder, file), sha256Hex(await readFile(file)));
  }
  return hashes;
}
