import type { SearchChoice } from "./search-address.ts";

/** What a reader typed, taken apart. */
export type SearchQuery = {
  /** Words to look for, those of phrases included. None: every message that passes the rest. */
  readonly words: readonly string[];
  /** Each must stand in the message as it is. */
  readonly phrases: readonly string[];
  /** Slug of a room. */
  readonly room: string | undefined;
  readonly author: string | undefined;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: days earlier than its start. */
  readonly before: string | undefined;
  /** The same forms: its first day and later ones. */
  readonly after: string | undefined;
  /** Of `link`, `code`, `image`, `file`. */
  readonly has: readonly string[];
};

const operator = /(?<=^|\s)(in|from|before|after|has):(?:"([^"]+)"|(\S+))/giu;
const date = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u;
const flags: readonly string[] = ["link", "code", "image", "file"];

/** Takes a search apart. An operator with a value that makes no sense is an ordinary word. */
export function parseSearchQuery(text: string): SearchQuery {
  const found: Record<string, readonly string[]> = {};
  const rest = text.replace(operator, (whole, name: string, quoted?: string, plain?: string) => {
    const key = name.toLowerCase();
    const value = quoted ?? plain ?? "";
    if (!makesSense(key, value)) return whole;
    found[key] = [...(found[key] ?? []), value];
    return " ";
  });
  const phrases = [...rest.matchAll(/["“„]([^"“”„]+)["“”]/gu)].map(([, phrase = ""]) => phrase.trim());
  const words = wordsIn(rest.replace(/["“”„]/gu, " "));
  return {
    words,
    phrases: phrases.filter((phrase) => wordsIn(phrase).length > 0),
    room: found["in"]?.at(-1),
    author: found["from"]?.at(-1),
    before: found["before"]?.at(-1),
    after: found["after"]?.at(-1),
    has: (found["has"] ?? []).map((flag) => flag.toLowerCase()),
  };
}

/** What is asked for by the box and by the fields beside it; in the box a sender counts for more than in its field. */
export function queryFor({ q, from, has }: Pick<SearchChoice, "q" | "from" | "has">): SearchQuery {
  const query = parseSearchQuery(q);
  const kinds = flags.includes(has) ? [has] : [];
  return {
    ...query,
    author: query.author ?? (from === "" ? undefined : from),
    has: [...new Set([...query.has, ...kinds])],
  };
}

/** True when there is nothing to go by. */
export function isEmptyQuery(query: SearchQuery): boolean {
  const { words, room, author, before, after, has } = query;
  return words.length === 0 && [room, author, before, after].every((value) => value === undefined) && has.length === 0;
}

function makesSense(key: string, value: string): boolean {
  if (key === "before" || key === "after") return date.test(value);
  return key !== "has" || flags.includes(value.toLowerCase());
}

/** Signs alone are no words: the index knows none. */
function wordsIn(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
}
