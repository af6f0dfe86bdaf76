import { closePagefind } from "#build/search/pagefind-index.ts";
import { daysOfShard, type SearchShard } from "#build/search/shard-for.ts";
import { wordsIn } from "#build/search/words-in.ts";
import { openArchive } from "#archive/open-archive.ts";
import type { Archive } from "#archive.ts";
import type { Config } from "#config/config.ts";
import type { Store } from "#store/store.ts";
import type { SearchDay } from "#view/search-day.ts";
import { lastDay } from "../history/bench-room.ts";
import { shardParts } from "#test/support/shard-parts.ts";
import { medianCosts } from "../cpu.ts";
import type { Figure } from "../figures.ts";

export type Search = { readonly store: Store; readonly config: Config; readonly rounds: number };

type Indexed = { readonly words: number; readonly sizeBytes: number };

/** A month that still grows and a year that is closed: what a word costs in each, and what it takes in the output. */
export async function measureSearch({ store, config, rounds }: Search): Promise<readonly Figure[]> {
  const archive = await openArchive({ config, store });
  const slug = config.rooms[0]?.slug ?? "";
  const year = Number(lastDay.slice(0, 4));
  const [hot, closed] = [
    await daysOf(store, archive, { slug, period: `${year}-01` }),
    await daysOf(store, archive, { slug, period: String(year - 1) }),
  ];
  // Pagefind runs as a program of its own, whose time counts.
  const costs = await medianCosts(
    {
      hot: () => index(hot),
      closed: () => index(closed),
      counting: async () => countWords(closed.days),
    },
    rounds,
    { family: true },
  );
  const made = { hot: await index(hot), closed: await index(closed) };
  await closePagefind();
  const aWord = costs.closed.cpuMs / made.closed.words;
  return [
    {
      what: "CPU a word of a closed year ÷ of a hot month",
      measured: aWord / (costs.hot.cpuMs / made.hot.words),
      atMost: 1.5,
    },
    {
      what: "CPU of indexing a word ÷ of finding it in the text",
      measured: costs.closed.cpuMs / costs.counting.cpuMs,
    },
    {
      what: "index of a closed year, a word",
      measured: made.closed.sizeBytes / made.closed.words,
      unit: "bytes",
      atMost: 8,
    },
    { what: "index of a hot month, a word", measured: made.hot.sizeBytes / made.hot.words, unit: "bytes" },
    { what: "words of the closed year", measured: made.closed.words, unit: "" },
    { what: "words of the hot month", measured: made.hot.words, unit: "" },
  ];
}

type ShardDays = { readonly shard: SearchShard; readonly days: readonly SearchDay[] };

async function daysOf(store: Store, archive: Archive, shard: SearchShard): Promise<ShardDays> {
  const room = await store.readRoom({ slug: shard.slug });
  if (room === undefined) throw new Error(`There is no room ${shard.slug}`);
  const { first, last } = daysOfShard(shard);
  const days: SearchDay[] = [];
  for (const { day } of await store.readDaySummaries(room.key, { from: first, to: last })) {
    const searchDay = await archive.searchDay(shard.slug, day);
    if (searchDay !== undefined) days.push(searchDay);
  }
  return { shard, days };
}

async function index({ shard, days }: ShardDays): Promise<Indexed> {
  let words = 0;
  let sizeBytes = 0;
  for (const part of shardParts(shard, days)) {
    words += part.entry.words;
    for (const { content } of await part.files()) sizeBytes += content.length;
  }
  return { words, sizeBytes };
}

function countWords(days: readonly SearchDay[]): number {
  const messages = days.flatMap(({ parts }) => parts.flatMap((part) => part.messages));
  return messages.reduce((sum, { text }) => sum + wordsIn(text), 0);
}
