import { dateLocaleOf } from "#lib/date-locale.ts";
import { excerptFor } from "./excerpt-for.ts";
import type { FoundPage } from "./find-pages.ts";
import type { Hit, Neighbour } from "./hits-on-page.ts";

/** The list of what was found, by day. Strangers' text goes in as text, never as markup. */
export type ResultList = {
  /** Adds a page's messages; those that are listed already are left out. Returns how many came in. */
  readonly add: (page: FoundPage) => number;
};

/** Fills `list`, which is empty; `titleOf` names a room by its slug. Dates are written in `language`. */
export function makeResultList(
  list: HTMLElement,
  { language, titleOf }: { readonly language: string; readonly titleOf: (slug: string) => string },
): ResultList {
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  const date = new Intl.DateTimeFormat(dateLocaleOf(language), { ...long, timeZone: "UTC", calendar: "gregory" });
  const listed = new Set<string>();
  const days = new Map<string, HTMLElement>();
  const dayList = (page: FoundPage, day: string): HTMLElement => {
    const key = `${page.room} ${day}`;
    const known = days.get(key);
    if (known !== undefined) return known;
    const label = `${titleOf(page.room)}, ${date.format(new Date(`${day}T00:00:00Z`))}`;
    const link = element("a", { href: page.href, dir: "auto" }, label);
    const hits = element("ol", { class: "found-messages", role: "list" });
    list.append(element("li", { class: "found-day" }, element("h3", {}, link), hits));
    days.set(key, hits);
    return hits;
  };
  return {
    add: (page) => {
      const fresh = page.hits.filter((hit) => !listed.has(hit.href));
      for (const hit of fresh) {
        listed.add(hit.href);
        dayList(page, hit.time.slice(0, 10)).append(hitItem(hit));
      }
      return fresh.length;
    },
  };
}

function hitItem(hit: Hit): HTMLElement {
  const clock = hit.time.slice(11, 16);
  const author = element("bdi", { class: "found-author" }, hit.author);
  const time = element("time", { datetime: hit.time }, clock === "" ? hit.time : `${clock} UTC`);
  const head = element("a", { class: "found-link", href: hit.href }, author, " ", time);
  const excerpt = element("p", { class: "found-text", dir: "auto" });
  excerpt.append(...excerptFor(hit.text).map(({ text, marked }) => (marked ? element("mark", {}, text) : text)));
  return element("li", { class: "found-message" }, head, neighbourLine(hit.before), excerpt, neighbourLine(hit.after));
}

const neighbourWords = 16;

function neighbourLine(neighbour: Neighbour | undefined): HTMLElement | undefined {
  if (neighbour === undefined) return undefined;
  const said = neighbour.words.slice(0, neighbourWords).join(" ");
  const end = neighbour.words.length > neighbourWords ? " …" : "";
  return element("p", { class: "found-beside", dir: "auto" }, element("bdi", {}, neighbour.author), `: ${said}${end}`);
}

/** An element with attributes and children; what is undefined is left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}
