import type { RoomInfo, SiteInfo } from "./inputs.ts";
import type { Link, PageFrame } from "./models.ts";
import { reportHrefFor } from "./report-href.ts";
import { bridgeNoticeFor } from "./bridge-notice.ts";
import { roomRefFor } from "./room-ref.ts";
import { structuredDataFor, type SchemaNode } from "./structured-data.ts";
import { wordsFor } from "./strings/words.ts";
import {
  absoluteHrefFor,
  aboutPath,
  accentPath,
  basePathOf,
  homePath,
  hrefFor,
  logoPath,
  openSearchPath,
  roomFeedPath,
  searchPath,
  siteFeedPath,
} from "./urls.ts";
import type { SitePath } from "./urls.ts";

/** What a page adds to the standing parts of its frame. */
export type FrameParts = {
  readonly path: SitePath;
  /** The room the page belongs to; undefined on pages of the whole site. */
  readonly room?: RoomInfo | undefined;
  readonly title: string;
  readonly description: string;
  readonly indexable: boolean;
  /** Below the site, down to the page itself. */
  readonly crumbs: readonly { readonly path: SitePath; readonly label: string }[];
  readonly previous?: SitePath | undefined;
  readonly next?: SitePath | undefined;
  /** The page as Markdown, where rooms that are indexed have one. Default: it has none. */
  readonly twin?: SitePath;
  /** What the page is in the words of schema.org. Default: search engines are told of the way to it alone. */
  readonly schema?: SchemaNode;
  /** False for what is shown at addresses of other pages. Default: true. */
  readonly hasAddress?: boolean;
};

/** A page of three messages or fewer is too thin to be listed by search engines (site.md §5). */
const thinLimit = 3;

/** May search engines list a page: its room says so, and there is enough on it. Only these are in sitemaps. */
export function isIndexable(room: Pick<RoomInfo, "index">, messageCount: number): boolean {
  return room.index && messageCount > thinLimit;
}

/** Are its days there as Markdown too? Not where nothing may be indexed: such a file cannot say so. */
export function hasTwins({ textTwins = false }: SiteInfo, room: Pick<RoomInfo, "index"> | undefined): boolean {
  return textTwins && room?.index === true;
}

export function frameFor(site: SiteInfo, parts: FrameParts): PageFrame {
  const { room, hasAddress = true } = parts;
  const linkTo = (path: SitePath) => hrefFor(site.url, path);
  const contactHref = room?.contact ?? site.contact;
  const canonicalHref = absoluteHrefFor(site.url, parts.path);
  const breadcrumbs = [
    { href: linkTo(homePath), label: site.title },
    ...parts.crumbs.map(({ path, label }) => ({ href: linkTo(path), label })),
  ];
  const { title, schema: node } = parts;
  const { url: siteUrl, title: siteTitle, language } = site;
  const toDescribe = { siteUrl, siteTitle, language, title, canonicalHref, breadcrumbs, node };
  return {
    language: site.language,
    siteTitle: site.title,
    siteDescription: site.description,
    homeHref: linkTo(homePath),
    searchHref: linkTo(searchPath),
    aboutHref: linkTo(aboutPath),
    contactHref,
    reportHref: hasAddress
      ? reportHrefFor({ contactHref, language: site.language }, { address: canonicalHref })
      : undefined,
    legalLinks: site.legal.map(({ label, url }) => ({ label, href: url })),
    basePath: basePathOf(site.url),
    title: parts.title,
    description: parts.description,
    canonicalHref,
    indexable: parts.indexable,
    feeds: feedsFor(site, room),
    openSearchHref: linkTo(openSearchPath),
    ...(site.logo === undefined ? {} : { logoHref: linkTo(logoPath(site.logo)) }),
    ...(site.hasAccent === true ? { accentHref: linkTo(accentPath) } : {}),
    ...(parts.twin === undefined || !hasTwins(site, room) ? {} : { twinHref: linkTo(parts.twin) }),
    ...mediaOriginFor(site),
    ...bridgeNoticeFor(site, room),
    previousHref: parts.previous === undefined ? undefined : linkTo(parts.previous),
    nextHref: parts.next === undefined ? undefined : linkTo(parts.next),
    breadcrumbs,
    ...(parts.indexable && breadcrumbs.length > 1 ? { structuredData: structuredDataFor(toDescribe) } : {}),
  };
}

function mediaOriginFor({ url, mediaUrl }: SiteInfo): Pick<PageFrame, "mediaOrigin"> {
  const mediaOrigin = mediaUrl === undefined ? undefined : new URL(mediaUrl).origin;
  return mediaOrigin === undefined || mediaOrigin === new URL(url).origin ? {} : { mediaOrigin };
}

/** A room's pages name the room's feed, the site's own pages the site's; rooms that are not indexed have none. */
function feedsFor(site: SiteInfo, room: RoomInfo | undefined): readonly Link[] {
  const { fill } = wordsFor(site.language);
  if (room !== undefined) {
    if (!room.index) return [];
    const { title } = roomRefFor(site, room);
    return [{ href: hrefFor(site.url, roomFeedPath(room.slug)), label: fill("feedTitle", { title }) }];
  }
  return site.indexed
    ? [{ href: hrefFor(site.url, siteFeedPath), label: fill("feedTitle", { title: site.title }) }]
    : [];
}
