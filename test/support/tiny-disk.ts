import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Ending } from "./temporary-folder.ts";

const run = promisify(execFile);

/** Why there can be no tiny disk, for a test's `skip`; false: there can be. */
export const withoutTinyDisk: string | false =
  process.platform === "linux" && process.geteuid?.() === 0 ? false : "only root on Linux may mount a tiny disk";

/** A folder that is a disk of its own, of a size as `mount` takes it (`600k`), gone when the test ends. */
export async function tinyDisk(ending: Ending, size: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "daybook-disk-"));
  await run("mount", ["-t", "tmpfs", "-o", `size=${size}`, "daybook-test", folder]);
  ending.after(async () => {
    // Lazily: files that are still open must not keep it.
    await run("umount", ["--lazy", folder]);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}
