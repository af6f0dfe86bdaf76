import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { DirtyDay, RoomKey } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import type { ThreadRecord } from "#store/thread-records.ts";
import type { Decision } from "#store/decisions.ts";
import type { SeriesToIndex } from "./index-days.ts";
import type { RenderPool } from "./render-pool.ts";
import type { ThreadResult } from "./summarise-threads.ts";

/** A thread of which something stands on a changed day. */
export type ThreadToSummarise = {
  readonly slug: string;
  readonly room: RoomKey;
  readonly root: EventId;
  /** The changed days. */
  readonly days: readonly CalendarDay[];
};

/** A thread that was read anew. */
export type IndexedThread = {
  readonly slug: string;
  readonly record: ThreadRecord;
  /** The day on which it begins, and the one on which it began when it was last read. */
  readonly firstDays: readonly CalendarDay[];
  /** Nothing of it is shown any more, not even in its day. */
  readonly isGone: boolean;
  /** Parts that may look otherwise than they did. */
  readonly changedParts: readonly number[];
};

export type ThreadsToIndex = {
  readonly store: Store;
  readonly pool: RenderPool;
  readonly days: readonly DirtyDay[];
  readonly series: readonly SeriesToIndex[];
  /** undefined: the output is built from nothing. */
  readonly reachedChange: number | undefined;
  readonly signal: AbortSignal | undefined;
};

/**
 * Reads every thread of the changed days anew, keeps what its page and the lists need, and fixes the parts of what is published for the
 * first time. Comes after the days: they know their own parts then.
 */
export async function indexThreads(given: ThreadsToIndex): Promise<readonly IndexedThread[]> {
  const { store, pool, reachedChange, signal } = given;
  const changes = new Map(given.days.map(({ room, day, change }) => [`${room} ${day}`, change]));
  const indexed: IndexedThread[] = [];
  for await (const results of pool.summariseThreads(await threadsToSummarise(given))) {
    await store.decide(results.flatMap(partDecisions));
    await store.transaction(async (tx) => {
      for (const result of results) {
        const { slug, room, root } = result;
        const before = await tx.readThread(room, { root });
        // A thread that never had a page needs no word.
        if (before === undefined && (result.summary?.record.partCount ?? 0) === 0) continue;
        const change = Math.max(...result.days.map((day) => changes.get(`${room} ${day}`) ?? 0));
        const record = toRecord(result, change, before);
        if (record === undefined) continue;
        await tx.writeThread(record, result.summary?.days ?? []);
        await tx.writeThreadParts(room, result.summary?.newParts ?? []);
        const isNew = reachedChange === undefined || record.headingChange > reachedChange;
        indexed.push({
          slug,
          record,
          firstDays: [record.firstDay, ...(before === undefined ? [] : [before.firstDay])],
          isGone: result.summary === undefined,
          changedParts: changedPartsOf(result, record, isNew),
        });
      }
    });
    if (signal?.aborted) break;
  }
  return indexed;
}

async function threadsToSummarise({ store, series, days }: ThreadsToIndex): Promise<readonly ThreadToSummarise[]> {
  const threads = new Map<string, ThreadToSummarise & { readonly days: CalendarDay[] }>();
  const slugs = new Map(series.flatMap(({ slug, rooms }) => rooms.map((room) => [room, slug] as const)));
  for (const [room, ofRoom] of Map.groupBy(days, (one) => one.room)) {
    const slug = slugs.get(room);
    if (slug === undefined) continue;
    const wanted = ofRoom.map(({ day }) => day);
    for (const { root, day } of await store.readThreadsOfDays(room, wanted)) {
      const name = `${room} ${root}`;
      const thread = threads.get(name) ?? { slug, room, root, days: [] };
      thread.days.push(day);
      threads.set(name, thread);
    }
  }
  return [...threads.values()];
}

function toRecord(
  { summary }: ThreadResult,
  change: number,
  before: ThreadRecord | undefined,
): ThreadRecord | undefined {
  if (summary === undefined) return before && { ...before, partCount: 0, replyCount: 0, voiceCount: 0 };
  const isSame = before?.headingKey === summary.record.headingKey;
  return { ...summary.record, headingChange: isSame ? before.headingChange : change };
}

/** Where something stands that changed, the parts beside them, which link there, and the last one, whose neighbour may have gone. */
function changedPartsOf({ summary }: ThreadResult, { partCount }: ThreadRecord, all: boolean): readonly number[] {
  const parts = Array.from({ length: partCount }, (_, index) => index + 1);
  if (all) return parts;
  const touched = summary?.touchedParts ?? [];
  const changed = new Set([...touched, ...touched.map((part) => part - 1), ...touched.map((part) => part + 1)]);
  return parts.filter((part) => changed.has(part) || part === partCount);
}

/** Where a long thread is cut must outlive the database. */
function partDecisions({ summary }: ThreadResult): Decision[] {
  if (summary === undefined || summary.record.partCount < 2) return [];
  return summary.newParts.map(({ eventId, part }) => ({ kind: "thread-part", event: eventId, part }));
}
