import type { CalendarDay } from "#lib/calendar-day.ts";
import type { Progress } from "#lib/progress.ts";
import type { DaySummaryRecord, DirtyDay, RoomKey } from "#store/records.ts";
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

export type DaysToIndex = {
  readonly store: Store;
  readonly pool: RenderPool;
  readonly days: readonly DirtyDay[];
  /** Of the rooms that are shown. */
  readonly slugs: ReadonlyMap<RoomKey, string>;
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
  slugs,
  reachedChange,
  progress,
  signal,
}: DaysToIndex): Promise<readonly IndexedDay[]> {
  const dirty = new Map<string, DirtyDay>();
  for (const day of days) if (slugs.has(day.room)) dirty.set(`${slugs.get(day.room)} ${day.day}`, day);
  const wanted = [...dirty.values()].map(({ room, day }) => ({ slug: slugs.get(room) ?? "", day }));
  const isNew = (change: number) => reachedChange === undefined || change > reachedChange;
  const indexed: IndexedDay[] = [];
  for await (const results of pool.summarise(wanted)) {
    await store.decide(results.flatMap(partDecisions));
    await store.transaction(async (tx) => {
      for (const result of results) {
        const from = dirty.get(`${result.slug} ${result.day}`);
        if (from === undefined) continue;
        const record = toRecord(result, from.change, await tx.readLastSummary(from.room, result.day));
        await tx.writeDaySummary(from.room, record);
        await tx.writeParts(from.room, result.newParts);
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
