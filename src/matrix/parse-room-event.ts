import { isJsonObject, numberOr, stringOr, type JsonObject } from "#lib/json.ts";
import { toWellFormedText } from "#lib/well-formed.ts";
import { parseEventId, parseRoomId, parseUserId, type EventId, type RoomId } from "./ids.ts";
import { redactContent } from "./redact-content.ts";
import type { ParsedEvent, RoomEvent } from "./room-event.ts";
import { stripReplyFallback } from "./strip-reply-fallback.ts";
import { jsonDepthLimit, toWellFormedJson } from "./well-formed-json.ts";

/** Twice what the specification allows for a whole event (65,536 bytes), in bytes of the content's JSON. */
const contentLimitBytes = 131_072;
/** Longest `type` and `state_key` that the specification allows, in bytes. */
const keyLimitBytes = 255;

/**
 * An event as a server sends it (spec: "Room event format"), read once. Total: what is no event comes back as `malformed` with
 * the reason. A time that is no number becomes 0, so that the event is kept and gets its neighbour's day. `roomId` stands in where
 * the event names no room; an event that names another one is malformed.
 */
export function parseRoomEvent(json: unknown, roomId?: RoomId): ParsedEvent {
  if (!isJsonObject(json)) return { kind: "malformed", eventId: undefined, problem: "not a JSON object" };
  const eventId = parseEventId(json["event_id"]);
  const malformed = (problem: string): ParsedEvent => ({ kind: "malformed", eventId, problem });

  if (eventId === undefined) return malformed("event_id is missing or no event id");
  const ownRoomId = json["room_id"] === undefined ? roomId : parseRoomId(json["room_id"]);
  if (ownRoomId === undefined) return malformed("room_id is missing or no room id");
  if (roomId !== undefined && ownRoomId !== roomId) return malformed("room_id names another room");
  const type = parseKey(json["type"]);
  if (type === undefined || type === "") return malformed("type is missing, too long or not a string");
  const sender = parseUserId(json["sender"]);
  if (sender === undefined) return malformed("sender is missing or no user id");
  const hasStateKey = json["state_key"] !== undefined && json["state_key"] !== null;
  const stateKey = hasStateKey ? parseKey(json["state_key"]) : undefined;
  if (hasStateKey && stateKey === undefined) return malformed("state_key is too long or not a string");

  const wasRedacted = saysRedacted(json);
  const rawContent = isJsonObject(json["content"]) ? json["content"] : wasRedacted ? {} : undefined;
  if (rawContent === undefined) return malformed("content is missing or not a JSON object");
  const content = toWellFormedJson(rawContent);
  if (content === undefined) return malformed(`content is nested deeper than ${jsonDepthLimit} levels`);
  const sizeBytes = Buffer.byteLength(JSON.stringify(content));
  if (sizeBytes > contentLimitBytes) return malformed(`content is too large (${sizeBytes} bytes)`);

  const redacts = type === "m.room.redaction" ? [content["redacts"], json["redacts"]].map(parseRedacts) : [];
  const targets = redacts.find((ids) => ids.length > 0);
  const event: RoomEvent = {
    eventId,
    roomId: ownRoomId,
    type,
    sender,
    originServerTs: parseTimestamp(json["origin_server_ts"]),
    ...(stateKey === undefined ? {} : { stateKey }),
    content: wasRedacted ? redactContent(type, content) : stripReplyFallback(content),
    ...(targets === undefined ? {} : { redacts: targets }),
    redacted: wasRedacted,
  };
  return { kind: "event", event };
}

function parseKey(value: unknown): string | undefined {
  const text = stringOr(value);
  return text === undefined || Buffer.byteLength(text) > keyLimitBytes ? undefined : toWellFormedText(text);
}

/** The traces of a redaction; Synapse repeats the first at top level. A message emptied by the erasure of its sender has none. */
function saysRedacted(json: JsonObject): boolean {
  const unsigned = isJsonObject(json["unsigned"]) ? json["unsigned"] : {};
  return (
    [unsigned["redacted_because"], json["redacted_because"]].some(isJsonObject) ||
    typeof unsigned["redacted_by"] === "string"
  );
}

/** Whole milliseconds; beyond ±2^53, where numbers lose their last digit, and for anything that is no number: 0. */
function parseTimestamp(value: unknown): number {
  const time = Math.trunc(numberOr(value) ?? 0);
  // `|| 0` turns -0 into 0: the two are one in a database, but not in a comparison of parsed events.
  return Math.abs(time) <= 2 ** 53 ? time || 0 : 0;
}

/** One id or, since MSC2244, a list of them. */
function parseRedacts(value: unknown): readonly EventId[] {
  const candidates: readonly unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(candidates.map(parseEventId).filter((id) => id !== undefined))];
}
