import type { StoreReader } from "#store/store.ts";
import { threadPath, type SitePath } from "#view/urls.ts";
import type { IndexedThread } from "./index-threads.ts";

export type ThreadPlan = {
  readonly render: readonly SitePath[];
  /** Folders in which nothing else stands than what is named here. */
  readonly settled: readonly SitePath[];
  /** Pages that stay as they are. */
  readonly standing: readonly SitePath[];
};

/** The parts of threads that changed. One that has no page any more leaves a way to its day at the address it had. */
export async function planThreads(
  store: Pick<StoreReader, "readKnownAddresses">,
  threads: readonly IndexedThread[],
): Promise<ThreadPlan> {
  const render = new Set<SitePath>();
  const standing = new Set<SitePath>();
  for (const { slug, record, changedParts } of threads) {
    const changed = new Set(changedParts);
    for (let part = 1; part <= record.partCount; part += 1)
      (changed.has(part) ? render : standing).add(threadPath(slug, record.shortId, part));
  }
  const without = threads.filter(({ record, isGone }) => record.partCount === 0 && !isGone);
  const moved = without.map(({ slug, record }) => threadPath(slug, record.shortId));
  for (const path of await store.readKnownAddresses(moved)) render.add(path);
  const settled = threads.map(({ slug, record }) => threadPath(slug, record.shortId));
  return { render: [...render], settled, standing: [...standing] };
}
