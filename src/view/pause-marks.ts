import type { TimelineItem } from "#timeline/timeline.ts";
import type { HourMark, Pause } from "./models.ts";
import type { Words } from "./strings/words.ts";

const hourMs = 3_600_000;

/** A shorter silence is part of a conversation. */
const pauseMs = 2 * hourMs;

/** Items from which on a page has a mark at each hour, to jump to. */
const busyItemCount = 100;

export function isBusy(itemCount: number, partCount: number): boolean {
  return partCount > 1 || itemCount >= busyItemCount;
}

/**
 * What stands before each run of items: on busy pages the hour that begins there, on others how long nobody said anything. Clocks that
 * cannot be trusted are not asked, nor those that go before or behind what stands around them: the order of a day is the server's.
 */
export function marksBefore(
  runs: readonly (readonly TimelineItem[])[],
  { busy, words }: { readonly busy: boolean; readonly words: Words },
): readonly (HourMark | Pause | undefined)[] {
  const marks: (HourMark | Pause | undefined)[] = runs.map(() => undefined);
  let latestMs = Number.NEGATIVE_INFINITY;
  for (const { index, ms, run } of inOrder(runs)) {
    marks[index] = busy ? hourMark(latestMs, ms) : pause(latestMs, ms, words);
    latestMs = run.reduce(
      (latest, item) => (item.timestampTrusted ? Math.max(latest, item.originServerTs) : latest),
      ms,
    );
  }
  return marks;
}

type Timed = { readonly index: number; readonly ms: number; readonly run: readonly TimelineItem[] };

/** As many runs as can be picked so that time never goes back from one to the next. */
function inOrder(runs: readonly (readonly TimelineItem[])[]): readonly Timed[] {
  const timed = runs.flatMap((run, index) => {
    const first = run.find(({ timestampTrusted }) => timestampTrusted);
    return first === undefined ? [] : [{ index, ms: first.originServerTs, run }];
  });
  // For each length the pick of that length that ends earliest, linked backward.
  const ends: Picked[] = [];
  for (const one of timed) {
    const at = ends.findIndex(({ last }) => last.ms > one.ms);
    const length = at === -1 ? ends.length : at;
    ends[length] = { last: one, before: ends[length - 1] };
  }
  const picked: Timed[] = [];
  for (let end = ends.at(-1); end !== undefined; end = end.before) picked.push(end.last);
  return picked.toReversed();
}

type Picked = { readonly last: Timed; readonly before: Picked | undefined };

function hourMark(beforeMs: number, firstMs: number): HourMark | undefined {
  const hour = Math.floor(firstMs / hourMs);
  if (hour === Math.floor(beforeMs / hourMs)) return undefined;
  const iso = new Date(hour * hourMs).toISOString();
  return { kind: "hour", id: `h${iso.slice(11, 13)}`, iso: `${iso.slice(0, 19)}Z`, label: iso.slice(11, 16) };
}

function pause(beforeMs: number, firstMs: number, { count }: Words): Pause | undefined {
  const gapMs = firstMs - beforeMs;
  if (!Number.isFinite(gapMs) || gapMs < pauseMs) return undefined;
  return { kind: "pause", text: count("hoursLater", Math.floor(gapMs / hourMs)) };
}
