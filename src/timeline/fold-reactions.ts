import type { EventId, MxcUri } from "#matrix/ids.ts";
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
  const tallies = new Map<string, Key & { bySender: Map<string, EventId> }>();
  for (const placed of annotations.toSorted(compareByTime)) {
    const found = keyOf(placed);
    if (found === undefined) continue;
    const merged = found.image ?? withoutVariations(found.key);
    const tally = tallies.get(merged) ?? { ...found, bySender: new Map<string, EventId>() };
    // The form with most variation selectors stands for all: a heart is red if anyone sent a red one.
    if (found.image === undefined && found.key.length > tally.key.length) tally.key = found.key;
    if (!tally.bySender.has(placed.event.sender)) tally.bySender.set(placed.event.sender, placed.event.eventId);
    tallies.set(merged, tally);
  }
  const shown = [...tallies.values()]
    .toSorted((one, other) => other.bySender.size - one.bySender.size || compareCodePoints(one.key, other.key))
    .slice(0, keyCountLimit);
  return {
    reactions: shown.map(({ key, image, bySender }) => ({
      key,
      count: bySender.size,
      ...(image === undefined ? {} : { image }),
    })),
    drawnFrom: shown.flatMap(({ bySender }) => [...bySender.values()]),
  };
}

/** The words of a reaction; with `image`, those that stand for a picture. */
type Key = { key: string; readonly image?: MxcUri };

function keyOf(placed: PlacedEvent): Key | undefined {
  if (placed.event.type !== "m.reaction") return undefined;
  const relation = parseRelation(placed.event);
  const key = relation?.key?.normalize("NFC");
  if (key === undefined || withoutVariations(key).trim() === "") return undefined;
  return { key: capped(key), ...(relation?.image === undefined ? {} : { image: relation.image }) };
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
