import { sha256Hex } from "#lib/hash.ts";
import type { Store } from "#store/store.ts";

/** Keeps an output folder, and the lists of what is to be published of it, to one process. Throws `StoreBusyError` when another has it. */
export async function lockOutput(store: Pick<Store, "lock">, outputFolder: string): Promise<{ release(): void }> {
  const busy = `Another build is writing to ${outputFolder}. Wait until it is done and run the command again.`;
  return store.lock(`build-${sha256Hex(outputFolder).slice(0, 16)}`, busy);
}
