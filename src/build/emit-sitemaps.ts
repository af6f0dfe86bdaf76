import type { Config } from "#config/config.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { PublishedRoom } from "#archive/published-rooms.ts";
import type { DaySummaryRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import { isIndexable } from "#view/page-frame.ts";
import { isThreadIndexable } from "#view/thread-page.ts";
import {
  aboutPath,
  dayPath,
  homePath,
  monthPath,
  robotsPath,
  roomAboutPath,
  roomPath,
  sitemapPath,
  threadPath,
  yearPath,
} from "#view/urls.ts";
import type { IndexedDay } from "./index-days.ts";
import type { Ledger } from "./ledger.ts";
import type { IndexedThread } from "./index-threads.ts";
import { indexEntryFor, planSitemaps, type SitemapScope } from "./plan-sitemaps.ts";
import { renderRobots } from "./render-robots.ts";
import { renderSitemap, renderSitemapIndex, type SitemapEntry } from "./render-sitemap.ts";

export type SitemapsInput = {
  readonly config: Config;
  readonly store: StoreReader;
  readonly ledger: Ledger;
  readonly rooms: readonly PublishedRoom[];
  readonly indexed: readonly IndexedDay[];
  readonly threads: readonly IndexedThread[];
};

/** What the ledger keeps of a sitemap: what it is about, and its line in the index. */
type SitemapNote = { readonly scope: string; readonly entry: SitemapEntry };

/** Writes the sitemaps of the years that changed, their index and robots.txt. Comes last: it must not name what is not there. */
export async function emitSitemaps(input: SitemapsInput): Promise<void> {
  const { config, ledger, rooms } = input;
  const indexedRooms = rooms.filter(({ info }) => info.index);
  const known = await sitemapNotes(ledger);
  const wanted = new Set<string>();
  let newest: CalendarDay | undefined;
  for (const room of indexedRooms) {
    const changed = await emitRoomSitemaps(input, room, known, wanted);
    if (changed !== undefined && (newest === undefined || changed > newest)) newest = changed;
  }
  if (indexedRooms.length > 0) {
    const entries = [homePath, aboutPath].map((path) => ({ path, lastmod: newest }));
    await emitScope(input, {}, entries, wanted);
  }
  const stale = (await sitemapNotes(ledger)).filter(({ scope }) => !wanted.has(scope));
  await ledger.remove(stale.map(({ entry }) => entry.path));
  const notes = (await sitemapNotes(ledger)).map(({ entry }) => entry);
  const hasSitemap = notes.length > 0;
  if (hasSitemap) await ledger.emit("sitemap", sitemapPath, await renderSitemapIndex(config.site.url, notes));
  else await ledger.remove((await ledger.readKind("sitemap")).map(({ path }) => path));
  await ledger.emit("robots", robotsPath, renderRobots(config.site, { hasSitemap }));
}

/** Gives the day on which anything the room shows last changed. */
async function emitRoomSitemaps(
  input: SitemapsInput,
  room: PublishedRoom,
  known: readonly SitemapNote[],
  wanted: Set<string>,
): Promise<CalendarDay | undefined> {
  const { store, indexed } = input;
  const { slug } = room.config;
  const years = new Set((await store.readMonths(room.record.key)).map(({ month }) => month.slice(0, 4)));
  const touched = new Set(indexed.filter((one) => one.slug === slug).map(({ day }) => day.slice(0, 4)));
  for (const year of [...years].toSorted()) {
    const scope = { slug, year };
    if (!touched.has(year) && known.some((note) => note.scope === nameOf(scope))) {
      wanted.add(nameOf(scope));
      continue;
    }
    const days = await store.readDaySummaries(room.record.key, { from: `${year}-01-01`, to: `${year}-12-31` });
    await emitScope(input, scope, yearEntries(room, year, days), wanted);
  }
  await emitThreadSitemaps(input, room, known, wanted);
  // What is wanted so far are the years; what the room's own sitemap said before tells nothing of today.
  const notes = (await sitemapNotes(input.ledger)).filter(
    ({ scope }) => wanted.has(scope) && scope.startsWith(`${slug}/`),
  );
  const lastmod = newestOf(notes.map(({ entry }) => entry.lastmod));
  if (years.size > 0)
    await emitScope(
      input,
      { slug },
      [roomPath(slug), roomAboutPath(slug)].map((path) => ({ path, lastmod })),
      wanted,
    );
  return lastmod;
}

/** Threads stand by the year in which they began: a reply after years changes that one. */
async function emitThreadSitemaps(
  input: SitemapsInput,
  { config: { slug }, info, rooms }: PublishedRoom,
  known: readonly SitemapNote[],
  wanted: Set<string>,
): Promise<void> {
  const ofRoom = input.threads.filter((thread) => thread.slug === slug);
  // A thread that has lost its first message began later than it did.
  const years = new Set(ofRoom.flatMap(({ firstDays }) => firstDays.map((day) => day.slice(0, 4))));
  const changed = new Set([...years].map((year) => nameOf({ slug, year, threads: true })));
  for (const { scope } of known) if (scope.startsWith(`${slug}/thread/`) && !changed.has(scope)) wanted.add(scope);
  const keys = rooms.map(({ record }) => record.key);
  for (const scope of [...changed].toSorted()) {
    const year = scope.slice(-4);
    const threads = await input.store.readThreadsOfYear(keys, year);
    const entries = threads
      .filter((thread) => isThreadIndexable(info, thread))
      .flatMap(({ shortId, partCount, lastModified: lastmod }) =>
        Array.from({ length: partCount }, (_, index) => ({ path: threadPath(slug, shortId, index + 1), lastmod })),
      );
    await emitScope(input, { slug, year, threads: true }, entries, wanted);
  }
}

/** The year's own page, its months and its days, thin ones left out as they say noindex. */
function yearEntries(
  { info, config: { slug } }: PublishedRoom,
  year: string,
  days: readonly DaySummaryRecord[],
): SitemapEntry[] {
  const entries: SitemapEntry[] = [];
  const addPeriod = (path: string, some: readonly DaySummaryRecord[]) => {
    const messageCount = some.reduce((sum, day) => sum + day.messageCount, 0);
    if (isIndexable(info, messageCount)) entries.push({ path, lastmod: newestOf(some.map((day) => day.lastModified)) });
  };
  addPeriod(yearPath(slug, year), days);
  for (const [month, ofMonth] of Map.groupBy(days, ({ day }) => day.slice(0, 7)))
    addPeriod(monthPath(slug, month), ofMonth);
  for (const { day, messageCount, partCount, lastModified } of days) {
    if (!isIndexable(info, messageCount)) continue;
    for (let part = 1; part <= partCount; part += 1)
      entries.push({ path: dayPath(slug, day, part), lastmod: lastModified });
  }
  return entries;
}

async function emitScope(
  { config, ledger }: SitemapsInput,
  scope: SitemapScope,
  entries: readonly SitemapEntry[],
  wanted: Set<string>,
): Promise<void> {
  for (const plan of planSitemaps(scope, entries)) {
    const note: SitemapNote = { scope: nameOf(scope), entry: indexEntryFor(plan) };
    await ledger.emit("sitemap", plan.path, await renderSitemap(config.site.url, plan.entries), { detail: note });
    wanted.add(note.scope);
  }
}

async function sitemapNotes(ledger: Ledger): Promise<readonly SitemapNote[]> {
  return (await ledger.readKind("sitemap")).flatMap(({ detail }) =>
    detail === undefined ? [] : [detail as SitemapNote],
  );
}

function nameOf({ slug, year, threads = false }: SitemapScope): string {
  if (threads) return `${slug}/thread/${year}`;
  return slug === undefined ? "" : `${slug}/${year ?? ""}`;
}

function newestOf(days: readonly (CalendarDay | undefined)[]): CalendarDay | undefined {
  return days
    .flatMap((day) => day ?? [])
    .toSorted()
    .at(-1);
}
