import { gunzipSync } from "node:zlib";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { isJsonObject, type JsonValue, stringOr } from "#lib/json.ts";
import type { SearchFile } from "./pagefind-index.ts";

/**
 * `pages.json` of a shard: the day of each page by Pagefind's own id for it. Pagefind tells nothing but that id before the
 * page's whole text is loaded, and sorts only within one index; with this file the search page orders hits by date over all
 * shards and leaves out days by date, for a few kilobytes.
 */
export function pagesFile(files: readonly SearchFile[], dayFor: ReadonlyMap<string, CalendarDay>): SearchFile {
  const fragments = files.filter(({ path }) => path.endsWith(".pf_fragment")).flatMap(fragmentsIn);
  const days = fragments.map(({ id, href }) => {
    const day = dayFor.get(href);
    if (day === undefined) throw new Error(`Pagefind made a page nobody gave it: ${href}`);
    return [id, day] as const;
  });
  const sorted = Object.fromEntries(days.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { path: "pages.json", content: new TextEncoder().encode(JSON.stringify(sorted)) };
}

/** A fragment file is a page, or several of them by id. */
function fragmentsIn({ path, content }: SearchFile): readonly { readonly id: string; readonly href: string }[] {
  const name = path.slice("fragment/".length, -".pf_fragment".length);
  const json = JSON.parse(gunzipSync(content).toString("utf8").slice("pagefind_dcd".length)) as JsonValue;
  if (!isJsonObject(json)) throw new Error(`Pagefind made a fragment of an unknown shape: ${path}`);
  const href = stringOr(json["url"]);
  if (href !== undefined) return [{ id: name, href }];
  return Object.entries(json).map(([id, page]) => {
    const pageHref = isJsonObject(page) ? stringOr(page["url"]) : undefined;
    if (pageHref === undefined) throw new Error(`Pagefind made a fragment of an unknown shape: ${path}`);
    return { id, href: pageHref };
  });
}
