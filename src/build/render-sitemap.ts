import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { SitemapIndexStream, SitemapStream } from "sitemap";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { absoluteHrefFor, type SitePath } from "#view/urls.ts";

/** A page, or a sitemap of the index, and the day on which what it shows last changed. */
export type SitemapEntry = { readonly path: SitePath; readonly lastmod: CalendarDay | undefined };

/** Addresses in one sitemap; the protocol allows 50,000. */
export const maxSitemapEntries = 10_000;

/** Prints a sitemap of indexable pages (sitemaps.org), in the order given. Throws for none, and for too many for one. */
export async function renderSitemap(siteUrl: string, entries: readonly SitemapEntry[]): Promise<string> {
  if (entries.length > maxSitemapEntries) throw new Error(`${entries.length} addresses are too many for one sitemap`);
  const stream = new SitemapStream({
    lastmodDateOnly: true,
    xmlns: { news: false, xhtml: false, image: false, video: false },
  });
  return text(Readable.from(entries.map((entry) => toItem(siteUrl, entry))).pipe(stream));
}

const emptyIndex =
  '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></sitemapindex>';

/** Prints the list of all sitemaps, for `sitemap.xml`, in the order given; of a site that is not indexed, a list of none. */
export async function renderSitemapIndex(siteUrl: string, sitemaps: readonly SitemapEntry[]): Promise<string> {
  if (sitemaps.length === 0) return emptyIndex;
  const stream = new SitemapIndexStream({ lastmodDateOnly: true });
  return text(Readable.from(sitemaps.map((entry) => toItem(siteUrl, entry))).pipe(stream));
}

function toItem(siteUrl: string, { path, lastmod }: SitemapEntry): { url: string; lastmod?: string } {
  return { url: absoluteHrefFor(siteUrl, path), ...(lastmod === undefined ? {} : { lastmod }) };
}
