import { glob, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * The test files that paths stand for: a folder for all files below it, a file for itself. Sorted. Throws for a path that
 * does not exist or holds no test, since running nothing would look like passing.
 */
export async function testFilesIn(paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const files = await filesAt(path);
    if (files.length === 0)
      throw new Error(`There is no *.test.ts in ${path}: name a test file or a folder with tests`);
    for (const file of files) found.add(file);
  }
  return [...found].toSorted();
}

async function filesAt(path: string): Promise<readonly string[]> {
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) throw new Error(`${path} does not exist: name a test file or a folder with tests`);
  return stats.isDirectory() ? Array.fromAsync(glob(join(path, "**/*.test.ts"))) : [path];
}
