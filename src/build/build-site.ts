import { mkdir } from "node:fs/promises";
import type { Config } from "#config/config.ts";
import { calendarDayOf } from "#lib/calendar-day.ts";
import { sha256Hex } from "#lib/hash.ts";
import type { Log, Progress } from "#lib/progress.ts";
import { openArchive } from "#archive/open-archive.ts";
import type { Store } from "#store/store.ts";
import type { SitePath } from "#view/urls.ts";
import type { BuildReport } from "./build-report.ts";
import { writeBuildRun } from "./build-run.ts";
import { buildSearch } from "./build-search.ts";
import { compileSite, type CompiledSite } from "./compile-site.ts";
import { emitAssets } from "./emit-assets.ts";
import { emitFeeds } from "./emit-feeds.ts";
import { discardUnfinished, toBuildError } from "./emit-file.ts";
import { emitSitemaps } from "./emit-sitemaps.ts";
import { fixSlugs, type FixedRooms } from "./fix-slugs.ts";
import { indexDays } from "./index-days.ts";
import { openLedger, type Ledger } from "./ledger.ts";
import { closeOutput, openOutput, type OutputState } from "./output-state.ts";
import { planPages } from "./plan-pages.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { removeVanished } from "./remove-vanished.ts";
import { openRenderPool, type RenderPool } from "./render-pool.ts";
import { stampPath } from "./stamp.ts";

export type SiteBuild = {
  readonly config: Config;
  readonly store: Store;
  readonly log: Log;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  /** Build everything anew, whatever the ledger says. */
  readonly full?: boolean | undefined;
  /** Pages that `astro build` has compiled already. */
  readonly compiled?: CompiledSite | undefined;
  /** Dates the store's record of this build; nothing in the site depends on it. */
  readonly now?: (() => number) | undefined;
};

/**
 * Brings the output folder to what the store may show now: only what changed is read, rendered and written, and what has
 * vanished is deleted. The same store, configuration and version give the same bytes.
 * Throws `BuildError` for a folder that cannot be written, a changed slug of a published room, and a page that fails;
 * `StoreError` when another build writes to the same folder.
 */
export async function buildSite(build: SiteBuild): Promise<BuildReport> {
  const { config, store, full = false, now = Date.now } = build;
  const startedAtMs = now();
  const busy = `Another build is writing to ${config.output}. Wait until it is done and run the command again.`;
  const lock = await store.lock(`build-${sha256Hex(config.output).slice(0, 16)}`, busy);
  try {
    // Read first of all: what a crawl changes from here on is for the next build.
    const change = await store.readChange();
    const fixed = await fixSlugs(config, store);
    const compiled = build.compiled ?? (await compileSite(config.site.url, store.folder));
    await makeFolder(config.output);
    await discardUnfinished(config.output);
    const state = await openOutput({ config, store, compiled, full });
    const report = await runBuild({ build, fixed, compiled, state, change });
    if (report.outcome === "done") await writeBuildRun(store, config.output, { startedAtMs, report });
    return report;
  } finally {
    lock.release();
  }
}

type Run = {
  readonly build: SiteBuild;
  readonly fixed: FixedRooms;
  readonly compiled: CompiledSite;
  readonly state: OutputState;
  /** The change number this build works on. */
  readonly change: number;
};

async function runBuild(run: Run): Promise<BuildReport> {
  const { build, fixed, compiled } = run;
  const { output, isFull } = run.state;
  const { config, store, signal, progress } = build;
  const ledger = openLedger(store, output, config.output);
  const dirty = isFull ? await store.readAllDays() : await store.readDirtyDays(output.reachedChange);
  if (!isFull && run.change === output.reachedChange) return toReport(run, ledger, { rendered: 0 });

  const { entryFile } = compiled;
  const pool = openRenderPool(store, { config, storeFolder: store.folder, entryFile, change: run.change });
  try {
    const rooms = fixed.rooms.map(({ record, config: { slug } }) => ({ key: record.key, slug, record }));
    const slugs = new Map(rooms.map(({ key, slug }) => [key, slug]));
    const reachedChange = isFull ? undefined : output.reachedChange;
    const indexed = await indexDays({ store, pool, days: dirty, slugs, reachedChange, progress, signal });
    if (signal?.aborted) return await toReport(run, ledger, { rendered: 0, outcome: "interrupted" });
    const plan = await planPages(store, rooms, indexed);
    await removeVanished(ledger, { plan, indexed, withdrawn: fixed.withdrawn, isFull });
    if (isFull) await emitAssets(compiled, ledger);
    const rendered = await renderAll(run, ledger, pool, plan.render);
    if (signal?.aborted) return await toReport(run, ledger, { rendered, outcome: "interrupted" });

    const archive = await openArchive({ config, store });
    await emitFeeds({ archive, ledger, rooms: fixed.rooms });
    await buildSearch({
      store,
      archive,
      ledger,
      language: config.site.language,
      rooms,
      withdrawn: fixed.withdrawn,
      indexed,
      isFull,
      signal,
    });
    await emitSitemaps({ config, store, ledger, rooms: fixed.rooms, indexed });
    if (signal?.aborted) return await toReport(run, ledger, { rendered, outcome: "interrupted" });
    await finish(run, ledger);
    return await toReport(run, ledger, { rendered });
  } finally {
    await pool.close();
    await discardUnfinished(config.output);
  }
}

async function renderAll(
  { build }: Run,
  ledger: Ledger,
  pool: RenderPool,
  paths: readonly SitePath[],
): Promise<number> {
  const { store, signal, progress } = build;
  const cutoffs = (await store.readRooms()).map(({ cutoffMs }) => cutoffMs ?? 0);
  const on = calendarDayOf(Math.max(0, ...cutoffs));
  const known = await store.readKnownAddresses(paths);
  await store.decide(paths.filter((path) => !known.has(path)).map((path) => ({ kind: "address", path, on })));
  let rendered = 0;
  for await (const files of pool.render(paths)) {
    await ledger.record("page", files);
    rendered += files.length;
    progress({ subject: "pages", done: rendered, total: paths.length, unit: "pages" });
    if (signal?.aborted) break;
  }
  return rendered;
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw toBuildError(error, folder);
  });
}

async function finish({ build, state, fixed, change }: Run, ledger: Ledger): Promise<void> {
  const { config, store } = build;
  if (state.isFull) await removeLeftovers(ledger, config.output, fixed.everPublished);
  await ledger.emit("stamp", stampPath, `${store.id}\n`);
  await closeOutput(store, state, change);
}

async function toReport(
  { build, state, fixed }: Run,
  ledger: Ledger,
  { rendered, outcome = "done" }: { rendered: number; outcome?: BuildReport["outcome"] },
): Promise<BuildReport> {
  const { store } = build;
  let messages = 0;
  for (const { record } of fixed.rooms) {
    for (const { messageCount } of await store.readMonths(record.key)) messages += messageCount;
  }
  const totals = await store.readTotals(state.output.key);
  return {
    outcome,
    full: state.isFull,
    rendered,
    written: ledger.written.toSorted(),
    deleted: ledger.deleted.toSorted(),
    unchanged: ledger.unchanged,
    ...totals,
    messages,
    warnings: [],
  };
}
