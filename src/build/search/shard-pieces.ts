import type { CalendarDay } from "#lib/calendar-day.ts";
import type { SearchShard } from "./shard-for.ts";

/** A day, and about how many words of it are searched. */
export type WeighedDay = { readonly day: CalendarDay; readonly words: number };

/** Days that become one Pagefind index. */
export type ShardPiece<Day extends WeighedDay> = {
  /** `YYYY` or `YYYY-MM` as the shard, or what the piece begins with: `YYYY-MM`, `YYYY-MM-DD`. */
  readonly name: string;
  /** Never empty, oldest first. */
  readonly days: readonly Day[];
};

/** Half as many cost a search for everything twice the bytes; twice as many, twice the work for one changed word. */
const maxShardWords = 150_000;

/**
 * Cuts a shard into pieces of at most `maxWords`: whole when it fits, else runs of whole months, else, within a month that
 * is too long by itself, runs of days. One day is never cut. `days` come in order.
 */
export function shardPieces<Day extends WeighedDay>(
  shard: SearchShard,
  days: readonly Day[],
  { maxWords = maxShardWords }: { readonly maxWords?: number } = {},
): readonly ShardPiece<Day>[] {
  if (days.length === 0) return [];
  if (wordsOf(days) <= maxWords) return [{ name: shard.period, days }];
  const months = [...Map.groupBy(days, ({ day }) => day.slice(0, 7)).values()];
  return runsOf(months, wordsOf, maxWords).flatMap((run) => {
    const [month, ...others] = run;
    if (month === undefined) return [];
    if (others.length > 0 || wordsOf(month) <= maxWords) return [pieceOf(run.flat(), "YYYY-MM".length)];
    return runsOf(month, ({ words }) => words, maxWords).map((ofMonth) => pieceOf(ofMonth, "YYYY-MM-DD".length));
  });
}

/** As many in a row as fit, time and again; what is too much by itself is alone. */
function runsOf<Item>(items: readonly Item[], weightOf: (item: Item) => number, most: number): readonly Item[][] {
  const runs: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const weight = weightOf(item);
    const last = runs.at(-1);
    if (last === undefined || weight > room) {
      runs.push([item]);
      room = most - weight;
    } else {
      last.push(item);
      room -= weight;
    }
  }
  return runs;
}

function pieceOf<Day extends WeighedDay>(days: readonly Day[], nameLength: number): ShardPiece<Day> {
  return { name: days[0]?.day.slice(0, nameLength) ?? "", days };
}

function wordsOf(days: readonly WeighedDay[]): number {
  return days.reduce((sum, { words }) => sum + words, 0);
}
