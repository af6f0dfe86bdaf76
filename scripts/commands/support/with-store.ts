import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "#config/config.ts";
import { databaseFileName } from "#store/open-database.ts";
import { openStore } from "#store/open-store.ts";
import type { Store } from "#store/store.ts";
import { UsageError } from "./usage-error.ts";

export function hasStore(config: Config): boolean {
  return existsSync(join(config.store, databaseFileName));
}

/** Throws `UsageError` when nothing was ever crawled. */
export function assertStore(config: Config): void {
  if (hasStore(config)) return;
  throw new UsageError(
    `There is no store in ${config.store} yet.\n\`daybook crawl\` fetches the rooms into it; \`daybook update\` builds the site too.`,
  );
}

/** Opens the store for a piece of work and closes it after, whatever happens. */
export async function withStore<Result>(
  config: Config,
  work: (store: Store) => Promise<Result>,
  { readOnly = false } = {},
): Promise<Result> {
  const store = await openStore({ folder: config.store, readOnly });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
