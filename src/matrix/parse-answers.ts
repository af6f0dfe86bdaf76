import { isJsonObject, numberOr, stringOr, type JsonObject } from "#lib/json.ts";
import { toWellFormedText } from "#lib/well-formed.ts";
import type { EventAtTime, EventContext, HierarchyRoom, MessagesPage, RoomSummary } from "./homeserver.ts";
import { parseEventId, parseRoomAlias, parseRoomId, parseUserId, type RoomId, type UserId } from "./ids.ts";
import { parseRoomEvent } from "./parse-room-event.ts";
import type { ParsedEvent } from "./room-event.ts";

/** Readers of whole answers: undefined where the shape is of no use. Single events that are malformed come through as such. */

export function parseWhoami(json: unknown): { readonly userId: UserId } | undefined {
  const userId = isJsonObject(json) ? parseUserId(json["user_id"]) : undefined;
  return userId === undefined ? undefined : { userId };
}

export function parseAliasTarget(
  json: unknown,
): { readonly roomId: RoomId; readonly via: readonly string[] } | undefined {
  const roomId = isJsonObject(json) ? parseRoomId(json["room_id"]) : undefined;
  return roomId === undefined || !isJsonObject(json) ? undefined : { roomId, via: stringsOf(json["servers"]) };
}

export function parseMessagesPage(json: unknown, sizeBytes: number, roomId: RoomId): MessagesPage | undefined {
  if (!isJsonObject(json)) return undefined;
  // Some servers write an empty list as null.
  const chunk = json["chunk"] ?? (typeof json["start"] === "string" ? [] : undefined);
  if (!Array.isArray(chunk)) return undefined;
  return {
    events: chunk.map((event) => parseRoomEvent(event, roomId)),
    end: parseToken(json["end"]),
    readAsMember: chunk.some(isReadAsMember),
    sizeBytes,
  };
}

export function parseEventContext(json: unknown, roomId: RoomId): EventContext | undefined {
  if (!isJsonObject(json) || !isJsonObject(json["event"])) return undefined;
  const state = Array.isArray(json["state"]) ? json["state"] : [];
  const parsed = state.map((event): ParsedEvent => parseRoomEvent(event, roomId));
  return {
    event: parseRoomEvent(json["event"], roomId),
    end: parseToken(json["end"]),
    start: parseToken(json["start"]),
    state: parsed.flatMap((result) => (result.kind === "event" ? [result.event] : [])),
  };
}

export function parseStateList(json: unknown, roomId: RoomId): readonly ParsedEvent[] | undefined {
  return Array.isArray(json) ? json.map((event) => parseRoomEvent(event, roomId)) : undefined;
}

export function parseEventAtTime(json: unknown): EventAtTime | undefined {
  const eventId = isJsonObject(json) ? parseEventId(json["event_id"]) : undefined;
  if (eventId === undefined || !isJsonObject(json)) return undefined;
  return { eventId, originServerTs: numberOr(json["origin_server_ts"]) ?? 0 };
}

export function parseRoomSummary(json: unknown): RoomSummary | undefined {
  if (!isJsonObject(json)) return undefined;
  const roomId = parseRoomId(json["room_id"]);
  if (roomId === undefined) return undefined;
  return {
    roomId,
    name: textOr(json["name"]),
    topic: textOr(json["topic"]),
    canonicalAlias: parseRoomAlias(json["canonical_alias"]),
    joinedMemberCount: numberOr(json["num_joined_members"]),
    joinRule: textOr(json["join_rule"]),
    worldReadable: json["world_readable"] === true,
    roomType: textOr(json["room_type"]),
    // MSC3266 named these two by its own prefix before v1.15.
    roomVersion: textOr(
      json["room_version"] ?? json["im.nheko.summary.version"] ?? json["im.nheko.summary.room_version"],
    ),
    encryption: textOr(json["encryption"] ?? json["im.nheko.summary.encryption"]),
  };
}

/** One page of a space's hierarchy; entries that name no room are left out. */
export function parseHierarchyPage(
  json: unknown,
): { readonly rooms: readonly HierarchyRoom[]; readonly nextBatch: string | undefined } | undefined {
  if (!isJsonObject(json) || !Array.isArray(json["rooms"])) return undefined;
  const rooms = json["rooms"].flatMap((entry: unknown): HierarchyRoom[] => {
    const summary = parseRoomSummary(entry);
    return summary === undefined || !isJsonObject(entry)
      ? []
      : [{ ...summary, children: parseChildren(entry["children_state"]) }];
  });
  return { rooms, nextBatch: parseToken(json["next_batch"]) };
}

/** Children in the order of the specification ("Ordering of children within a space"): `order`, then time, then room id. */
function parseChildren(value: unknown): HierarchyRoom["children"] {
  if (!Array.isArray(value)) return [];
  const children = value.filter(isJsonObject).flatMap((event) => {
    const roomId = parseRoomId(event["state_key"]);
    const content = isJsonObject(event["content"]) ? event["content"] : {};
    const via = stringsOf(content["via"]);
    if (event["type"] !== "m.space.child" || roomId === undefined || via.length === 0) return [];
    return [{ roomId, via, order: parseOrder(content), time: numberOr(event["origin_server_ts"]) ?? 0 }];
  });
  return children
    .toSorted((a, b) => compareOrder(a.order, b.order) || a.time - b.time || (a.roomId < b.roomId ? -1 : 1))
    .map(({ roomId, via }) => ({ roomId, via }));
}

function parseOrder(content: JsonObject): string | undefined {
  const order = stringOr(content["order"]);
  return order !== undefined && /^[\x20-\x7E]{1,50}$/.test(order) ? order : undefined;
}

/** Children with an order come before those without. */
function compareOrder(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined || a < b ? -1 : 1;
}

/** `unsigned.membership` is the reading account's own at that event (v1.11; MSC4115). */
function isReadAsMember(event: unknown): boolean {
  const unsigned = isJsonObject(event) ? event["unsigned"] : undefined;
  return isJsonObject(unsigned) && [unsigned["membership"], unsigned["io.element.msc4115.membership"]].includes("join");
}

function parseToken(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function textOr(value: unknown): string | undefined {
  return typeof value === "string" ? toWellFormedText(value) : undefined;
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string" && item !== "") : [];
}
