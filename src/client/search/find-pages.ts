import type { ShardEntry } from "#lib/search-shards.ts";
import { type Hit, hitsOnPage, lacksAWord } from "./hits-on-page.ts";
import type { PagefindPage, PagefindResult } from "./pagefind-module.ts";
import type { SearchOrder } from "./search-address.ts";
import type { SearchIndex } from "./search-index.ts";
import type { SearchQuery } from "./search-query.ts";
import { isDayInScope, type SearchScope, shardWaves } from "./shard-waves.ts";

/** A page that was looked at, with the messages found on it; none when the words stand in different messages of others. */
export type FoundPage = {
  readonly room: string;
  readonly href: string;
  readonly hits: readonly Hit[];
};

/** Texts of pages that are loaded at the same time, once one has shown that the words are known. */
const atOnce = 4;

/**
 * Looks through the shards of a scope, wave by wave, and gives the pages one after the other: the next shards and texts are
 * loaded only when the caller asks for more. In the order of dates no page comes before its turn.
 */
export async function* findPages(
  index: SearchIndex,
  query: SearchQuery,
  {
    scope,
    order,
    progress,
  }: {
    readonly scope: SearchScope;
    readonly order: SearchOrder;
    /** Told before each wave: how many shards were looked into, and of how many. */
    readonly progress?: (done: number, total: number) => void;
  },
): AsyncGenerator<FoundPage> {
  const waves = shardWaves(index.shards, scope, order);
  const isLimited = [scope.month, scope.before, scope.after].some((limit) => limit !== undefined);
  const needsDays = order !== "best" || isLimited;
  const filters = {
    ...(scope.room === undefined ? {} : { room: scope.room }),
    ...(scope.year === undefined ? {} : { year: scope.year }),
  };
  const total = waves.flat().length;
  let done = 0;
  const seen = new Set<string>();
  const dayFor = new Map<string, string>();
  for (const [place, wave] of waves.entries()) {
    progress?.(done, total);
    done += wave.length;
    await Promise.all([index.load(wave), needsDays ? learnDays(index, wave, dayFor) : undefined]);
    const results = await index.find(query.words.join(" "), filters);
    const fresh = results.filter((result) => !seen.has(keyOf(result)));
    const due = needsDays ? inOrder(fresh, dayFor, { scope, order, ahead: waves.slice(place + 1).flat() }) : fresh;
    for (const result of due) seen.add(keyOf(result));
    yield* pagesOf(index, due, query);
  }
}

/** Pagefind's ids are unique within a shard only; with score and places they tell pages of different shards apart. */
function keyOf(result: PagefindResult): string {
  return `${result.id} ${result.score} ${result.words.join(",")}`;
}

async function learnDays(index: SearchIndex, wave: readonly ShardEntry[], dayFor: Map<string, string>): Promise<void> {
  const lists = await Promise.all(wave.map(async (shard) => index.daysOf(shard)));
  for (const [id, day] of lists.flatMap((list) => Object.entries(list))) dayFor.set(id, day);
}

/** The pages of a scope whose turn it is: none that a shard not yet loaded may have to come before. */
function inOrder(
  results: readonly PagefindResult[],
  dayFor: ReadonlyMap<string, string>,
  { scope, order, ahead }: { scope: SearchScope; order: SearchOrder; ahead: readonly ShardEntry[] },
): readonly PagefindResult[] {
  const dated = results.flatMap((result) => {
    const day = dayFor.get(result.id);
    return day !== undefined && isDayInScope(day, scope) ? [{ result, day }] : [];
  });
  if (order === "best") return dated.map(({ result }) => result);
  const sign = order === "newest" ? -1 : 1;
  const sorted = dated.toSorted((a, b) => (a.day < b.day ? -sign : Number(a.day > b.day) * sign));
  const isDue = (day: string): boolean =>
    ahead.every((shard) => (order === "newest" ? day >= shard.last : day <= shard.first));
  return sorted.filter(({ day }) => isDue(day)).map(({ result }) => result);
}

/** Loads the texts. Once one page shows that its shard does not know a word, the others of that shard are passed over. */
async function* pagesOf(
  index: SearchIndex,
  results: readonly PagefindResult[],
  query: SearchQuery,
): AsyncGenerator<FoundPage> {
  const guessed = new Set<string>();
  let ahead = results;
  let size = 1;
  let isKnown = false;
  while (ahead.length > 0) {
    const pages = await Promise.all(ahead.slice(0, size).map(async (result) => result.data()));
    for (const page of pages) {
      const room = page.filters["room"]?.[0];
      if (room === undefined) continue;
      if (lacksAWord(page, query)) {
        for (const id of await idsBeside(index, room, page)) guessed.add(id);
        continue;
      }
      isKnown = true;
      yield { room, href: page.url, hits: hitsOnPage(page, query) };
    }
    ahead = ahead.slice(size).filter(({ id }) => !guessed.has(id));
    size = isKnown ? atOnce : 1;
  }
}

/** All pages of the shard that a page is of. */
async function idsBeside(index: SearchIndex, room: string, page: PagefindPage): Promise<readonly string[]> {
  const [day] = page.anchors.map(({ title = "" }) => title.slice(0, 10));
  const shards = index.shards.rooms.find(({ slug }) => slug === room)?.shards ?? [];
  const isCut = page.raw_content.includes("\u200B");
  const own = shards.find(
    ({ language, first, last }) => day !== undefined && first <= day && day <= last && (language === "ja") === isCut,
  );
  return own === undefined ? [] : Object.keys(await index.daysOf(own));
}
