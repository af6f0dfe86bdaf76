import type { ShardEntry } from "#lib/search-shards.ts";
import type { EventId } from "#matrix/ids.ts";
import type { SearchDay } from "#view/search-day.ts";
import { pagefindIndex, type SearchFile } from "./pagefind-index.ts";
import { pagesFile } from "./pages-file.ts";
import { searchDocument, toIndexedText } from "./search-document.ts";
import type { SearchShard } from "./shard-for.ts";
import { shardKey } from "./shard-key.ts";
import { shardPieces, type ShardPiece } from "./shard-pieces.ts";
import { isSearchable, isUnspaced, wordsIn } from "./words-in.ts";

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

/**
 * The indexes of a shard, one after the other; usually one. `days` are all days of the shard (see `daysOfShard`), in
 * order. `language` is the site's: query words are cut and stemmed by the main bundle, so every shard speaks its language,
 * but for the second one that messages in scripts without spaces go into as well.
 */
export async function* searchShardParts(
  shard: SearchShard,
  days: AsyncIterable<SearchDay> | Iterable<SearchDay>,
  { language, maxWords }: { readonly language: string; readonly maxWords?: number },
): AsyncGenerator<ShardPart> {
  const indexLanguage = indexLanguageFor(language);
  for await (const piece of shardPieces(shard, searchableDays(days), maxWords === undefined ? {} : { maxWords })) {
    yield partFor(shard, piece, { name: piece.name, language: indexLanguage });
    if (unspacedLanguages.includes(indexLanguage)) continue;
    const unspaced = unspacedPiece(piece);
    if (unspaced.days.length > 0) yield partFor(shard, unspaced, { name: `${piece.name}-ja`, language: "ja" });
  }
}

/** Pages without a word are left out: an index of nothing but such pages could not be merged. */
async function* searchableDays(days: AsyncIterable<SearchDay> | Iterable<SearchDay>): AsyncGenerator<SearchDay> {
  for await (const day of days) {
    const parts = day.parts.filter((part) =>
      part.messages.some((message) => isSearchable(toIndexedText(message.text))),
    );
    if (parts.length > 0) yield { ...day, parts };
  }
}

/** `de-AT` → `de`: Pagefind knows languages, not regions. */
export function indexLanguageFor(language: string): string {
  return language.split("-")[0]?.toLowerCase() ?? "en";
}

function partFor(
  shard: SearchShard,
  piece: ShardPiece,
  { name, language }: { readonly name: string; readonly language: string },
): ShardPart {
  const [first] = piece.days;
  const last = piece.days.at(-1);
  if (first === undefined || last === undefined) throw new Error(`The search shard ${shard.slug}/${name} has no days`);
  const path = `rooms/${shard.slug}/${name}/`;
  const maxFragments = maxFragmentsFor(shard, piece);
  const key = shardKey(piece.days, { language, maxFragments });
  return {
    slug: shard.slug,
    roomTitle: last.roomTitle,
    entry: { path, key: key.slice(0, 12), language, first: first.day, last: last.day, words: piece.words },
    folder: `pagefind/${path}`,
    key,
    drawnFrom: [...new Set(piece.days.flatMap((day) => day.drawnFrom))],
    files: async () => shardFiles(piece, { folder: `pagefind/${path}`, language, maxFragments }),
  };
}

/**
 * Pages of a closed year share files, four of them or about 4,000 words in each (11 kB), so that search does not double
 * the number of files. In a month that still grows each page keeps its own, so that the others do not change.
 */
function maxFragmentsFor(shard: SearchShard, piece: ShardPiece): number | undefined {
  if (shard.period.length > "YYYY".length) return undefined;
  const pages = piece.days.reduce((sum, day) => sum + day.parts.length, 0);
  return Math.max(Math.ceil(pages / 4), Math.min(pages, Math.ceil(piece.words / 4000)));
}

/** Only the messages in scripts without spaces, and only the days and parts that have one. */
function unspacedPiece(piece: ShardPiece): ShardPiece {
  const days = piece.days.flatMap((day) => {
    const parts = day.parts.flatMap((part) => {
      const messages = part.messages.filter(({ text }) => isUnspaced(text) && isSearchable(toIndexedText(text)));
      return messages.length === 0 ? [] : [{ ...part, messages }];
    });
    return parts.length === 0 ? [] : [{ ...day, parts }];
  });
  const texts = days.flatMap((day) => day.parts.flatMap((part) => part.messages.map((message) => message.text)));
  return { name: piece.name, days, words: texts.reduce((sum, text) => sum + wordsIn(text), 0) };
}

async function shardFiles(
  piece: ShardPiece,
  { folder, language, maxFragments }: { folder: string; language: string; maxFragments: number | undefined },
): Promise<readonly SearchFile[]> {
  const pages = piece.days.flatMap((day) => day.parts.map((part) => ({ day, part })));
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
