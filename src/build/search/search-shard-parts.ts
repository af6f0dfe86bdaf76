import type { ShardEntry } from "#lib/search-shards.ts";
import type { EventId } from "#matrix/ids.ts";
import type { SearchDay } from "#view/search-day.ts";
import { pagefindIndex, type SearchFile } from "./pagefind-index.ts";
import { pagesFile } from "./pages-file.ts";
import { searchDocument, toIndexedText } from "./search-document.ts";
import type { SearchShard } from "./shard-for.ts";
import { shardKey } from "./shard-key.ts";
import { wordsOfDay } from "./words-of-day.ts";
import { isSearchable, isUnspaced } from "./words-in.ts";

/** One index of a shard: what to say about it, and its files when they are wanted. */
export type ShardPart = {
  readonly slug: string;
  readonly roomTitle: string;
  readonly entry: ShardEntry;
  /** Folder below the output folder, with trailing slash: `pagefind/rooms/general/2024/`. All files are in there. */
  readonly folder: string;
  /** Hash of everything the files depend on: equal key, equal bytes, nothing to do. */
  readonly key: string;
  /** Each event whose text or author is in the files. */
  readonly drawnFrom: readonly EventId[];
  /** Indexes and returns the files, with paths below the output folder. Costs seconds: ask only when the key is new. */
  readonly files: () => Promise<readonly SearchFile[]>;
};

/** Text in these languages is cut without spaces by an index in any of them. */
const unspacedLanguages: readonly string[] = ["ja", "zh", "th"];

/** Days of a shard that are indexed together. */
export type SearchPiece = {
  readonly shard: SearchShard;
  /** As `shardPieces` has named it. */
  readonly name: string;
  /** All of its days that have text, in order. */
  readonly days: readonly SearchDay[];
};

/**
 * The indexes of a piece; usually one, none when nothing in it can be searched. `language` is the site's: query words are cut and
 * stemmed by the main bundle, so every index speaks its language, but for the second one that messages in scripts without spaces
 * go into as well.
 */
export function searchShardParts(
  { shard, name, days }: SearchPiece,
  { language }: { readonly language: string },
): readonly ShardPart[] {
  const indexLanguage = indexLanguageFor(language);
  const searchable = days.flatMap(searchableDay);
  if (searchable.length === 0) return [];
  const whole = partFor({ shard, name, days: searchable }, { language: indexLanguage });
  const unspaced = unspacedLanguages.includes(indexLanguage) ? [] : searchable.flatMap(unspacedDay);
  if (unspaced.length === 0) return [whole];
  return [whole, partFor({ shard, name: `${name}-ja`, days: unspaced }, { language: "ja" })];
}

/** Pages without a word are left out: an index of nothing but such pages could not be merged. */
function searchableDay(day: SearchDay): readonly SearchDay[] {
  const parts = day.parts.filter((part) => part.messages.some((message) => isSearchable(toIndexedText(message.text))));
  return parts.length === 0 ? [] : [{ ...day, parts }];
}

/** `de-AT` → `de`: Pagefind knows languages, not regions. */
export function indexLanguageFor(language: string): string {
  return language.split("-")[0]?.toLowerCase() ?? "en";
}

function partFor(piece: SearchPiece, { language }: { readonly language: string }): ShardPart {
  const { shard, name, days } = piece;
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) throw new Error(`The search shard ${shard.slug}/${name} has no days`);
  const words = days.reduce((sum, day) => sum + wordsOfDay(day), 0);
  const path = `rooms/${shard.slug}/${name}/`;
  const folder = `pagefind/${path}`;
  const maxFragments = maxFragmentsFor(piece, words);
  const key = shardKey(days, { language, maxFragments });
  return {
    slug: shard.slug,
    roomTitle: last.roomTitle,
    entry: { path, key: key.slice(0, 12), language, first: first.day, last: last.day, words },
    folder,
    key,
    drawnFrom: [...new Set(days.flatMap((day) => day.drawnFrom))],
    files: async () => shardFiles(days, { folder, language, maxFragments }),
  };
}

/**
 * Pages of a closed year share files, four of them or about 4,000 words in each (11 kB), so that search does not double
 * the number of files. In a month that still grows each page keeps its own, so that the others do not change.
 */
function maxFragmentsFor({ shard, days }: SearchPiece, words: number): number | undefined {
  if (shard.period.length > "YYYY".length) return undefined;
  const pages = days.reduce((sum, day) => sum + day.parts.length, 0);
  return Math.max(Math.ceil(pages / 4), Math.min(pages, Math.ceil(words / 4000)));
}

/** Only the messages in scripts without spaces, and only the parts that have one. */
function unspacedDay(day: SearchDay): readonly SearchDay[] {
  const parts = day.parts.flatMap((part) => {
    const messages = part.messages.filter(({ text }) => isUnspaced(text) && isSearchable(toIndexedText(text)));
    return messages.length === 0 ? [] : [{ ...part, messages }];
  });
  return parts.length === 0 ? [] : [{ ...day, parts }];
}

async function shardFiles(
  days: readonly SearchDay[],
  { folder, language, maxFragments }: { folder: string; language: string; maxFragments: number | undefined },
): Promise<readonly SearchFile[]> {
  const pages = days.flatMap((day) => day.parts.map((part) => ({ day, part })));
  const documents = pages
    .values()
    .map(({ day, part }) => ({ href: part.href, html: searchDocument(day, part, language) }));
  const made = await pagefindIndex(documents, { language, ...(maxFragments === undefined ? {} : { maxFragments }) });
  const kept = made.filter(({ path }) => isShardFile(path));
  const dayFor = new Map(pages.map(({ day, part }) => [part.href, day.day]));
  return [...kept, pagesFile(kept, dayFor)].map(({ path, content }) => ({ path: folder + path, content }));
}

/** A shard keeps its index; script, styles and wasm come from the main bundle. */
function isShardFile(path: string): boolean {
  return path === "pagefind-entry.json" || path.endsWith(".pf_meta") || /^(?:index|fragment|filter)\//u.test(path);
}
