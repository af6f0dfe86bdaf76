import { searchShardParts, type ShardPart } from "#build/search/search-shard-parts.ts";
import type { SearchShard } from "#build/search/shard-for.ts";
import { shardPieces } from "#build/search/shard-pieces.ts";
import { wordsOfDay } from "#build/search/words-of-day.ts";
import type { SearchDay } from "#view/search-day.ts";

/** All indexes of a shard, cut as the build cuts them. */
export function shardParts(
  shard: SearchShard,
  days: readonly SearchDay[],
  { language = "en", maxWords }: { readonly language?: string; readonly maxWords?: number | undefined } = {},
): readonly ShardPart[] {
  const weighed = days.map((read) => ({ day: read.day, words: wordsOfDay(read), read }));
  const pieces = shardPieces(shard, weighed, maxWords === undefined ? {} : { maxWords });
  return pieces.flatMap((piece) =>
    searchShardParts({ shard, name: piece.name, days: piece.days.map(({ read }) => read) }, { language }),
  );
}
