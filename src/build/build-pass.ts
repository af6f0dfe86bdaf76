import { calendarDayOf } from "#lib/calendar-day.ts";
import { openArchive } from "#archive/open-archive.ts";
import { siteInfoFor, type PublishedRoom } from "#archive/published-rooms.ts";
import { hasTwins } from "#view/page-frame.ts";
import type { SitePath } from "#view/urls.ts";
import { buildSearch } from "./build-search.ts";
import type { SiteBuild } from "./build-site.ts";
import type { CompiledSite } from "./compile-site.ts";
import { emitAssets } from "./emit-assets.ts";
import { emitFeeds } from "./emit-feeds.ts";
import { emitMessageLines } from "./emit-message-lines.ts";
import { emitSiteFiles } from "./emit-site-files.ts";
import { emitSitemaps } from "./emit-sitemaps.ts";
import type { FixedRooms } from "./fix-slugs.ts";
import { indexDays, seriesToIndex } from "./index-days.ts";
import { indexThreads } from "./index-threads.ts";
import type { Ledger } from "./ledger.ts";
import type { OutputState } from "./output-state.ts";
import { planPages, withThreads } from "./plan-pages.ts";
import { planThreads } from "./plan-threads.ts";
import { openRemovalPages } from "./removal-pages.ts";
import { removeUnshown } from "./remove-unshown.ts";
import { removeVanished } from "./remove-vanished.ts";
import { openRenderPool, type RenderPool } from "./render-pool.ts";

/** One way from the store as it is to the output folder. */
export type Pass = {
  readonly build: SiteBuild;
  readonly fixed: FixedRooms;
  readonly compiled: CompiledSite;
  readonly state: OutputState;
  readonly ledger: Ledger;
  /** The change number this pass works on. */
  readonly change: number;
};

export type PassResult = { readonly outcome: "done" | "interrupted"; readonly rendered: number };

/** Is there anything to do? Equal change numbers: nothing happened since the folder was brought up to date. */
export function isIdle({ state, change }: Pass): boolean {
  return !state.isFull && change === state.output.reachedChange;
}

/** Renders and writes what changed since the change number that the folder has reached, and takes away what has vanished. */
export async function runPass(pass: Pass): Promise<PassResult> {
  if (isIdle(pass)) return { outcome: "done", rendered: 0 };
  const { build, fixed, compiled, ledger, change } = pass;
  const { output, isFull } = pass.state;
  const { config, store, signal, progress } = build;
  const { withdrawn } = fixed;
  const { entryFile } = compiled;
  const dirty = isFull ? await store.readAllDays() : await store.readDirtyDays(output.reachedChange);
  const pool = openRenderPool(store, { config, storeFolder: store.folder, entryFile, change });
  try {
    const site = siteInfoFor(config, fixed.rooms);
    const rooms = fixed.rooms.map((room) => ({ ...toSeries(room), hasTwins: hasTwins(site, room.info) }));
    const series = await seriesToIndex(store, rooms);
    const reachedChange = isFull ? undefined : output.reachedChange;
    const indexed = await indexDays({ store, pool, days: dirty, series, reachedChange, progress, signal });
    if (signal?.aborted) return { outcome: "interrupted", rendered: 0 };
    const threads = await indexThreads({ store, pool, days: dirty, series, reachedChange, signal });
    if (signal?.aborted) return { outcome: "interrupted", rendered: 0 };
    const plan = withThreads(await planPages(store, rooms, indexed), await planThreads(store, threads));
    const removalPages = openRemovalPages(ledger, { config, store, entryFile });
    await removeVanished(store, ledger, { plan, indexed, withdrawn, isFull, removalPages });
    if (isFull) await emitAssets(compiled, ledger);
    const rendered = await renderAll(pass, pool, plan.render);
    if (signal?.aborted) return { outcome: "interrupted", rendered };
    await removeUnshown(store, ledger, output.key);

    const archive = await openArchive({ config, store });
    await emitMessageLines({ config, store, pool, ledger, rooms: fixed.rooms, indexed, isFull });
    await emitFeeds({ archive, ledger, rooms: fixed.rooms });
    await emitSiteFiles({ config, archive, ledger });
    const { language } = config.site;
    await buildSearch({ store, archive, ledger, language, rooms, withdrawn, indexed, isFull, signal });
    await emitSitemaps({ config, store, ledger, rooms: fixed.rooms, indexed, threads });
    return { outcome: signal?.aborted ? "interrupted" : "done", rendered };
  } finally {
    await pool.close();
  }
}

/** A series goes on where any of its rooms does. */
function toSeries({ record, rooms, config: { slug } }: PublishedRoom) {
  const cutoffMs = Math.max(...rooms.map((shown) => shown.record.cutoffMs ?? 0));
  return { key: record.key, slug, record: { ...record, cutoffMs } };
}

async function renderAll({ build, ledger }: Pass, pool: RenderPool, paths: readonly SitePath[]): Promise<number> {
  const { store, signal, progress } = build;
  const cutoffs = (await store.readRooms()).map(({ cutoffMs }) => cutoffMs ?? 0);
  const on = calendarDayOf(Math.max(0, ...cutoffs));
  const known = await store.readKnownAddresses(paths);
  await store.decide(paths.filter((path) => !known.has(path)).map((path) => ({ kind: "address", path, on })));
  let rendered = 0;
  for await (const files of pool.render(paths)) {
    await ledger.record("page", files);
    await ledger.record(
      "twin",
      files.flatMap(({ twin }) => twin ?? []),
    );
    rendered += files.length;
    progress({ subject: "pages", done: rendered, total: paths.length, unit: "pages" });
    if (signal?.aborted) break;
  }
  return rendered;
}
