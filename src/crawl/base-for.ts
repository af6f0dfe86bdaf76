import type { RoomKey, SpanRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import { spanGap } from "./place-events.ts";

/** As many of a span's oldest events say when it ends: one clock that is wrong must not. */
const witnesses = 20;

/**
 * The place for a new span that begins at a time, between the known spans: above the first one, newest first, whose older end
 * lies before that time. `under`: the span that it certainly lies below, whatever the times say.
 */
export async function baseFor(
  store: StoreReader,
  room: RoomKey,
  { timestampMs, under }: { timestampMs: number; under?: SpanRecord },
): Promise<number> {
  const spans = await store.readSpans(room);
  let upper: SpanRecord | undefined;
  for (const span of spans) {
    const isAbove = under !== undefined && span.oldestPosition >= under.oldestPosition;
    if (!isAbove && middleOf(await store.readOldestTimes(room, span, witnesses)) <= timestampMs)
      return upper === undefined
        ? span.newestPosition + spanGap
        : Math.floor((upper.oldestPosition + span.newestPosition) / 2);
    upper = span;
  }
  return upper === undefined ? 0 : upper.oldestPosition - spanGap;
}

/** Of none: the beginning of time. */
function middleOf(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NEGATIVE_INFINITY;
}
