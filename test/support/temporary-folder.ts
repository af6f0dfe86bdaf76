import { mkdtemp, rm } from "node:fs/promises";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What can be told to run something at its end: a test context, or `after` of node:test as `{ after }`. */
export type Ending = { readonly after: (clean: () => Promise<void>) => void };

/**
 * An empty folder that is removed when the test ends; without one, when the process does.
 */
export async function temporaryFolder(ending?: Ending): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "daybook-test-"));
  if (ending === undefined) process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  else ending.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
