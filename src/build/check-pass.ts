import type { StoreReader } from "#store/store.ts";
import { BuildError } from "./build-error.ts";
import { isIdle, type Pass } from "./build-pass.ts";
import { removeShards } from "./build-search.ts";
import { findLeaks, type Leak } from "./find-leaks.ts";
import { forgetOutput } from "./output-state.ts";
import { removeUnshown } from "./remove-unshown.ts";
import { addBlocks } from "./source-sets.ts";
import { openWithheldEvents } from "./withheld-events.ts";

/**
 * Looks whether any file shows what may not be shown now, by the store and the rules as they are at the end of the pass. Looked at is what
 * the build has made, and whatever shows an event of a day that changed since the folder was last brought up to date; with
 * `check`, and after a full build, every file.
 */
export async function checkPass(pass: Pass): Promise<readonly Leak[]> {
  const { build, state, ledger } = pass;
  const { store, config, check = false } = build;
  if (isIdle(pass) && !check && ledger.touched.size === 0) return [];
  const dirty = await store.readDirtyDays(state.output.reachedChange);
  for (const [room, days] of Map.groupBy(dirty, (one) => one.room)) {
    const blocks = await store.readBlocksOfDays(
      room,
      days.map(({ day }) => day),
    );
    addBlocks(
      ledger.touched,
      blocks.map((block) => ({ room, block })),
    );
  }
  const withheld = await openWithheldEvents(store, config);
  const blocks = check || state.isFull ? "all" : ledger.touched;
  return findLeaks({ store, output: state.output.key, withheld, blocks });
}

/** Did the store change while the pass was running? Then what it found may be what came in meanwhile. */
export async function isOvertaken({ change }: Pass, store: StoreReader): Promise<boolean> {
  return (await store.readChange()) > change;
}

/** Deletes what leaks, has the next build begin anew, and throws a `BuildError` that names it. */
export async function refuseLeaks({ build, state, ledger }: Pass, leaks: readonly Leak[]): Promise<never> {
  const { store } = build;
  await forgetOutput(store, state);
  const shards = leaks.filter(({ path }) => path.endsWith("/shard"));
  const files = leaks.filter((leak) => !shards.includes(leak));
  await ledger.remove(files.map(({ path }) => path));
  await removeShards(
    ledger,
    shards.map(({ path }) => path),
  );
  await removeUnshown(store, ledger, state.output.key);
  const count = leaks.length === 1 ? "a file shows" : `${leaks.length} files show`;
  throw new BuildError(
    `The check after the build found that ${count} what may not be shown:\n${describeLeaks(leaks)}\nWhat is named here was deleted from ${build.config.output}. The site is not whole: do not publish it, and run the build again. If the same is found again, report it as a fault of Daybook.`,
  );
}

const namedAtMost = 20;

function describeLeaks(leaks: readonly Leak[]): string {
  const lines = leaks.slice(0, namedAtMost).map(({ path, reasons }) => {
    const counts = [...reasons].map(([reason, count]) => `${count} × ${reason}`);
    return `  ${path.endsWith("/shard") ? `${path.slice(0, -"shard".length)} (search)` : path}: ${counts.join(", ")}`;
  });
  const more = leaks.length - lines.length;
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n");
}
