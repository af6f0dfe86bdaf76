import { Refusal } from "#sample/refusal.ts";
import { contentInForce, stateEventAt, stateUpTo } from "#sample/room-state.ts";
import { readableRoom } from "#sample/sample-world.ts";
import { serialiseEvent, serialiseEvents } from "#sample/serialise-event.ts";
import { param } from "./endpoint.ts";
import type { EndpointRequest } from "./endpoint.ts";

/** `GET /v3/rooms/{roomId}/state`: everything in force now, set in closed times or not (trap T4). */
export function answerState(request: EndpointRequest): string {
  const log = readableRoom(request.world, param(request, "roomId"));
  return serialiseEvents(request.world, log, stateUpTo(log));
}

/** `GET /v3/rooms/{roomId}/state/{type}/{key}`: the content, or with `format=event` the whole event. */
export function answerStateEvent(request: EndpointRequest): string {
  const { world, params, query } = request;
  const log = readableRoom(world, param(request, "roomId"));
  const entry = stateEventAt(log, param(request, "type"), params["stateKey"] ?? "");
  if (entry === undefined) throw new Refusal(404, "M_NOT_FOUND", "Event not found.");
  if (query.get("format") === "event") return serialiseEvent(world, log, entry);
  return JSON.stringify(contentInForce(log, entry.event));
}

/** `GET /v3/rooms/{roomId}/members`: all member events in force now. */
export function answerMembers(request: EndpointRequest): string {
  const log = readableRoom(request.world, param(request, "roomId"));
  const members = stateUpTo(log).filter(({ event }) => event.type === "m.room.member");
  return `{"chunk":${serialiseEvents(request.world, log, members)}}`;
}
