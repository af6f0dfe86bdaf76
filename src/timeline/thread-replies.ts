import { parseRelation } from "#matrix/relations.ts";
import type { EventId } from "#matrix/ids.ts";
import { hasItem } from "./has-item.ts";
import { isShown } from "./relation-index.ts";
import type { PlacedEvent } from "./timeline.ts";

/** By first message: the messages that answer it in a thread, those that readers see, in the order given. */
export function threadReplies(events: readonly PlacedEvent[]): ReadonlyMap<EventId, readonly PlacedEvent[]> {
  const byRoot = new Map<EventId, PlacedEvent[]>();
  for (const placed of events) {
    const relation = parseRelation(placed.event);
    if (relation?.kind !== "thread" || !isThreadMessage(placed)) continue;
    const replies = byRoot.get(relation.target);
    if (replies === undefined) byRoot.set(relation.target, [placed]);
    else replies.push(placed);
  }
  return byRoot;
}

/** Can this be read as the first message of a thread? One that is in a thread itself begins none (spec: "Threading"). */
export function isThreadRoot(placed: PlacedEvent): boolean {
  return isThreadMessage(placed) && parseRelation(placed.event)?.kind !== "thread";
}

function isThreadMessage(placed: PlacedEvent): boolean {
  return isShown(placed) && placed.event.stateKey === undefined && hasItem(placed);
}
