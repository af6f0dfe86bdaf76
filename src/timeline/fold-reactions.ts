import type { EventId } from "#matrix/ids.ts";
import { parseRelation } from "#matrix/relations.ts";
import { compareByTime } from "./relation-index.ts";
import type { MessageItem, PlacedEvent } from "./timeline.ts";

/** Longest key shown, in graphemes: keys are meant to be an emoji, but may be any text. */
const keyLimit = 30;
/** Most keys shown under one message. */
const keyCountLimit = 50;

export type FoldedReactions = {
  readonly reactions: MessageItem["reactions"];
  /** The reactions that were counted. */
  readonly drawnFrom: readonly EventId[];
};

/** Counts the annotations of one message (spec: "Event annotations and reactions"): one per sender and key. */
export function foldReactions(annotations: readonly PlacedEvent[]): FoldedReactions {
  const tallies = new Map<string, { key: string; bySender: Map<string, EventId> }>();
  for (const placed of annotations.toSorted(compareByTime)) {
    const key = keyOf(placed);
    if (key === undefined) continue;
    const merged = withoutVariations(key);
    const tally = tallies.get(merged) ?? { key, bySender: new Map<string, EventId>() };
    // The form with most variation selectors stands for all: a heart is red if anyone sent a red one.
    if (key.length > tally.key.length) tally.key = key;
    if (!tally.bySender.has(placed.event.sender)) tally.bySender.set(placed.event.sender, placed.event.eventId);
    tallies.set(merged, tally);
  }
  const shown = [...tallies.values()]
    .toSorted((one, other) => other.bySender.size - one.bySender.size || compareCodePoints(one.key, other.key))
    .slice(0, keyCountLimit);
  return {
    reactions: shown.map(({ key, bySender }) => ({ key, count: bySender.size })),
    drawnFrom: shown.flatMap(({ bySender }) => [...bySender.values()]),
  };
}

function keyOf(placed: PlacedEvent): string | undefined {
  if (placed.event.type !== "m.reaction") return undefined;
  const key = parseRelation(placed.event)?.key?.normalize("NFC");
  return key === undefined || withoutVariations(key).trim() === "" ? undefined : capped(key);
}

/** `❤` and `❤️` are one reaction: clients differ only in the variation selector they send. */
function withoutVariations(key: string): string {
  return key.replaceAll(/[\u{FE0E}\u{FE0F}]/gu, "");
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function capped(key: string): string {
  if (key.length <= keyLimit) return key;
  const parts = Array.from(graphemes.segment(key), ({ segment }) => segment);
  return parts.length <= keyLimit ? key : `${parts.slice(0, keyLimit).join("")}…`;
}

/** Bytes of UTF-8 sort as code points do; `<` would compare halves of surrogate pairs. */
function compareCodePoints(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
