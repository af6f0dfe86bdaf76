import type { StoreReader } from "#store/store.ts";
import { StoreBusyError } from "#store/store-error.ts";
import type { BuildReport } from "./build-report.ts";

/** So many times, in case removals never end. */
const mostRounds = 5;

/**
 * What the operator removes while a build holds its lock relies on that build, since `remove` does not wait. So the build looks
 * once more when it has let the lock go, and builds again what a removal has touched that it did not reach.
 */
export async function followRemovals(
  store: StoreReader,
  outputFolder: string,
  { first, again }: { readonly first: BuildReport; readonly again: () => Promise<BuildReport> },
): Promise<BuildReport> {
  let report = first;
  for (let round = 0; round < mostRounds && report.outcome === "done"; round += 1) {
    const reachedChange = (await store.readOutput(outputFolder))?.reachedChange ?? 0;
    if ((await store.readRemovalChange()) <= reachedChange) break;
    try {
      report = both(report, await again());
    } catch (error) {
      // Then that other build has begun after the removal and knows of it.
      if (error instanceof StoreBusyError) break;
      throw error;
    }
  }
  return report;
}

function both(first: BuildReport, second: BuildReport): BuildReport {
  return {
    ...second,
    full: first.full,
    rendered: first.rendered + second.rendered,
    written: union(first.written, second.written),
    deleted: union(first.deleted, second.deleted),
    withdrawn: {
      vanished: union(first.withdrawn.vanished, second.withdrawn.vanished),
      changed: union(first.withdrawn.changed, second.withdrawn.changed),
    },
    warnings: [...first.warnings, ...second.warnings],
  };
}

function union(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])].toSorted();
}
