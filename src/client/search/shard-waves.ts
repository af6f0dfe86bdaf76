import type { ShardEntry, ShardList } from "#lib/search-shards.ts";
import type { SearchOrder } from "./search-address.ts";

/** Where a search looks. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type SearchScope = {
  readonly room: string | undefined;
  readonly year: string | undefined;
  /** `MM` of any year, or of the one named. */
  readonly month: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

/** Shards that are loaded together. */
export type ShardWave = readonly ShardEntry[];

/** A query word costs at most about 30 kB a shard, whatever its size beyond this many words. */
const dearWords = 60_000;
const waveWords = 2 * dearWords;
const waveShards = 8;
/** The first answer is waited for. */
const firstWaveWords = dearWords / 2;

/**
 * The shards that a search must look into, newest first (oldest first in that order), in waves of eight quiet or two busy
 * ones, only one busy one in the first wave: the first answer comes soon, and what nobody asks for is not loaded.
 */
export function shardWaves(list: ShardList, scope: SearchScope, order: SearchOrder): readonly ShardWave[] {
  const rooms = list.rooms.filter(({ slug }) => scope.room === undefined || slug === scope.room);
  const shards = rooms.flatMap((room) => room.shards).filter((shard) => overlaps(shard, scope));
  const sorted = shards.toSorted(order === "oldest" ? byFirstDay : byLastDay);
  const waves: ShardEntry[][] = [];
  let cost = Number.POSITIVE_INFINITY;
  for (const shard of sorted) {
    const own = Math.min(shard.words, dearWords);
    const most = waves.length > 1 ? waveWords : firstWaveWords;
    if (cost + own > most || waves.at(-1)?.length === waveShards) {
      waves.push([]);
      cost = 0;
    }
    waves.at(-1)?.push(shard);
    cost += own;
  }
  return waves;
}

/** True for a day that a scope does not leave out. */
export function isDayInScope(day: string, { year, month, before, after }: SearchScope): boolean {
  if (year !== undefined && !day.startsWith(`${year}-`)) return false;
  if (month !== undefined && day.slice(5, 7) !== month) return false;
  if (before !== undefined && day >= before) return false;
  return after === undefined || day >= after;
}

function overlaps(shard: ShardEntry, { year, month, before, after }: SearchScope): boolean {
  if (year !== undefined && (shard.first.slice(0, 4) > year || shard.last.slice(0, 4) < year)) return false;
  if (month !== undefined && !holdsMonth(shard, month)) return false;
  if (before !== undefined && shard.first >= before) return false;
  return after === undefined || shard.last >= after;
}

function holdsMonth({ first, last }: ShardEntry, month: string): boolean {
  const [firstYear, lastYear] = [first.slice(0, 4), last.slice(0, 4)];
  const isIn = (day: string): boolean => first.slice(0, 7) <= day && day <= last.slice(0, 7);
  return isIn(`${firstYear}-${month}`) || (firstYear !== lastYear && isIn(`${lastYear}-${month}`));
}

function byLastDay(a: ShardEntry, b: ShardEntry): number {
  return a.last === b.last ? compare(a.path, b.path) : -compare(a.last, b.last);
}

function byFirstDay(a: ShardEntry, b: ShardEntry): number {
  return a.first === b.first ? compare(a.path, b.path) : compare(a.first, b.first);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
