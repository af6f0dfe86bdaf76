import type { SitePath } from "#view/urls.ts";
import { maxSitemapEntries, type SitemapEntry } from "./render-sitemap.ts";

/** A sitemap file and what it lists. */
export type SitemapPlan = { readonly path: SitePath; readonly entries: readonly SitemapEntry[] };

/** What a sitemap is about: the site's own pages, a room's own, a year of a room, or the threads that began in one. */
export type SitemapScope = { readonly slug?: string; readonly year?: string; readonly threads?: boolean };

/**
 * The sitemaps of one scope, each with at most `limit` addresses, which keep their file as long as none before them vanishes:
 * `sitemap-site.xml`, `general/sitemap.xml`, `general/2024/sitemap.xml`, `general/2024/sitemap-2.xml`, `general/thread/sitemap-2024.xml`. A sitemap may only
 * speak for addresses below its own folder, so it lies in the folder of its scope. None where there is nothing to list.
 */
export function planSitemaps(
  scope: SitemapScope,
  entries: readonly SitemapEntry[],
  { limit = maxSitemapEntries }: { readonly limit?: number } = {},
): readonly SitemapPlan[] {
  const count = Math.ceil(entries.length / limit);
  return Array.from({ length: count }, (_, index) => ({
    path: sitemapPathFor(scope, index + 1),
    entries: entries.slice(index * limit, (index + 1) * limit),
  }));
}

/** What the index says about a sitemap: the newest day in it. */
export function indexEntryFor({ path, entries }: SitemapPlan): SitemapEntry {
  const days = entries.flatMap(({ lastmod }) => lastmod ?? []);
  return { path, lastmod: days.toSorted().at(-1) };
}

function sitemapPathFor({ slug, year, threads = false }: SitemapScope, number: number): SitePath {
  const suffix = number === 1 ? "" : `-${number}`;
  if (slug === undefined) return `sitemap-site${suffix}.xml`;
  if (threads) return `${slug}/thread/sitemap-${year}${suffix}.xml`;
  return year === undefined ? `${slug}/sitemap${suffix}.xml` : `${slug}/${year}/sitemap${suffix}.xml`;
}
