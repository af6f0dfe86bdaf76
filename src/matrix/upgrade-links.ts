import { isJsonObject, type JsonObject } from "#lib/json.ts";
import { parseRoomId, type EventId, type RoomId } from "./ids.ts";
import type { RoomEvent } from "./room-event.ts";

/** What a room says of another one that replaces it or that it replaces. */
export type UpgradeLink = {
  readonly roomId: RoomId;
  /** The state event that says so. */
  readonly eventId: EventId;
  /** Its sender's server, which knew the other room then. */
  readonly via: string;
};

/** Both links of a room, by its state in force (spec: "Room upgrades"). What is malformed is not there. */
type UpgradeLinks = {
  readonly successor: UpgradeLink | undefined;
  readonly predecessor: UpgradeLink | undefined;
};

/** State that names a room's predecessor, the one that counts first: MSC3946 says later what creation did not. */
export const predecessorTypes = ["m.room.predecessor", "org.matrix.msc3946.room_predecessor", "m.room.create"] as const;

type PredecessorType = (typeof predecessorTypes)[number];

export function upgradeLinks(state: readonly RoomEvent[]): UpgradeLinks {
  const find = (type: string) => state.find((event) => event.type === type && event.stateKey === "");
  const predecessors = predecessorTypes.map((type) =>
    linkFrom(find(type), (content) => predecessorNamedBy(type, content)),
  );
  return {
    successor: linkFrom(find("m.room.tombstone"), successorNamedBy),
    predecessor: predecessors.find((link) => link !== undefined),
  };
}

/** By the content of `m.room.tombstone`. */
export function successorNamedBy(content: JsonObject): RoomId | undefined {
  return parseRoomId(content["replacement_room"]);
}

/** By the content of an event of this type. */
export function predecessorNamedBy(type: PredecessorType, content: JsonObject): RoomId | undefined {
  if (type !== "m.room.create") return parseRoomId(content["predecessor_room_id"]);
  const predecessor = content["predecessor"];
  return isJsonObject(predecessor) ? parseRoomId(predecessor["room_id"]) : undefined;
}

function linkFrom(
  event: RoomEvent | undefined,
  roomIn: (content: JsonObject) => RoomId | undefined,
): UpgradeLink | undefined {
  const roomId = event && roomIn(event.content);
  return roomId && { roomId, eventId: event.eventId, via: event.sender.slice(event.sender.indexOf(":") + 1) };
}
