import type { JsonObject, JsonValue } from "#lib/json.ts";
import type { EventId, UserId } from "#matrix/ids.ts";

/** One event of a sample room, as the homeserver holds it: before redaction, without anything that is added for a reader. */
export type SampleEvent = {
  readonly eventId: EventId;
  readonly type: string;
  readonly sender: UserId;
  readonly originServerTs: number;
  /** Present on state events only. */
  readonly stateKey?: string;
  readonly content: JsonObject;
  /** Target of an `m.room.redaction`. */
  readonly redacts?: EventId;
  /** Hostile input: sent in place of the event, exactly as it is. */
  readonly wire?: JsonValue;
};

/** The events of a room in topological order, oldest first. May be computed on demand. */
export type EventSource = {
  readonly length: number;
  /** The event at an index from 0 to `length - 1`; the same one each time. */
  at(index: number): SampleEvent;
  indexOf(eventId: string): number | undefined;
};

/** The event that an event relates to, and how (`m.relates_to`); undefined when it relates to none. */
export function relationOf(event: SampleEvent): { readonly relType: string; readonly target: string } | undefined {
  const relation = event.content["m.relates_to"];
  if (typeof relation !== "object" || relation === null || Array.isArray(relation)) return undefined;
  const { rel_type: relType, event_id: target } = relation as JsonObject;
  return typeof relType === "string" && typeof target === "string" ? { relType, target } : undefined;
}

/** Wraps events that are already there. */
export function sourceOf(events: readonly SampleEvent[]): EventSource {
  const indexes = new Map<string, number>(events.map((event, index) => [event.eventId, index]));
  return {
    length: events.length,
    at(index) {
      const event = events[index];
      if (event === undefined) throw new RangeError(`No event at index ${index} of ${events.length}`);
      return event;
    },
    indexOf: (eventId) => indexes.get(eventId),
  };
}
