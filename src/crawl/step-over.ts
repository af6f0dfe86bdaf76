import { assertNever } from "#lib/assert-never.ts";
import { dayMs } from "#lib/calendar-day.ts";
import type { SpanRecord } from "#store/records.ts";
import { anchorAt } from "./anchor-at.ts";
import { baseFor } from "./base-for.ts";
import { fetchPage, isUndeliverable } from "./fetch-page.ts";
import { fillFromOlderSide } from "./fill-hole.ts";
import { spanAt } from "./meet-span.ts";
import { walkBackward, type WalkContext, type WalkEnd, type WalkStart } from "./walk.ts";

/** How far below the failing place the next one is tried: small steps first, so that a hole stays as small as it can. */
const stepsMs = [dayMs / 24, dayMs / 4, dayMs, 7 * dayMs, 30 * dayMs, 180 * dayMs, 730 * dayMs];

/**
 * Walks on until the walk ends, stepping over each stretch that the server cannot deliver. Every such stretch is recorded as a hole,
 * and a later run tries it again from both sides.
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
    switch (landing.kind) {
      case "nothing-older":
        return undefined;
      case "not-here":
        continue;
      case "fresh":
        await writeHole(landing.olderTs);
        return walkBackward(context, { ...start, ...landing.start, connected: false });
      case "known":
        return goOnBelow(context, { newer: span, older: landing.span, writeHole, start });
      default:
        return assertNever(landing);
    }
  }
  return undefined;
}

/** Behind the hole history is known already: the hole is tried from there, then the walk goes on at the older end. */
async function goOnBelow(
  context: WalkContext,
  {
    newer,
    older,
    writeHole,
    start,
  }: {
    newer: SpanRecord;
    older: SpanRecord;
    writeHole: (olderTs: number | undefined) => Promise<void>;
    start: WalkStart;
  },
): Promise<WalkEnd> {
  const { span, closed } = await fillFromOlderSide(context, newer, older);
  if (!closed) await writeHole(await context.store.readOldestTs(context.key, span.newestPosition));
  const { olderToken: token, governing: below } = span;
  if (closed) await connectLiveEnd(context, start);
  if (token === undefined) return { end: "start-of-history", span };
  return walkBackward(context, { ...start, span, token, below, base: 0, firstPage: undefined, connected: false });
}

/** The hole may have been the last one between the live end and the history known before. */
async function connectLiveEnd({ store, key }: WalkContext, { onConnected }: WalkStart): Promise<void> {
  const [newest] = await store.readSpans(key);
  if (newest?.connected === true && onConnected !== undefined) await store.transaction(onConnected);
}

type Landing =
  | { readonly kind: "nothing-older" | "not-here" }
  | { readonly kind: "known"; readonly span: SpanRecord }
  | {
      readonly kind: "fresh";
      readonly olderTs: number;
      readonly start: Pick<WalkStart, "span" | "token" | "below" | "base" | "firstPage">;
    };

async function landBelow(context: WalkContext, span: SpanRecord, timestampMs: number): Promise<Landing> {
  const { store, key } = context;
  try {
    const search = await anchorAt(context, timestampMs);
    if (search.kind !== "found") return { kind: "nothing-older" };
    const { anchor } = search;
    const known = (await store.readKnown(key, [anchor.eventId])).get(anchor.eventId);
    if (known !== undefined) {
      if (known.position >= span.oldestPosition) return { kind: "not-here" };
      const other = spanAt(await store.readSpans(key), known.position);
      return other === undefined ? { kind: "not-here" } : { kind: "known", span: other };
    }
    const firstPage = await fetchPage(context, anchor.token);
    const base = await baseFor(store, key, { timestampMs: anchor.originServerTs, under: span });
    return {
      kind: "fresh",
      olderTs: anchor.originServerTs,
      start: { span: undefined, token: anchor.token, below: undefined, base, firstPage },
    };
  } catch (error) {
    if (isUndeliverable(error)) return { kind: "not-here" };
    throw error;
  }
}
