import type { Config } from "#config/config.ts";
import type { HierarchyRoom, Homeserver } from "#matrix/homeserver.ts";
import { parseRoomAlias, parseRoomId, type RoomAlias, type RoomId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { ProposedRoom } from "./plan-report.ts";

export type Proposals = { readonly proposed: readonly ProposedRoom[]; readonly warnings: readonly string[] };

export type SpacesToAsk = {
  readonly config: Config;
  readonly homeserver: Homeserver;
  /** Rooms that the configuration lists. */
  readonly listed: ReadonlySet<RoomId>;
  /** Levels of spaces within spaces. */
  readonly maxDepth?: number;
  /** Rooms and spaces looked at below one space. */
  readonly maxRooms?: number;
};

/**
 * Rooms below the configured spaces that could be listed too, each once. Named is only what is public knowledge: rooms that anyone
 * may read or join. A space that cannot be asked gives a warning. Throws `MatrixApiError` only when the token is refused.
 */
export async function proposeRooms({
  config,
  homeserver,
  listed,
  maxDepth = 5,
  maxRooms = 1000,
}: SpacesToAsk): Promise<Proposals> {
  const found = new Map<RoomId, ProposedRoom>();
  const warnings: string[] = [];
  for (const { space } of config.spaces) {
    try {
      const rooms = await roomsBelow(homeserver, space, { maxDepth, maxRooms });
      if (rooms.length > maxRooms)
        warnings.push(`${space}: only the first ${maxRooms.toLocaleString("en")} of its rooms were looked at.`);
      for (const room of rooms.slice(0, maxRooms)) {
        const isKnown = found.has(room.roomId) || listed.has(room.roomId) || isListedByAlias(config, room);
        if (!isKnown && mayBeProposed(room)) found.set(room.roomId, toProposal(space, room));
      }
    } catch (error) {
      if (!(error instanceof MatrixApiError) || error.kind === "unauthorized") throw error;
      warnings.push(`${space}: the rooms of this space could not be asked for. ${error.message}`);
    }
  }
  return { proposed: [...found.values()], warnings };
}

/** One more than `maxRooms` tells that there are more. */
async function roomsBelow(
  homeserver: Homeserver,
  space: RoomId | RoomAlias,
  { maxDepth, maxRooms }: { maxDepth: number; maxRooms: number },
): Promise<readonly HierarchyRoom[]> {
  const alias = parseRoomAlias(space);
  const spaceId = alias === undefined ? parseRoomId(space) : (await homeserver.fetchRoomIdForAlias(alias))?.roomId;
  if (spaceId === undefined) {
    throw new MatrixApiError("No space is known under this alias: it is misspelt, or was removed.", {
      kind: "not-found",
    });
  }
  const rooms: HierarchyRoom[] = [];
  for await (const room of homeserver.fetchHierarchy(spaceId, { maxDepth })) {
    if (room.roomId === spaceId) continue;
    rooms.push(room);
    if (rooms.length > maxRooms) break;
  }
  return rooms;
}

/** A listed room whose alias could not be resolved is no proposal either. */
function isListedByAlias({ rooms }: Config, { canonicalAlias }: HierarchyRoom): boolean {
  return rooms.some(({ room }) => room === canonicalAlias);
}

/** The server names rooms that the reading account may know of; what only its members know stays out of a report. */
function mayBeProposed({ worldReadable, joinRule, roomType, encryption }: HierarchyRoom): boolean {
  const isPublic = worldReadable || joinRule === "public";
  return isPublic && roomType === undefined && encryption === undefined;
}

function toProposal(space: string, { roomId, canonicalAlias, name, worldReadable }: HierarchyRoom): ProposedRoom {
  return { space, roomId, alias: canonicalAlias, name, worldReadable };
}
