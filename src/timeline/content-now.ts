import type { EventContent } from "#matrix/content.ts";
import type { EventId } from "#matrix/ids.ts";
import { parseEventContent } from "#matrix/parse-content.ts";
import { editedContent, parseRelation } from "#matrix/relations.ts";
import type { FoldContext } from "./fold-context.ts";
import { compareByTime } from "./relation-index.ts";
import type { AwaitingEdit, PlacedEvent } from "./timeline.ts";

export type ContentNow = {
  readonly content: EventContent | AwaitingEdit;
  readonly edited: boolean;
  /** The event, and the edit that gave the content. */
  readonly drawnFrom: readonly EventId[];
};

/**
 * What an event says after its newest valid edit (spec: "Event replacements"). `editsWaiting` wins over everything: the
 * wording that stood before is gone although the new one may not be shown yet.
 */
export function contentNow(placed: PlacedEvent, { input, related }: FoldContext): ContentNow {
  const { eventId } = placed.event;
  if (input.editsWaiting.has(eventId))
    return { content: { kind: "awaiting-edit" }, edited: true, drawnFrom: [eventId] };
  const newest = newestEditOf(placed, related(eventId, "replace"));
  if (newest === undefined) return { content: parseEventContent(placed.event), edited: false, drawnFrom: [eventId] };
  return { content: newest.content, edited: true, drawnFrom: [eventId, newest.edit.event.eventId] };
}

/** The newest by its own clock; of two in one millisecond the larger event id (spec: "Validity of replacement events"). */
function newestEditOf(
  target: PlacedEvent,
  candidates: readonly PlacedEvent[],
): { edit: PlacedEvent; content: EventContent } | undefined {
  let newest: { edit: PlacedEvent; content: EventContent } | undefined;
  for (const edit of candidates) {
    if (newest !== undefined && compareByTime(edit, newest.edit) < 0) continue;
    const content = mayReplace(edit, target) ? editedContent(edit.event) : undefined;
    if (content !== undefined) newest = { edit, content };
  }
  return newest;
}

function mayReplace(edit: PlacedEvent, target: PlacedEvent): boolean {
  return (
    edit.event.roomId === target.event.roomId &&
    edit.event.sender === target.event.sender &&
    edit.event.type === target.event.type &&
    edit.event.stateKey === undefined &&
    target.event.stateKey === undefined &&
    parseRelation(target.event)?.kind !== "replace"
  );
}
