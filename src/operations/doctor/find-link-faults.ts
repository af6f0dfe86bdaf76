import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { named, type Finding } from "./finding.ts";

export type CheckedLinks = { readonly links: number; readonly findings: readonly Finding[] };

/** Pages whose anchors are remembered: most links lead to neighbours. */
const pagesKept = 300;

/**
 * Follows every link of every page that leads into the site, with its anchor. `paths` are all files of the site; `siteUrl` its address
 * with the slash at its end.
 */
export async function findLinkFaults(
  outputFolder: string,
  siteUrl: string,
  paths: ReadonlySet<string>,
): Promise<CheckedLinks> {
  const anchors = new Map<string, ReadonlySet<string>>();
  const broken: string[] = [];
  let links = 0;
  for (const path of paths) {
    if (!path.endsWith(".html")) continue;
    const html = await readFile(join(outputFolder, path), "utf8").catch(() => "");
    const page = new URL(path.replace(/(^|\/)index\.html$/, "$1"), siteUrl).href;
    for (const href of linksIn(html)) {
      const target = targetOf(href, page, siteUrl);
      if (target === undefined) continue;
      links += 1;
      if (!(await leadsSomewhere(target))) broken.push(`${path} → ${href}`);
    }
  }
  const finding = {
    about: "links",
    severity: "bad",
    says: `${broken.length.toLocaleString("en")} links lead nowhere: ${named(broken)}`,
    fix: "daybook build --full makes every page anew; if they are still there, report it as a fault of Daybook",
  } as const;
  return { links, findings: broken.length === 0 ? [] : [finding] };

  async function leadsSomewhere({ path, anchor }: Target): Promise<boolean> {
    if (!paths.has(path)) return false;
    if (anchor === "" || !path.endsWith(".html")) return true;
    return (await anchorsOf(path)).has(anchor);
  }

  async function anchorsOf(path: string): Promise<ReadonlySet<string>> {
    const known = anchors.get(path);
    if (known !== undefined) return known;
    const html = await readFile(join(outputFolder, path), "utf8").catch(() => "");
    const found = new Set(attributesIn(html, "id"));
    const [oldest] = anchors.keys();
    if (anchors.size >= pagesKept && oldest !== undefined) anchors.delete(oldest);
    anchors.set(path, found);
    return found;
  }
}

type Target = { readonly path: string; readonly anchor: string };

/** undefined: it leads out of the site. */
function targetOf(href: string, page: string, siteUrl: string): Target | undefined {
  const url = URL.parse(href, page);
  if (url === null || !`${url.origin}${url.pathname}`.startsWith(siteUrl)) return undefined;
  const path = decodeURIComponent(`${url.origin}${url.pathname}`.slice(siteUrl.length));
  return {
    path: path === "" || path.endsWith("/") ? `${path}index.html` : path,
    anchor: decodeURIComponent(url.hash.slice(1)),
  };
}

function linksIn(html: string): ReadonlySet<string> {
  return new Set([...attributesIn(html, "href"), ...attributesIn(html, "src")]);
}

/** Our own pages: each `<` in their words is escaped, and each value is quoted or has no space. */
function attributesIn(html: string, name: string): readonly string[] {
  const attribute = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i");
  const tags = html.replaceAll(/(<script\b[^>]*>).*?<\/script>/gis, "$1").match(/<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi);
  return (tags ?? []).flatMap((tag) => {
    const [, double, single, bare] = attribute.exec(tag) ?? [];
    const value = double ?? single ?? bare;
    return value === undefined ? [] : [unescaped(value)];
  });
}

function unescaped(value: string): string {
  return value
    .replaceAll(/&(?:amp|#38|#x26);/gi, "&")
    .replaceAll(/&(?:quot|#34|#x22);/gi, '"')
    .replaceAll("&#39;", "'");
}
