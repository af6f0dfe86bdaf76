import { Refusal } from "#sample/refusal.ts";
import { orderOf } from "#sample/room-log.ts";
import type { LogEntry } from "#sample/room-log.ts";
import { relationOf } from "#sample/sample-event.ts";
import { eventIdFor } from "#sample/sample-ids.ts";
import { isServed, knownRoom, readableRoom } from "#sample/sample-world.ts";
import type { SampleWorld } from "#sample/sample-world.ts";
import { serialiseEvent, serialiseEvents } from "#sample/serialise-event.ts";
import { param } from "./endpoint.ts";
import type { EndpointRequest } from "./endpoint.ts";

/** `GET /v3/rooms/{roomId}/event/{eventId}`: the original event; unknown and not visible are both 404. */
export function answerEvent(request: EndpointRequest): string {
  const { world } = request;
  const log = knownRoom(world, param(request, "roomId"));
  const entry = log.find(param(request, "eventId"));
  if (entry === undefined || !isServed(world, log, entry)) {
    throw new Refusal(404, "M_NOT_FOUND", "Event not found.");
  }
  return serialiseEvent(world, log, entry);
}

/** `GET /v1/rooms/{roomId}/relations/{eventId}[/{relType}[/{eventType}]]`: visible children, newest first. */
export function answerRelations(request: EndpointRequest): string {
  const { world, params, query } = request;
  const log = readableRoom(world, param(request, "roomId"));
  const entry = log.find(param(request, "eventId"));
  if (entry === undefined || !isServed(world, log, entry)) {
    throw new Refusal(404, "M_NOT_FOUND", "Unknown parent event.");
  }
  const { relType, eventType } = params;
  const offset = Number(query.get("from") ?? 0) || 0;
  const limit = Math.min(Number(query.get("limit") ?? 5) || 5, 1_000);
  const children = log
    .childrenOf(entry.event.eventId)
    .filter((child) => relType === undefined || relationOf(child.event)?.relType === relType)
    .filter((child) => eventType === undefined || child.event.type === eventType)
    .filter((child) => isServed(world, log, child))
    .toReversed();
  const page = children.slice(offset, offset + limit);
  const next = offset + limit < children.length ? `,"next_batch":"${offset + limit}"` : "";
  return `{"chunk":${serialiseEvents(world, log, page)}${next}}`;
}

/**
 * `GET /v1/rooms/{roomId}/timestamp_to_event`: inclusive both ways and not filtered by visibility (trap T3). Past the ends:
 * 404. The fault `jumpToDate` makes it lie.
 */
export function answerTimestampToEvent(request: EndpointRequest): string {
  const { world, query } = request;
  const jumpToDate = world.faults().jumpToDate ?? "both";
  const isStable = param(request, "version") === "v1";
  if (jumpToDate === "missing" || (jumpToDate === "unstable-only" && isStable)) {
    throw new Refusal(404, "M_UNRECOGNIZED", "Unrecognized request");
  }
  const log = readableRoom(world, param(request, "roomId"));
  const timestampMs = Number(query.get("ts") ?? Number.NaN);
  const direction = query.get("dir") ?? "f";
  if (!Number.isInteger(timestampMs) || (direction !== "b" && direction !== "f")) {
    throw new Refusal(400, "M_INVALID_PARAM", "ts must be an integer and dir one of b and f");
  }
  const found = log.findNearest(timestampMs, direction);
  if (found === undefined) throw new Refusal(404, "M_NOT_FOUND", "Unable to find event");
  return JSON.stringify(namedEvent(world, found, () => log.entryAt(direction === "b" ? log.size - 1 : 0)));
}

function namedEvent(world: SampleWorld, found: LogEntry, farEnd: () => LogEntry): Record<string, unknown> {
  const { jumpToDate } = world.faults();
  const { event } = jumpToDate === "outside-window" ? farEnd() : found;
  const eventId = jumpToDate === "unknown-event" ? eventIdFor(`unknown ${orderOf(found)}`) : event.eventId;
  return { event_id: eventId, origin_server_ts: event.originServerTs };
}
