import { dayMs } from "#lib/calendar-day.ts";
import type { SpanRecord } from "#store/records.ts";
import { anchorAt, lacksJumpToDate } from "./anchor-at.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import { spanGap } from "./place-events.ts";
import { walkBackward, type WalkContext, type WalkEnd, type WalkStart } from "./walk.ts";

/** How far below the failing place the next one is tried: small steps first, so that a hole stays as small as it can. */
const stepsMs = [dayMs / 24, dayMs / 4, dayMs, 7 * dayMs, 30 * dayMs, 180 * dayMs, 730 * dayMs];

/**
 * Walks on until the walk ends, stepping over each stretch that the server cannot deliver. Every such stretch is recorded as a hole,
 * and a later run tries it again from its newer side.
 */
export async function walkWithSteps(context: WalkContext, start: WalkStart): Promise<WalkEnd> {
  let end = await walkBackward(context, start);
  while (end.end === "undeliverable" && end.span !== undefined) {
    const next = await stepOver(context, end.span, end.error.message, start);
    if (next === undefined) return end;
    end = next;
  }
  return end;
}

async function stepOver(
  context: WalkContext,
  span: SpanRecord,
  reason: string,
  start: WalkStart,
): Promise<WalkEnd | undefined> {
  const { store, key } = context;
  const newerTs = (await store.readOldestTs(key, span.oldestPosition)) ?? context.crawlStartMs;
  const writeHole = (olderTs: number | undefined) =>
    store.transaction((tx) => tx.writeHole(key, span.key, { newerTs, olderTs, reason }));
  // Written before the search: a crash in its middle must not lose the hole.
  await writeHole(undefined);
  for (const stepMs of stepsMs) {
    const landing = await landBelow(context, span, newerTs - stepMs);
    if (landing === "nothing-older") return undefined;
    if (landing === "not-here") continue;
    await writeHole(landing.olderTs);
    return await walkBackward(context, {
      ...start,
      ...landing.start,
      connected: false,
      isFarEnough: start.isFarEnough,
    });
  }
  return undefined;
}

type Landing =
  | "nothing-older"
  | "not-here"
  | { readonly olderTs: number; readonly start: Pick<WalkStart, "span" | "token" | "below" | "base" | "firstPage"> };

async function landBelow(context: WalkContext, span: SpanRecord, timestampMs: number): Promise<Landing> {
  const { store, key } = context;
  try {
    const anchor = await anchorAt(context, timestampMs);
    if (anchor === undefined) return "nothing-older";
    const known = (await store.readKnown(key, [anchor.eventId])).get(anchor.eventId);
    if (known !== undefined && known.position >= span.oldestPosition) return "not-here";
    if (known !== undefined) {
      const other = (await store.readSpans(key)).find(
        (one) => known.position <= one.newestPosition && known.position >= one.oldestPosition,
      );
      if (other?.olderToken === undefined) return "nothing-older";
      const { olderToken: token, governing: below } = other;
      return { olderTs: anchor.originServerTs, start: { span: other, token, below, base: 0, firstPage: undefined } };
    }
    const firstPage = await fetchPage(context, anchor.token);
    const base = span.oldestPosition - spanGap;
    return {
      olderTs: anchor.originServerTs,
      start: { span: undefined, token: anchor.token, below: undefined, base, firstPage },
    };
  } catch (error) {
    if (lacksJumpToDate(error)) return "nothing-older";
    if (isUndeliverable(error)) return "not-here";
    throw error;
  }
}
