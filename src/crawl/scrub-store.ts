import { StoreError } from "#store/store-error.ts";
import type { Store } from "#store/store.ts";

/** Takes the last traces of what was erased out of the store. What is left is a warning: the crawl is done, and the next one tries again. */
export async function scrubStore(store: Store): Promise<readonly string[]> {
  try {
    return (await store.scrub()) === "clean" ? [] : [tracesInUse];
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return [`${error.message} Traces of what was erased are left in the store's file until then.`];
  }
}

const tracesInUse =
  "Traces of what was erased are left in the store's write-ahead log, because another program reads the store. The next crawl takes them away; close that program first, or give no copy of the store away before.";
