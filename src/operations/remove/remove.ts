import type { Config } from "#config/config.ts";
import { buildSite } from "#build/build-site.ts";
import { applyPeopleRules } from "#archive/kept-out-people.ts";
import type { Log, Progress } from "#lib/progress.ts";
import type { RemovalDecision } from "#store/decisions.ts";
import type { RemovalRecord } from "#store/records.ts";
import { StoreBusyError, StoreError } from "#store/store-error.ts";
import type { Store } from "#store/store.ts";
import type { RemoveReport, ReportedRemoval } from "./remove-report.ts";
import { RemoveWishError, type RemoveWish } from "./remove-wish.ts";
import { resolveWish, type ResolvedTarget } from "./resolve-wish.ts";

export type Remove = {
  readonly config: Config;
  readonly store: Store;
  readonly wish: RemoveWish;
  readonly reason: string | undefined;
  /** Lift removals instead. */
  readonly undo: boolean;
  /** Bring the site up to date at once. */
  readonly build: boolean;
  readonly log: Log;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
};

/**
 * Records what the operator removes, erases it in the same transaction, and builds what showed it. Waits neither for a crawl nor for
 * a build: both look for removals themselves. Throws `RemoveWishError` when nothing was recorded.
 */
export async function remove(given: Remove): Promise<RemoveReport> {
  const { config, store, wish, undo, now } = given;
  const wished = await resolveWish(store, config, wish, { beforehand: undo });
  const before = new Map((await store.readRemovals()).map((one) => [keyOf(one), one]));
  const targets = undo ? removedAmong(wished, before) : wished;
  const at = new Date(now()).toISOString();
  const fresh = targets.filter((target) => undo || !before.has(keyOf(target)));
  await store.decide(fresh.map((target) => decisionFor(target, given, at)));
  // Who belongs to a network is not for the store to know.
  if (targets.some(({ kind }) => kind === "network")) await applyPeopleRules(store, config.publication);
  const removals = targets.map((target) => toReported(target, before.get(keyOf(target)), { given, at }));
  const built = await buildAfter(given);
  await scrubUnlessCrawled(given);
  return { action: undo ? "undo" : "remove", removals, ...built };
}

function keyOf({ kind, target }: Pick<RemovalRecord, "kind" | "target">): string {
  return `${kind} ${target}`;
}

/** Of several rooms under one name those that were removed. Throws `RemoveWishError` where nothing was. */
function removedAmong(
  targets: readonly ResolvedTarget[],
  before: ReadonlyMap<string, RemovalRecord>,
): readonly ResolvedTarget[] {
  const removed = targets.filter((target) => before.has(keyOf(target)));
  const answered = new Set(removed.map(({ shown, partOf }) => partOf ?? shown));
  const unknown = targets.map(({ shown, partOf }) => partOf ?? shown).filter((name) => !answered.has(name));
  if (unknown.length === 0) return removed;
  const lines = [...new Set(unknown)].map((name) => `${name} is not removed.`);
  throw new RemoveWishError([...lines, "`daybook remove --list` shows what is."].join("\n"));
}

function decisionFor({ kind, target }: ResolvedTarget, { undo, reason }: Remove, at: string): RemovalDecision {
  if (undo) return { kind: "removal-undone", what: kind, target, at };
  return { kind: "removal", what: kind, target, at, ...(reason === undefined ? {} : { reason }) };
}

function toReported(
  { kind, shown, seen }: ResolvedTarget,
  before: RemovalRecord | undefined,
  { given, at }: { readonly given: Remove; readonly at: string },
): ReportedRemoval {
  return {
    kind,
    target: shown,
    reason: before === undefined ? given.reason : before.reason,
    removedAt: before === undefined ? at : new Date(before.removedAtMs).toISOString(),
    already: before !== undefined,
    unseen: !seen,
  };
}

async function buildAfter({ config, store, build, log, progress, signal, now }: Remove) {
  if (!build) return { site: "skipped", build: undefined } as const;
  if ((await store.readOutput(config.output)) === undefined) return { site: "none", build: undefined } as const;
  try {
    const report = await buildSite({ config, store, log, progress, signal, now });
    return { site: report.outcome === "done" ? "built" : "interrupted", build: report } as const;
  } catch (error) {
    if (error instanceof StoreBusyError) return { site: "running", build: undefined } as const;
    throw error;
  }
}

/** The last traces in the store's file: a crawl that is running takes them away when it ends, and one must not have to wait. */
async function scrubUnlessCrawled({ store, log }: Remove): Promise<void> {
  if ((await scrubIfFree(store)) === "clean") return;
  log.info("What was erased is overwritten; its last traces in the store's file go at the end of the next crawl.");
}

async function scrubIfFree(store: Store): Promise<"clean" | "in-use"> {
  try {
    const lock = await store.lock("crawl", "a crawl is running");
    try {
      return await store.scrub();
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return "in-use";
  }
}
