import type { SearchDay } from "#view/search-day.ts";
import type { SearchShard } from "./shard-for.ts";
import { wordsIn } from "./words-in.ts";

/** Days that become one Pagefind index. */
export type ShardPiece = {
  /** `YYYY` or `YYYY-MM` as the shard, or what the piece begins with: `YYYY-MM`, `YYYY-MM-DD`. */
  readonly name: string;
  /** Never empty, oldest first. */
  readonly days: readonly SearchDay[];
  readonly words: number;
};

const maxShardWords = 300_000;

/**
 * Cuts a shard into pieces of at most `maxWords`: whole when it fits, else runs of whole months, else, within a month that
 * is too long by itself, runs of days. One day is never cut. Holds one piece in memory. `days` come in order.
 */
export async function* shardPieces(
  shard: SearchShard,
  days: AsyncIterable<SearchDay> | Iterable<SearchDay>,
  { maxWords = maxShardWords }: { readonly maxWords?: number } = {},
): AsyncGenerator<ShardPiece> {
  let months: readonly Month[] = [];
  let cut = false;
  for await (const month of monthsOf(days)) {
    if (months.length > 0 && wordsOf(months) + month.words > maxWords) {
      yield* piecesOf(months, maxWords);
      months = [];
      cut = true;
    }
    months = [...months, month];
  }
  if (months.length === 0) return;
  if (cut || wordsOf(months) > maxWords) yield* piecesOf(months, maxWords);
  else yield { name: shard.period, days: months.flatMap((month) => month.days), words: wordsOf(months) };
}

type Month = { readonly name: string; readonly days: SearchDay[]; words: number };

async function* monthsOf(days: AsyncIterable<SearchDay> | Iterable<SearchDay>): AsyncGenerator<Month> {
  let month: Month | undefined;
  for await (const day of days) {
    const name = day.day.slice(0, 7);
    if (month !== undefined && month.name !== name) {
      yield month;
      month = undefined;
    }
    month ??= { name, days: [], words: 0 };
    month.days.push(day);
    month.words += wordsOfDay(day);
  }
  if (month !== undefined) yield month;
}

/** One piece for months that fit together; a single month that does not fit is cut between its days. */
function* piecesOf(months: readonly Month[], maxWords: number): Generator<ShardPiece> {
  const [first] = months;
  if (first === undefined) return;
  if (first.words <= maxWords) {
    yield { name: first.name, days: months.flatMap((month) => month.days), words: wordsOf(months) };
    return;
  }
  let run: { days: SearchDay[]; words: number } = { days: [], words: 0 };
  for (const day of first.days) {
    const words = wordsOfDay(day);
    if (run.days.length > 0 && run.words + words > maxWords) {
      yield { name: nameOfRun(run.days), ...run };
      run = { days: [], words: 0 };
    }
    run.days.push(day);
    run.words += words;
  }
  if (run.days.length > 0) yield { name: nameOfRun(run.days), ...run };
}

function nameOfRun(days: readonly SearchDay[]): string {
  return days[0]?.day ?? "";
}

function wordsOf(months: readonly Month[]): number {
  return months.reduce((sum, month) => sum + month.words, 0);
}

function wordsOfDay(day: SearchDay): number {
  return day.parts.reduce(
    (sum, part) => part.messages.reduce((words, message) => words + wordsIn(message.text), sum),
    0,
  );
}
