import { mkdir } from "node:fs/promises";
import type { Config } from "#config/config.ts";
import { hideConfiguredNames } from "#archive/hidden-names.ts";
import { applyPeopleRules } from "#archive/kept-out-people.ts";
import type { Log, Progress } from "#lib/progress.ts";
import type { Store } from "#store/store.ts";
import { accentWarnings } from "#view/accent-colours.ts";
import { isIdle, runPass, type Pass } from "./build-pass.ts";
import type { BuildReport } from "./build-report.ts";
import { writeBuildRun } from "./build-run.ts";
import { checkPass, isOvertaken, refuseLeaks } from "./check-pass.ts";
import { compileSite, type CompiledSite } from "./compile-site.ts";
import { emitExtra } from "./emit-extra.ts";
import { discardUnfinished, toBuildError } from "./emit-file.ts";
import { fixSlugs } from "./fix-slugs.ts";
import { followRemovals } from "./follow-removals.ts";
import { isAsBuilt } from "./is-as-built.ts";
import { openLedger, type Ledger } from "./ledger.ts";
import { lockOutput } from "./lock-output.ts";
import { closeOutput, openOutput } from "./output-state.ts";
import { writePublishLists } from "./publish-lists.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { stampPath } from "./stamp.ts";
import { readWithdrawnAddresses } from "./withdrawn-addresses.ts";

export type SiteBuild = {
  readonly config: Config;
  readonly store: Store;
  readonly log: Log;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  /** Build everything anew, whatever the ledger says. */
  readonly full?: boolean | undefined;
  /** Look over every file for what may not be shown, not only over what changed; build everything anew if any is not what was built. */
  readonly check?: boolean | undefined;
  /** Pages that `astro build` has compiled already. */
  readonly compiled?: CompiledSite | undefined;
  /** Dates the store's record of this build; nothing in the site depends on it. */
  readonly now?: (() => number) | undefined;
};

/**
 * Brings the output folder to what the store may show now: only what changed is read, rendered and written, and what has
 * vanished is deleted. The same store, configuration and version give the same bytes.
 * Throws `BuildError` for a folder that cannot be written, a changed slug of a published room, a page that fails, and a file that
 * shows what may not be shown (it is deleted); `StoreError` when another build writes to the same folder.
 */
export async function buildSite(build: SiteBuild): Promise<BuildReport> {
  const first = await buildLocked(build);
  const again = () => buildLocked({ ...build, full: false });
  return followRemovals(build.store, build.config.output, { first, again });
}

async function buildLocked(build: SiteBuild): Promise<BuildReport> {
  const { config, store, now = Date.now } = build;
  const startedAtMs = now();
  const lock = await lockOutput(store, config.output);
  try {
    const compiled = build.compiled ?? (await compileSite(config.site.url, store.folder));
    await makeFolder(config.output);
    await discardUnfinished(config.output);
    const people = await applyPeopleRules(store, config.publication);
    await hideConfiguredNames(store, config);
    const report = await runPasses(build, compiled);
    if (report.outcome === "done") {
      await writePublishLists(store, config.output);
      await writeBuildRun(store, config.output, { startedAtMs, report });
    }
    return { ...report, warnings: [...people, ...report.warnings] };
  } finally {
    lock.release();
  }
}

async function runPasses(build: SiteBuild, compiled: CompiledSite): Promise<BuildReport> {
  try {
    return await passUntilSound(build, compiled);
  } finally {
    await discardUnfinished(build.config.output);
  }
}

/** What is taken back while a build runs is for another pass of the same build. So many, in case it never ends. */
const mostPasses = 3;

async function passUntilSound(build: SiteBuild, compiled: CompiledSite): Promise<BuildReport> {
  const { config, store, check = false } = build;
  const full = build.full === true || (check && !(await isAsBuilt(store, config.output)));
  let ledger: Ledger | undefined;
  let rendered = 0;
  let wasFull = false;
  for (let count = 1; ; count += 1) {
    // Read first of all: what a crawl changes from here on is for the next pass.
    const change = await store.readChange();
    const fixed = await fixSlugs(config, store);
    const state = await openOutput({ config, store, compiled, full: full && count === 1 });
    ledger ??= openLedger(store, state.output, config.output);
    const pass = { build, fixed, compiled, state, ledger, change };
    const result = await runPass(pass);
    rendered += result.rendered;
    wasFull ||= state.isFull;
    const report = () => toReport(pass, { outcome: result.outcome, rendered, full: wasFull });
    if (result.outcome === "interrupted") return report();
    await emitExtra(config.site, ledger, { slugs: fixed.everPublished });
    const leaks = await checkPass(pass);
    const isAnswered = leaks.length === 0 || (count < mostPasses && (await isOvertaken(pass, store)));
    if (!isAnswered) return refuseLeaks(pass, leaks);
    if (!isIdle(pass)) await finish(pass);
    if (leaks.length === 0) return report();
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw toBuildError(error, folder);
  });
}

async function finish({ build, state, fixed, ledger, change }: Pass): Promise<void> {
  const { config, store } = build;
  if (state.isFull) await removeLeftovers(ledger, config.output, fixed.everPublished);
  await ledger.emit("stamp", stampPath, `${store.id}\n`);
  await closeOutput(store, state, change);
}

async function toReport(
  { build, state, fixed, ledger }: Pass,
  { outcome, rendered, full }: Pick<BuildReport, "outcome" | "rendered" | "full">,
): Promise<BuildReport> {
  const { store, config } = build;
  let messages = 0;
  for (const { record } of fixed.rooms) {
    for (const { messageCount } of await store.readMonths(record.key)) messages += messageCount;
  }
  const totals = await store.readTotals(state.output.key);
  return {
    outcome,
    full,
    rendered,
    written: ledger.written.toSorted(),
    deleted: ledger.deleted.toSorted(),
    unchanged: ledger.unchanged,
    ...totals,
    messages,
    withdrawn: await readWithdrawnAddresses(store, config, ledger),
    warnings: accentWarnings(config.site.accent),
  };
}
