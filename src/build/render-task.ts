import { pathToFileURL } from "node:url";
import type { Config } from "#config/config.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { sha256Hex } from "#lib/hash.ts";
import type { SafeFile } from "#lib/safe-media.ts";
import type { Archive } from "#archive.ts";
import { openArchive } from "#archive/open-archive.ts";
import { readPublishedRooms, siteInfoFor } from "#archive/published-rooms.ts";
import { summariseDay, type SummarisedDay } from "#archive/summarise-day.ts";
import type { Store } from "#store/store.ts";
import { dayOfPath, filePathFor, hrefFor, notFoundPath, type SitePath } from "#view/urls.ts";
import { BuildError } from "./build-error.ts";
import { recordSources } from "./drawn-sources.ts";
import { emitFile, type EmittedFile } from "./emit-file.ts";
import type { DrawnFile } from "./ledger.ts";
import { openMediaPlacer } from "./place-media.ts";
import { wordsOfDay } from "./search/words-of-day.ts";

/** What a worker needs to know of the build; plain data. */
export type RenderSettings = {
  readonly config: Config;
  readonly storeFolder: string;
  readonly entryFile: string;
  /** The change number the build works on. Default: none, so that every page asked for must be there. */
  readonly change?: number | undefined;
};

/** A day to be read anew: what lists and calendars say of it. */
export type DayToSummarise = { readonly slug: string; readonly day: CalendarDay };

/** What the build keeps of a day. The text itself stays in the worker. */
export type DayResult = DayToSummarise &
  Omit<SummarisedDay, "searchDay"> & { readonly searchKey: string; readonly searchWords: number };

export async function summariseDays(
  store: Store,
  config: Config,
  days: readonly DayToSummarise[],
): Promise<readonly DayResult[]> {
  const published = await readPublishedRooms(store, config);
  const rooms = new Map(published.map((room) => [room.config.slug, room]));
  const site = siteInfoFor(config, published);
  const results: DayResult[] = [];
  for (const { slug, day } of days) {
    const room = rooms.get(slug);
    if (room === undefined) continue;
    const { searchDay, ...summarised } = await summariseDay(store, site, room, day);
    const words = wordsOfDay(searchDay);
    results.push({
      slug,
      day,
      ...summarised,
      searchKey: words === 0 ? "" : sha256Hex(JSON.stringify([searchDay.parts, searchDay.drawnFrom])),
      searchWords: words,
    });
  }
  return results;
}

/**
 * Renders pages through the compiled site and puts them in the output folder. A page that a crawl has emptied since the build began
 * is left to the next build, which knows of it. Throws `BuildError` for a page that fails.
 */
export async function renderPages(
  store: Store,
  { config, entryFile, change }: RenderSettings,
  paths: readonly SitePath[],
): Promise<readonly DrawnFile[]> {
  const { renderAddress } = (await import(pathToFileURL(entryFile).href)) as {
    renderAddress(href: string, archive: Archive): Promise<{ status: number; html: string }>;
  };
  const { archive, take } = recordSources(await openArchive({ config, store }));
  const placer = openMediaPlacer(store.folder, config.output);
  const emitted: DrawnFile[] = [];
  for (const path of paths) {
    const address = path === notFoundPath ? "404/" : path;
    const { status, html } = await renderAddress(hrefFor(config.site.url, address), archive);
    const { drawnFrom, files } = take();
    const sources = await store.packSources(drawnFrom);
    const expected = path === notFoundPath ? 404 : 200;
    if (status === 404 && expected === 200 && (await store.readChange()) > (change ?? Infinity)) continue;
    if (status !== expected || html === "") {
      throw new BuildError(
        `The page ${path} could not be rendered (status ${status}). Nothing else is missing; run the build again with --verbose and report what it says.`,
      );
    }
    const media = await placeOrLeave(files);
    if (media === undefined) continue;
    const page = { ...(await emitFile(config.output, filePathFor(path), html)), sources, media };
    const twin = await emitTwin(path);
    emitted.push(twin === undefined ? page : { ...page, twin });
  }
  return emitted;

  async function emitTwin(path: SitePath): Promise<DrawnFile | undefined> {
    const day = dayOfPath(path);
    const twin = day && (await archive.dayTwin(day));
    if (twin === undefined) return undefined;
    const sources = await store.packSources(take().drawnFrom);
    return { ...(await emitFile(config.output, twin.path, twin.text)), sources, media: [] };
  }

  /** Files first: no page shows one that is not there. undefined: a crawl has deleted one since the build began. */
  async function placeOrLeave(files: readonly SafeFile[]): Promise<readonly EmittedFile[] | undefined> {
    try {
      return await placer.place(files);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      if ((await store.readChange()) > (change ?? Infinity)) return undefined;
      throw new BuildError(
        `A file that a page shows is no longer in the store's folder: ${(error as Error).message}. Run "daybook crawl", which fetches it anew, and build again.`,
        { cause: error },
      );
    }
  }
}
