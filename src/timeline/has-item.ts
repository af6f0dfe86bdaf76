import { parseEventContent } from "#matrix/parse-content.ts";
import { parseRelation } from "#matrix/relations.ts";
import type { FoldInput, PlacedEvent } from "./timeline.ts";

/**
 * The events of a day that have a line, in their order. Membership has lines where the input brings what they are compared with, but
 * makes no day: one on which people only came and went has nothing to read.
 */
export function eventsWithItem({ events, members }: Pick<FoldInput, "events" | "members">): readonly PlacedEvent[] {
  const others = events.filter(hasItem);
  if (members === undefined || others.length === 0) return others;
  const own = new Set(others);
  return events.filter((placed) => own.has(placed) || isMemberLine(placed));
}

/**
 * True when an event has a line of its own in its day. Edits, reactions, votes, redactions and service events only change
 * others; membership and profile changes are hidden. What is gone keeps a line only where a message stood.
 */
export function hasItem(placed: Pick<PlacedEvent, "event" | "show">): boolean {
  const { event, show } = placed;
  const { kind } = parseEventContent(event);
  if (kind === "silent" || kind === "member") return false;
  if (parseRelation(event)?.kind === "replace") return false;
  return event.stateKey === undefined || (show === "publish" && !event.redacted);
}

function isMemberLine({ event, show }: PlacedEvent): boolean {
  return show === "publish" && !event.redacted && parseEventContent(event).kind === "member";
}
