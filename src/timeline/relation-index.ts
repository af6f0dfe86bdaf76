import type { EventId } from "#matrix/ids.ts";
import { parseRelation, type RelationKind } from "#matrix/relations.ts";
import type { FoldInput, PlacedEvent } from "./timeline.ts";

/** What points at an event: by its id and the kind of relation. The order of a list means nothing. */
export type RelationIndex = (target: EventId, kind: RelationKind) => readonly PlacedEvent[];

/** Indexes every related event, and the day's own ones too: an edit often stands in the same day as its target. */
export function indexRelations(input: Pick<FoldInput, "events" | "related">): RelationIndex {
  const byId = new Map<EventId, PlacedEvent>();
  for (const placed of [...input.related, ...input.events]) {
    if (isShown(placed)) byId.set(placed.event.eventId, placed);
  }
  const index = new Map<string, PlacedEvent[]>();
  for (const placed of byId.values()) {
    const relation = parseRelation(placed.event);
    if (relation === undefined) continue;
    const key = keyOf(relation.target, relation.kind);
    const list = index.get(key);
    if (list === undefined) index.set(key, [placed]);
    else list.push(placed);
  }
  return (target, kind) => index.get(keyOf(target, kind)) ?? [];
}

/** False for placeholders and redacted events: they keep their place, but nothing they said counts any more. */
export function isShown(placed: PlacedEvent): boolean {
  return placed.show === "publish" && !placed.event.redacted;
}

/** Older first; events of one millisecond in the order of their ids, so that no order depends on arrival. */
export function compareByTime(one: PlacedEvent, other: PlacedEvent): number {
  if (one.event.originServerTs !== other.event.originServerTs) {
    return one.event.originServerTs - other.event.originServerTs;
  }
  if (one.event.eventId === other.event.eventId) return 0;
  return one.event.eventId < other.event.eventId ? -1 : 1;
}

function keyOf(target: EventId, kind: RelationKind): string {
  return `${kind} ${target}`;
}
