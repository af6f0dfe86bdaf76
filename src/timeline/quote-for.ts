import type { EventId } from "#matrix/ids.ts";
import { parseRelation, type Relation } from "#matrix/relations.ts";
import { contentNow } from "./content-now.ts";
import type { FoldContext } from "./fold-context.ts";
import { hasItem } from "./has-item.ts";
import type { PlacedEvent, Quote } from "./timeline.ts";

/**
 * What a reply answers, as it is now (spec: "Rich replies"); undefined when the event is no reply. A target that is
 * unknown, withheld, gone, in another room or without a line of its own is "not shown".
 */
export function quoteFor(relation: Relation | undefined, from: PlacedEvent, context: FoldContext): Quote | undefined {
  const targetId = relation?.kind === "reply" ? relation.target : relation?.replyTo;
  if (targetId === undefined) return undefined;
  const target = readableTarget(targetId, context);
  if (target === undefined || target.event.roomId !== from.event.roomId || target === from)
    return { kind: "not-shown" };
  const { content, drawnFrom } = contentNow(target, context);
  return { kind: "shown", target, sender: context.senderOf(target), content, drawnFrom };
}

/** The event with a line that the id stands for: some clients answer an edit where they mean the edited message. */
function readableTarget(targetId: EventId, context: FoldContext): PlacedEvent | undefined {
  const named = context.find(targetId);
  if (named === undefined || hasItem(named)) return named;
  const relation = parseRelation(named.event);
  const edited = relation?.kind === "replace" ? context.find(relation.target) : undefined;
  return edited !== undefined && hasItem(edited) ? edited : undefined;
}
