import type { CalendarDay } from "#lib/calendar-day.ts";
import type { Progress } from "#lib/progress.ts";
import { listedSeries } from "#store/listed-series.ts";
import type { DaySummaryRecord, DirtyDay, RoomKey, RoomRecord } from "#store/records.ts";
import type { Decision } from "#store/decisions.ts";
import type { Store } from "#store/store.ts";
import type { RenderPool } from "./render-pool.ts";
import type { DayResult } from "./render-task.ts";

/** A day that was read anew, and what that changed around it. */
export type IndexedDay = {
  readonly slug: string;
  readonly day: CalendarDay;
  readonly hasPage: boolean;
  readonly partCount: number;
  /** A page came or went, so that its neighbours' links change. */
  readonly pageAppearedOrWent: boolean;
  readonly searchChanged: boolean;
};

/** What stands under one slug. */
export type SeriesToIndex = {
  readonly slug: string;
  /** With which its lists are kept. */
  readonly key: RoomKey;
  /** Every room that is or was shown in it: the days of each may have come, changed or gone. */
  readonly rooms: readonly RoomKey[];
};

export async function seriesToIndex(
  store: Pick<Store, "readRooms">,
  listed: readonly { readonly slug: string; readonly key: RoomKey; readonly record: RoomRecord }[],
): Promise<readonly SeriesToIndex[]> {
  const records = await store.readRooms();
  return listed.map(({ slug, key, record }) => {
    // As the store has it: the configuration may have stopped following, and then the days that were shown have gone.
    const entry = { room: record.configured, follow: true };
    const rooms = listedSeries([entry], records).get(entry.room) ?? [];
    return { slug, key, rooms: rooms.map((room) => room.key) };
  });
}

export type DaysToIndex = {
  readonly store: Store;
  readonly pool: RenderPool;
  readonly days: readonly DirtyDay[];
  /** What is shown. */
  readonly series: readonly SeriesToIndex[];
  /** The change number the output has reached; undefined: it is built from nothing. */
  readonly reachedChange: number | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
};

/**
 * Index first, render second: reads each dirty day of the published rooms, keeps what lists and calendars need, and fixes
 * the parts of days published for the first time. What came, went or changed is told by change numbers, so that a build that was
 * cut short, and a second output of the same store, learn it too. Stops between two steps when `signal` says so.
 */
export async function indexDays({
  store,
  pool,
  days,
  series,
  reachedChange,
  progress,
  signal,
}: DaysToIndex): Promise<readonly IndexedDay[]> {
  const dirty = dirtyDaysOf(series, days);
  const wanted = [...dirty.values()].map(({ series: { slug }, day }) => ({ slug, day }));
  const isNew = (change: number) => reachedChange === undefined || change > reachedChange;
  const indexed: IndexedDay[] = [];
  for await (const results of pool.summarise(wanted)) {
    await store.decide(results.flatMap(partDecisions));
    await store.transaction(async (tx) => {
      for (const result of results) {
        const from = dirty.get(`${result.slug} ${result.day}`);
        if (from === undefined) continue;
        const { key, rooms } = from.series;
        const record = toRecord(result, from.change, await tx.readLastSummary(key, result.day));
        await tx.writeDaySummary(key, record);
        for (const room of rooms) await tx.writeParts(room, result.newParts);
        indexed.push({
          slug: result.slug,
          day: result.day,
          hasPage: record.itemCount > 0,
          partCount: record.partCount,
          pageAppearedOrWent: isNew(record.existenceChange),
          searchChanged: isNew(record.searchChange),
        });
      }
    });
    progress({ subject: "days read", done: indexed.length, total: wanted.length, unit: "days" });
    if (signal?.aborted) break;
  }
  return indexed;
}

type DirtyDayOfSeries = { readonly series: SeriesToIndex; readonly day: CalendarDay; readonly change: number };

/** Each day of a series once, with the newest change in any of its rooms. */
function dirtyDaysOf(
  series: readonly SeriesToIndex[],
  days: readonly DirtyDay[],
): ReadonlyMap<string, DirtyDayOfSeries> {
  const byRoom = new Map<RoomKey, SeriesToIndex[]>();
  for (const one of series) for (const room of one.rooms) byRoom.set(room, [...(byRoom.get(room) ?? []), one]);
  const dirty = new Map<string, DirtyDayOfSeries>();
  for (const { room, day, change } of days) {
    for (const one of byRoom.get(room) ?? []) {
      const name = `${one.slug} ${day}`;
      dirty.set(name, { series: one, day, change: Math.max(change, dirty.get(name)?.change ?? 0) });
    }
  }
  return dirty;
}

function toRecord(result: DayResult, change: number, before: DaySummaryRecord | undefined): DaySummaryRecord {
  const { summary } = result;
  const had = (before?.itemCount ?? 0) > 0;
  const has = summary !== undefined;
  return {
    day: result.day,
    existenceChange: had === has ? (before?.existenceChange ?? 0) : change,
    searchChange: (before?.searchKey ?? "") === result.searchKey ? (before?.searchChange ?? 0) : change,
    itemCount: has ? result.itemCount : 0,
    messageCount: summary?.messageCount ?? 0,
    partCount: summary?.partCount ?? 0,
    opening: summary?.opening ?? [],
    lastModified: result.lastModified,
    searchKey: result.searchKey,
    searchWords: result.searchWords,
  };
}

/** Where a long day is cut must outlive the database; days of one part need no word. */
function partDecisions({ summary, newParts }: DayResult): Decision[] {
  if (summary === undefined || summary.partCount < 2) return [];
  return newParts.map(({ eventId, part }) => ({ kind: "part", event: eventId, part }));
}
