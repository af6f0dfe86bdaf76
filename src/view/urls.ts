import { partsOfDay, type CalendarDay } from "#lib/calendar-day.ts";
import type { SafeFile } from "#lib/safe-media.ts";
import type { ShortId } from "#lib/short-id.ts";

/**
 * Every address of the site (docs/addresses.md). Paths are relative to the site's root, without a leading slash, so that
 * one place decides about the base path: `hrefFor` gives what a page links to, `absoluteHrefFor` what leaves the site.
 */
export type SitePath = string;

export const homePath: SitePath = "";
export const aboutPath: SitePath = "about/";
export const searchPath: SitePath = "search/";
export const siteFeedPath: SitePath = "feed.xml";
export const sitemapPath: SitePath = "sitemap.xml";
export const robotsPath: SitePath = "robots.txt";
export const llmsPath: SitePath = "llms.txt";
export const openSearchPath: SitePath = "opensearch.xml";
export const accentPath: SitePath = "accent.css";
export const notFoundPath: SitePath = "404.html";
/** Pagefind's own script, and our list of its shards. */
export const searchModulePath: SitePath = "pagefind/pagefind.js";
export const searchShardsPath: SitePath = "pagefind/shards.json";

export function roomPath(slug: string): SitePath {
  return `${slug}/`;
}

export function roomAboutPath(slug: string): SitePath {
  return `${slug}/about/`;
}

export function roomSearchPath(slug: string): SitePath {
  return `${slug}/search/`;
}

export function roomFeedPath(slug: string): SitePath {
  return `${slug}/feed.xml`;
}

/** `year` has four digits. */
export function yearPath(slug: string, year: string): SitePath {
  return `${slug}/${year}/`;
}

/** `month` is `YYYY-MM`. */
export function monthPath(slug: string, month: string): SitePath {
  return `${slug}/${month.replace("-", "/")}/`;
}

/** A part of a day; the first one has the day's own address. */
export function dayPath(slug: string, day: CalendarDay, part = 1): SitePath {
  const { year, month, date } = partsOfDay(day);
  return part > 1 ? `${slug}/${year}/${month}/${date}/${part}/` : `${slug}/${year}/${month}/${date}/`;
}

/** The logo, by the ending of the operator's file. */
export function logoPath(file: string): SitePath {
  return `logo${/\.[a-z0-9]+$/i.exec(file)?.[0].toLowerCase() ?? ""}`;
}

/** What the address of a part of a day says, as its route does; undefined: it is another page's. */
export function dayOfPath(path: SitePath): { readonly [name: string]: string } | undefined {
  return /^(?<room>[^/]+)\/(?<year>\d{4})\/(?<month>\d{2})\/(?<day>\d{2})\/(?:(?<part>\d+)\/)?$/.exec(path)?.groups;
}

/** A page as Markdown. */
export function twinPathOf(page: SitePath): SitePath {
  return `${page}index.md`;
}

/** The messages of a month as JSON lines, in files from 1 on; `month` is `YYYY-MM`. */
export function messageLinesPath(slug: string, month: string, file = 1): SitePath {
  return `${monthPath(slug, month)}${file > 1 ? `messages-${file}.jsonl` : "messages.jsonl"}`;
}

/** A message on its page, whose part is fixed. */
export function messagePath(
  slug: string,
  place: { readonly day: CalendarDay; readonly part: number; readonly shortId: ShortId },
): SitePath {
  return `${dayPath(slug, place.day, place.part)}#${place.shortId}`;
}

/** A part of a thread's page, named by its first message; the first part has the thread's own address. */
export function threadPath(slug: string, root: ShortId, part = 1): SitePath {
  return part > 1 ? `${slug}/thread/${root}/${part}/` : `${slug}/thread/${root}/`;
}

/** The anchor of a message on its thread's page: not the one it has in its day, so that every anchor leads to one page. */
export function threadAnchor(message: ShortId): string {
  return `t-${message}`;
}

/** A file of a stranger that was made safe, by what it holds. */
export function mediaPath({ hash, extension }: Pick<SafeFile, "hash" | "extension">): SitePath {
  return `${mediaFolder}${hash.slice(0, 2)}/${hash}.${extension}`;
}

/** Where all media lie in the output folder. */
export const mediaFolder: SitePath = "media/";

/** What a page links to for a file: beside the pages, or where the operator publishes what the folder `media/` holds. */
export function mediaHrefFor(
  { url, mediaUrl }: { readonly url: string; readonly mediaUrl: string | undefined },
  file: Pick<SafeFile, "hash" | "extension">,
): string {
  const path = mediaPath(file);
  return mediaUrl === undefined ? hrefFor(url, path) : mediaUrl + path.slice(mediaFolder.length);
}

/** What has gone from an address: a page, or a whole room. */
export type Removed = "page" | "room";

/** Where the pages render that stand at the addresses of what has gone; nothing is published here. */
export function removalPath(removed: Removed): SitePath {
  return `about/removed-${removed}/`;
}

/** The site's base path with both slashes: `/` or `/archive/`. */
export function basePathOf(siteUrl: string): string {
  const path = new URL(siteUrl).pathname;
  return path.endsWith("/") ? path : `${path}/`;
}

/** What a page of the site links to: the path under the site's base path. */
export function hrefFor(siteUrl: string, path: SitePath): string {
  return basePathOf(siteUrl) + path;
}

/** The address as the world knows it, for canonical links, feeds and sitemaps. */
export function absoluteHrefFor(siteUrl: string, path: SitePath): string {
  return new URL(siteUrl).origin + hrefFor(siteUrl, path);
}

/** Where a page lies in the output folder: `general/2024/` → `general/2024/index.html`; files stay as they are. */
export function filePathFor(path: SitePath): string {
  const [page = ""] = path.split("#", 1);
  return page === "" || page.endsWith("/") ? `${page}index.html` : page;
}
