import { parseEventContent } from "#matrix/parse-content.ts";
import { parseRelation } from "#matrix/relations.ts";
import type { PlacedEvent } from "./timeline.ts";

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
