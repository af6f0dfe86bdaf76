import { mkdtemp, rm } from "node:fs/promises";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What can be told to run something at its end: a test context, or `after` of node:test as `{ after }`. */
export type Ending = { readonly after: (clean: () => Promise<void>) => void };

const leftovers: string[] = [];
process.once("exit", () => {
  for (const folder of leftovers) rmSync(folder, { recursive: true, force: true });
});

/**
 * An empty folder that is removed when the test ends; without one, when the process does.
 */
export async function temporaryFolder(ending?: Ending): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "daybook-test-"));
  if (ending === undefined) leftovers.push(folder);
  else ending.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
