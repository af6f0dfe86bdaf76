import type { JsonObject, JsonValue } from "#lib/json.ts";
import { contentInForce, stateEventAt } from "./room-state.ts";
import { orderOf } from "./room-log.ts";
import type { LogEntry, RoomLog } from "./room-log.ts";
import { relationOf } from "./sample-event.ts";
import type { SampleEvent } from "./sample-event.ts";
import { membershipAt } from "./reader-access.ts";

/**
 * An event as a homeserver sends it to a reader, with all that Synapse adds beside it and that ignores history visibility:
 * the newest edit and thread reply (T1), the content before (T7), the redaction with its reason (T5), the age.
 */
export function wireEventFor(log: RoomLog, entry: LogEntry, { readerId, ageMs }: WireOptions): JsonValue {
  if (entry.event.wire !== undefined) return entry.event.wire;
  const redaction = log.redactionOf(entry.event.eventId);
  const isSilent = redaction === undefined && log.silentlyRedacted.has(entry.event.eventId);
  const extras: JsonObject = {
    ...previousState(log, entry),
    ...(redaction === undefined ? {} : { redacted_because: plainEvent(log, redaction) }),
    ...(isSilent ? { redacted_because: { type: "m.room.redaction" } } : {}),
  };
  const relations = bundledRelations(log, entry);
  return {
    ...plainEvent(log, entry.event),
    user_id: entry.event.sender,
    age: ageMs,
    ...extras,
    unsigned: {
      age: ageMs,
      membership: membershipAt(log, readerId, orderOf(entry)) ?? "leave",
      ...extras,
      ...(redaction === undefined ? {} : { redacted_by: redaction.eventId }),
      ...(relations === undefined ? {} : { "m.relations": relations }),
    },
  };
}

export type WireOptions = { readonly readerId: string; readonly ageMs: number };

function plainEvent(log: RoomLog, event: SampleEvent): JsonObject {
  return {
    event_id: event.eventId,
    room_id: log.roomId,
    type: event.type,
    sender: event.sender,
    origin_server_ts: event.originServerTs,
    ...(event.stateKey === undefined ? {} : { state_key: event.stateKey }),
    ...(event.redacts === undefined ? {} : { redacts: event.redacts }),
    content: contentInForce(log, event),
  };
}

function previousState(log: RoomLog, { event, ...place }: LogEntry): JsonObject {
  if (event.stateKey === undefined) return {};
  const before = stateEventAt(log, event.type, event.stateKey, orderOf(place) - 1);
  if (before === undefined) return {};
  return {
    prev_content: contentInForce(log, before.event),
    prev_sender: before.event.sender,
    replaces_state: before.event.eventId,
  };
}

function bundledRelations(log: RoomLog, { event }: LogEntry): JsonObject | undefined {
  if (log.redactionOf(event.eventId) !== undefined) return undefined;
  const children = log.childrenOf(event.eventId);
  const related = (relType: string): readonly SampleEvent[] =>
    children.map((child) => child.event).filter((child) => relationOf(child)?.relType === relType);
  const edit = related("m.replace")
    .filter((child) => child.sender === event.sender && child.type === event.type)
    .reduce<SampleEvent | undefined>(newerOf, undefined);
  const replies = related("m.thread");
  const references = related("m.reference");
  const latest = replies.at(-1);
  if (edit === undefined && latest === undefined && references.length === 0) return undefined;
  return {
    ...(edit === undefined ? {} : { "m.replace": plainEvent(log, edit) }),
    ...(latest === undefined ? {} : { "m.thread": threadSummary(log, latest, replies.length) }),
    ...(references.length === 0
      ? {}
      : { "m.reference": { chunk: references.map(({ eventId }) => ({ event_id: eventId })) } }),
  };
}

function threadSummary(log: RoomLog, latest: SampleEvent, count: number): JsonObject {
  return { latest_event: plainEvent(log, latest), count, current_user_participated: false };
}

function newerOf(best: SampleEvent | undefined, candidate: SampleEvent): SampleEvent {
  if (best === undefined || candidate.originServerTs > best.originServerTs) return candidate;
  const isTie = candidate.originServerTs === best.originServerTs;
  return isTie && candidate.eventId > best.eventId ? candidate : best;
}
