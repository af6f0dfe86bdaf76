import type { JsonObject } from "#lib/json.ts";
import { isOpen, membershipAt } from "#sample/reader-access.ts";
import { Refusal } from "#sample/refusal.ts";
import type { RoomLog } from "#sample/room-log.ts";
import { contentInForce, stateEventAt, stateText, stateUpTo } from "#sample/room-state.ts";
import type { SampleWorld } from "#sample/sample-world.ts";
import { param } from "./endpoint.ts";
import type { EndpointRequest } from "./endpoint.ts";

/** Synapse's most rooms on a page of `/hierarchy`. */
const hierarchyPage = 50;

/** `GET /v3/directory/room/{alias}`: needs no token. */
export function answerDirectory(request: EndpointRequest): string {
  const { world } = request;
  const alias = param(request, "alias");
  const roomId = world.aliases.get(alias);
  if (roomId === undefined) throw new Refusal(404, "M_NOT_FOUND", `Room alias ${alias} not found`);
  return JSON.stringify({ room_id: roomId, servers: [world.serverName] });
}

/** `GET /v1/room_summary/{idOrAlias}`: needs no token; for rooms that anybody may read or join. */
export function answerSummary(request: EndpointRequest): string {
  const { world, query } = request;
  const room = param(request, "room");
  const log = world.logs.get(world.aliases.get(room) ?? room);
  if (log !== undefined && isListed(log)) return JSON.stringify(summaryOf(log));
  if (log === undefined && room.startsWith("!") && !query.has("via")) {
    throw new Refusal(400, "M_INVALID_PARAM", "Missing via for a room this server does not know");
  }
  throw new Refusal(404, "M_NOT_FOUND", "Room not found or not accessible");
}

/** `GET /v1/rooms/{roomId}/hierarchy`: a space and the rooms below it that the reader may know of, depth first. */
export function answerHierarchy(request: EndpointRequest): string {
  const { world, query } = request;
  const root = world.logs.get(param(request, "roomId"));
  if (root === undefined || !isListed(root)) throw new Refusal(403, "M_FORBIDDEN", "Room not accessible");
  const rooms = walk(world, root, Number(query.get("max_depth") ?? Number.POSITIVE_INFINITY));
  const offset = Number(query.get("from") ?? 0) || 0;
  const limit = Math.min(Number(query.get("limit") ?? hierarchyPage) || hierarchyPage, hierarchyPage);
  const next = offset + limit < rooms.length ? { next_batch: String(offset + limit) } : {};
  return JSON.stringify({ rooms: rooms.slice(offset, offset + limit), ...next });
}

function walk(world: SampleWorld, root: RoomLog, maxDepth: number): readonly JsonObject[] {
  const seen = new Set<RoomLog>();
  const visit = (log: RoomLog, depth: number): readonly JsonObject[] => {
    if (seen.has(log) || !isListed(log)) return [];
    seen.add(log);
    const children = childrenState(log);
    const below = depth >= maxDepth ? [] : children.map(({ state_key: childId }) => world.logs.get(childId));
    const room = { ...summaryOf(log), children_state: children };
    return [room, ...below.flatMap((child) => (child === undefined ? [] : visit(child, depth + 1)))];
  };
  return visit(root, 0);
}

function childrenState(log: RoomLog): readonly (JsonObject & { readonly state_key: string })[] {
  return stateUpTo(log)
    .map(({ event }) => ({ event, content: contentInForce(log, event) }))
    .filter(({ event, content }) => event.type === "m.space.child" && Array.isArray(content["via"]))
    .map(({ event, content }) => ({
      type: event.type,
      state_key: event.stateKey ?? "",
      content,
      sender: event.sender,
      origin_server_ts: event.originServerTs,
    }));
}

function isListed(log: RoomLog): boolean {
  return isOpen(log) || ["public", "knock"].includes(stateText(log, "m.room.join_rules", "join_rule") ?? "");
}

function summaryOf(log: RoomLog): JsonObject {
  const create = stateEventAt(log, "m.room.create", "")?.event.content ?? {};
  const joined = stateUpTo(log).filter(
    ({ event }) => event.type === "m.room.member" && membershipAt(log, event.stateKey ?? "") === "join",
  );
  const members = {
    room_id: log.roomId,
    name: stateText(log, "m.room.name", "name"),
    topic: stateText(log, "m.room.topic", "topic"),
    avatar_url: stateText(log, "m.room.avatar", "url"),
    canonical_alias: stateText(log, "m.room.canonical_alias", "alias"),
    num_joined_members: joined.length,
    join_rule: stateText(log, "m.room.join_rules", "join_rule") ?? "invite",
    world_readable: isOpen(log),
    guest_can_join: stateText(log, "m.room.guest_access", "guest_access") === "can_join",
    room_type: create["type"],
    room_version: create["room_version"] ?? "1",
    encryption: stateText(log, "m.room.encryption", "algorithm"),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
