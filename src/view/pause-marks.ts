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
 * What stands before each run of items: on busy pages the hour that begins there, on others how long nobody said anything. Only
 * clocks that can be trusted are asked, and none that runs backward: the order of a day is the server's.
 */
export function marksBefore(
  runs: readonly (readonly TimelineItem[])[],
  { busy, words }: { readonly busy: boolean; readonly words: Words },
): readonly (HourMark | Pause | undefined)[] {
  let latestMs = Number.NEGATIVE_INFINITY;
  return runs.map((run) => {
    const times = run.filter(({ timestampTrusted }) => timestampTrusted).map(({ originServerTs }) => originServerTs);
    const [firstMs] = times;
    const beforeMs = latestMs;
    latestMs = times.reduce((latest, ms) => Math.max(latest, ms), latestMs);
    if (firstMs === undefined || firstMs < beforeMs) return undefined;
    return busy ? hourMark(beforeMs, firstMs) : pause(beforeMs, firstMs, words);
  });
}

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
