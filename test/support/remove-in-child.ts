import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { openStore } from "#store/open-store.ts";
import type { RemovalKind } from "#store/records.ts";

/**
 * Records a removal from another process, as `daybook remove` does, and comes back when that has ended: also in the middle of a
 * piece of work that has no moment to wait.
 */
export function removeInChild(folder: string, what: RemovalKind, target: string): void {
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), folder, what, target]);
  if (status !== 0) throw new Error(`The removal ended with ${status}: ${String(stderr)}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder = "", what = "event", target = ""] = process.argv;
  const store = await openStore({ folder });
  await store.decide([{ kind: "removal", what: what as RemovalKind, target, at: "2024-06-01T12:00:00.000Z" }]);
  await store.close();
}
