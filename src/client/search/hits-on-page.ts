import { type HitLabel, parseHitLabel } from "#lib/search-shards.ts";
import type { PagefindPage } from "./pagefind-module.ts";
import type { SearchQuery } from "./search-query.ts";

/** A message that was found. */
export type Hit = HitLabel & {
  /** Address of the message. */
  readonly href: string;
  readonly text: MarkedText;
  /** The messages beside it on its page. */
  readonly before: Neighbour | undefined;
  readonly after: Neighbour | undefined;
};

export type Neighbour = { readonly author: string; readonly words: readonly string[] };

/** Words as the index cut them, the places of those that were looked for, and what stands between words. */
export type MarkedText = {
  readonly words: readonly string[];
  readonly marked: ReadonlySet<number>;
  readonly joiner: "" | " ";
};

/**
 * The messages of a page that answer a query, in the order of the page. Pagefind finds pages that hold all words somewhere,
 * and leaves out of account a word that it knows nowhere: a page must hold each of them, and of its messages those stay
 * that hold the most.
 */
export function hitsOnPage(page: PagefindPage, query: SearchQuery): readonly Hit[] {
  const { found, joiner } = wordsFound(page, query);
  if (!holdsEachWord(found, query)) return [];
  const answering = found.filter(
    ({ message, held }) => (query.words.length === 0 || held.length > 0) && answers(message, query, joiner),
  );
  const most = Math.max(...answering.map(({ held }) => held.length));
  return answering
    .filter(({ held }) => held.length === most)
    .map(({ message, index, marked }) => ({
      ...message.label,
      href: `${page.url}#${message.id}`,
      text: { words: message.words, marked, joiner },
      before: joiner === " " ? neighbour(found[index - 1]?.message) : undefined,
      after: joiner === " " ? neighbour(found[index + 1]?.message) : undefined,
    }));
}

/**
 * True for a page without one of the words: Pagefind shortens a word that a shard knows nowhere until something begins with what is
 * left, be it one letter. All other pages of that shard were found in this way too.
 */
export function lacksAWord(page: PagefindPage, query: SearchQuery): boolean {
  return !holdsEachWord(wordsFound(page, query).found, query);
}

type FoundWords = {
  readonly message: PageMessage;
  readonly index: number;
  readonly marked: ReadonlySet<number>;
  /** Places in the query of the words that it holds. */
  readonly held: readonly number[];
};

function wordsFound(
  page: PagefindPage,
  query: SearchQuery,
): { readonly found: readonly FoundWords[]; readonly joiner: "" | " " } {
  const { words, joiner } = wordsOf(page);
  const places = new Set(page.locations);
  const found = messagesOf(page, words).map((message, index) => {
    const marked = new Set(message.words.keys().filter((place) => places.has(message.start + place)));
    const held = heldWords(
      [...marked].map((place) => message.words[place] ?? ""),
      query,
    );
    return { message, index, marked, held };
  });
  return { found, joiner };
}

function holdsEachWord(found: readonly FoundWords[], query: SearchQuery): boolean {
  return new Set(found.flatMap(({ held }) => held)).size === query.words.length;
}

type PageMessage = {
  readonly id: string;
  readonly label: HitLabel;
  readonly start: number;
  readonly words: readonly string[];
};

/**
 * An index of a language without spaces marks each cut with a zero-width space; it may hold only some of a page's messages,
 * so nothing is said about what stands beside them.
 */
function wordsOf(page: PagefindPage): { readonly words: readonly string[]; readonly joiner: "" | " " } {
  if (!page.raw_content.includes("\u200B")) return { words: page.content.split(/[^\S\uFEFF]+/u), joiner: " " };
  const text = page.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return { words: text.split("\u200B"), joiner: "" };
}

function messagesOf(page: PagefindPage, words: readonly string[]): readonly PageMessage[] {
  const anchors = page.anchors.toSorted((a, b) => a.location - b.location);
  return anchors.flatMap(({ id, title = "", location }, index) => {
    const label = parseHitLabel(title);
    const end = anchors[index + 1]?.location;
    return label === undefined ? [] : [{ id, label, start: location, words: words.slice(location, end) }];
  });
}

/** Places in the query of the words that the marked words stand for. */
function heldWords(marked: readonly string[], query: SearchQuery): readonly number[] {
  const folded = marked.map(fold);
  return [...query.words.keys()].filter((place) =>
    folded.some((word) => standsFor(word, fold(query.words[place] ?? ""))),
  );
}

/** Pagefind compares stems: a good part of the same beginning, or a short stem of what was asked for, is the same word. */
function standsFor(marked: string, asked: string): boolean {
  const letters = [...asked];
  const beginning = letters.slice(0, Math.max(4, Math.ceil(letters.length * 0.45))).join("");
  return marked.includes(beginning) || isStem(marked, asked);
}

/** Text without spaces is cut into parts of what was asked for; elsewhere one or two letters at the beginning are no stem. */
function isStem(marked: string, asked: string): boolean {
  if (unspaced.test(marked)) return asked.includes(marked);
  return marked.length >= 3 && marked.length >= asked.length - 4 && asked.startsWith(marked);
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

function answers({ label, words }: PageMessage, query: SearchQuery, joiner: string): boolean {
  if (query.author !== undefined && !fold(label.author).includes(fold(query.author))) return false;
  if (!query.has.every((flag) => label.has.includes(flag))) return false;
  if (query.phrases.length === 0) return true;
  const text = fold(words.join(joiner));
  return query.phrases.every((phrase) => text.includes(fold(phrase)));
}

/** Letters alone decide: no accents, no case, no signs at the ends of words. */
function fold(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function neighbour(message: PageMessage | undefined): Neighbour | undefined {
  return message === undefined ? undefined : { author: message.label.author, words: message.words };
}
