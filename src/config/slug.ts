import type { RoomAlias } from "#matrix/ids.ts";

/** First path parts that the site itself uses or may use, so that no room can be in their way (docs/addresses.md). */
const reservedSlugs: ReadonlySet<string> = new Set(
  `search about go media _astro pagefind feed feed.xml sitemap sitemaps sitemap.xml robots.txt llms.txt opensearch.xml 404
  404.html index index.html index.md messages.jsonl fonts icons favicon.svg favicon.ico`.split(/\s+/),
);

/** Names that Windows keeps for devices: a folder of that name cannot be checked out there. */
const deviceNames = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Why a text cannot be a slug, in words; undefined when it can. */
export function slugProblem(slug: string): string | undefined {
  if (reservedSlugs.has(slug)) return `another slug: /${slug}/ is an address of the site itself`;
  if (deviceNames.test(slug)) return `another slug: some systems cannot have a folder named ${slug}`;
  if (slug.length > 64) return "a slug of at most 64 characters";
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    return "lower-case letters a to z, digits and single hyphens, such as general";
  return undefined;
}

/** The slug that an alias suggests: `#Café_Talk:example.org` → `cafe-talk`. undefined when too little of it is left. */
export function slugForAlias(alias: RoomAlias): string | undefined {
  const name = alias.slice(1, alias.indexOf(":"));
  const slug = name
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  // Letters that fell away (another script) would leave a name that misleads, such as "2" for "общий-2".
  const lost = /[\p{Letter}\p{Number}]/u.test(name.normalize("NFKD").replaceAll(/[\p{Mark}a-zA-Z0-9]/gu, ""));
  return slug === "" || lost ? undefined : slug;
}
