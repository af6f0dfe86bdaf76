import type { Element, Nodes } from "hast";
import { fromHtml } from "hast-util-from-html";
import { textAt, type Tree } from "../support/site-build.ts";

/** A message as it stands on a built page. */
export type BuiltMessage = {
  /** Its anchor. */
  readonly id: string;
  /** Of the page, below the site's root: `general/2024/03/05/`. */
  readonly page: string;
  readonly text: string;
  readonly edited: boolean;
  /** Where its quote leads; undefined: it has none. */
  readonly quoteHref: string | undefined;
  readonly reactions: Readonly<Record<string, number>>;
};

export type BuiltPage = {
  readonly path: string;
  readonly ids: ReadonlySet<string>;
  /** Every `href` and `src`. */
  readonly links: readonly string[];
  readonly messages: readonly BuiltMessage[];
  readonly text: string;
};

/** All pages of a built site by their path below its root. */
export function readPages(tree: Tree): ReadonlyMap<string, BuiltPage> {
  const files = [...tree.keys()].filter((path) => path.endsWith(".html"));
  return new Map(
    files
      .map((file) => file.replace(/index\.html$/, ""))
      .map((path, at) => [path, pageOf(path, textAt(tree, files[at] ?? ""))]),
  );
}

/** Messages of a room in reading order, day after day, the parts of a day one after the other. */
export function messagesOfRoom(pages: ReadonlyMap<string, BuiltPage>, slug: string): readonly BuiltMessage[] {
  const days = [...pages.keys()].filter((path) => path.startsWith(`${slug}/`) && /\/\d{4}\/\d\d\/\d\d\//.test(path));
  return days.toSorted().flatMap((path) => pages.get(path)?.messages ?? []);
}

/** Links within the site whose page, file or anchor is not there, as `page → link`. */
export function brokenLinks(pages: ReadonlyMap<string, BuiltPage>, tree: Tree, siteUrl: string): readonly string[] {
  return [...pages.values()].flatMap(({ path, links }) =>
    links.filter((link) => isBroken(new URL(link, siteUrl + path))).map((link) => `${path} → ${link}`),
  );

  function isBroken(url: URL): boolean {
    const root = new URL(siteUrl);
    if (url.origin !== root.origin) return false;
    if (!url.pathname.startsWith(root.pathname)) return true;
    const path = url.pathname.slice(root.pathname.length);
    const page = pages.get(path);
    if (page === undefined) return !tree.has(path);
    return url.hash !== "" && !page.ids.has(url.hash.slice(1));
  }
}

function pageOf(path: string, html: string): BuiltPage {
  const elements = [...below(fromHtml(html))];
  const values = (name: string) =>
    elements.flatMap(({ properties }) => (typeof properties[name] === "string" ? [properties[name]] : []));
  const articles = elements.filter((element) => element.tagName === "article" && hasClass(element, "m"));
  return {
    path,
    ids: new Set(values("id")),
    links: [...values("href"), ...values("src")],
    messages: articles.map((article) => messageOf(path, article)),
    text: textOf(elements.find(({ tagName }) => tagName === "main")),
  };
}

function messageOf(page: string, article: Element): BuiltMessage {
  const parts = [...below(article)];
  const quote = parts.find((part) => hasClass(part, "q"));
  const reactions = parts.filter(({ tagName }) => tagName === "li").filter((item) => find(item, "key") !== undefined);
  return {
    id: String(article.properties["id"]),
    page,
    text: parts
      .filter((part) => hasClass(part, "b"))
      .map(textOf)
      .join("\n"),
    edited: parts.some((part) => hasClass(part, "ed")),
    quoteHref: typeof quote?.properties["href"] === "string" ? quote.properties["href"] : undefined,
    reactions: Object.fromEntries(reactions.map(reactionOf)),
  };
}

/** A reaction of one person has no number. */
function reactionOf(item: Element): readonly [string, number] {
  const key = textOf(find(item, "key"));
  const shown = [...below(item)].find(({ properties }) => properties["ariaHidden"] !== undefined);
  return [key, Number(textOf(shown).slice(key.length)) || 1];
}

function find(element: Element, className: string): Element | undefined {
  return [...below(element)].find((part) => hasClass(part, className));
}

function hasClass({ properties: { className } }: Element, name: string): boolean {
  return Array.isArray(className) && className.includes(name);
}

function* below(node: Nodes): Generator<Element> {
  if (!("children" in node)) return;
  for (const child of node.children) {
    if (child.type === "element") yield child;
    yield* below(child);
  }
}

function textOf(node: Nodes | undefined): string {
  if (node === undefined) return "";
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
