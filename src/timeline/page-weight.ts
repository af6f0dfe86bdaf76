import type { JsonObject } from "#lib/json.ts";
import type { RelationIndex } from "./relation-index.ts";
import type { PlacedEvent } from "./timeline.ts";

/** The frame of one message, less its sender's name: time, anchor, labels. */
const frameBytes = 400;
/** How often a name stands at its message, and the bytes of it that are shown at most. */
const nameCount = 4;
const nameLimit = 500;
/** A quote, or the line to its thread. */
const relationBytes = 600;
/** A reaction's key, count and label. */
const reactionBytes = 200;
const reactionLimit = 50;
/** What a formula grows by at most, and how many of one message do (maths.ts). */
const formulaBytes = 3000;
/** Brackets around an address, which is printed twice. */
const linkBytes = 130;
const linkLimit = 200;

/**
 * About how many bytes of HTML an event adds to its page, rather too many than too few: its words as they are printed, those of its
 * longest edit where that is longer, its sender's name, and what stands around it.
 */
export function pageWeightOf({ event }: PlacedEvent, name: string, relatedTo: RelationIndex): number {
  const edits = relatedTo(event.eventId, "replace").map((edit) => contentWeight(edit.event.content));
  const reactions = Math.min(relatedTo(event.eventId, "annotation").length, reactionLimit);
  const names = nameCount * Math.min(Buffer.byteLength(name), nameLimit);
  const around = Object.hasOwn(event.content, "m.relates_to") ? relationBytes : 0;
  return frameBytes + names + around + Math.max(contentWeight(event.content), ...edits) + reactions * reactionBytes;
}

function contentWeight(content: JsonObject): number {
  const source = JSON.stringify(content);
  // `&` is printed as `&#x26;`, and half of a tag is often the half that was left out.
  const escapes = countOf(source, /[<&]/g) * 5;
  const links = Math.min(countOf(source, /:\/\/|@/g), linkLimit) * linkBytes;
  const formulas = Math.min(countOf(source, /data-mx-maths/g), 10) * formulaBytes;
  return Buffer.byteLength(source) + escapes + links + formulas;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
