import type { CalendarDay } from "#lib/calendar-day.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { EventId } from "#matrix/ids.ts";
import type { SearchDay, SearchFlag, SearchPart } from "#view/search-day.ts";

export type SaidLine = {
  readonly by: string;
  readonly text: string;
  readonly at?: string;
  readonly has?: readonly SearchFlag[];
  readonly isNotice?: true;
};

/** A day of a room as the index gets it; `parts` are lists of messages, the first on the day's own page. */
export function searchDay(
  slug: string,
  date: string,
  parts: readonly (readonly SaidLine[])[],
  { base = "/" }: { readonly base?: string } = {},
): SearchDay {
  const day = date as CalendarDay;
  const page = `${base}${slug}/${date.replaceAll("-", "/")}/`;
  return {
    slug,
    roomTitle: `Room ${slug}`,
    day,
    language: "en",
    parts: parts.map((lines, part) => searchPart(part === 0 ? page : `${page}${part + 1}/`, day, lines)),
    drawnFrom: parts.flatMap((lines, part) => lines.map((_, line) => `$${slug}-${date}-${part}-${line}` as EventId)),
  };
}

function searchPart(href: string, day: CalendarDay, lines: readonly SaidLine[]): SearchPart {
  const messages = lines.map(({ by, text, at = "14:03", has = [], isNotice }, line) => ({
    id: shortIdFor(`${href}${line}`),
    author: by,
    time: `${day}T${at}:00Z`,
    text,
    has,
    ...(isNotice === undefined ? {} : { isNotice }),
  }));
  return { href, title: href, messages };
}
