import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux's file system in memory: what a disk writes back later would be paid by whoever is measured next. */
const memory = "/dev/shm";

/** Runs `work` in an empty folder, in memory where there is such a place, and removes it. */
export async function inScratch<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(existsSync(memory) ? memory : tmpdir(), "daybook-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
