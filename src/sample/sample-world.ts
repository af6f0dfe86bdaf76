import type { RoomId, UserId } from "#matrix/ids.ts";
import type { Faults } from "./faults.ts";
import { mayPeek, maySee } from "./reader-access.ts";
import { Refusal } from "./refusal.ts";
import type { LogEntry, RoomLog } from "./room-log.ts";

/** Everything the endpoints of the sample homeserver know. */
export type SampleWorld = {
  readonly serverName: string;
  /** The one account that has a token; it never joined a room. */
  readonly readerId: UserId;
  readonly token: string;
  readonly logs: ReadonlyMap<string, RoomLog>;
  /** The room directory. */
  readonly aliases: ReadonlyMap<string, RoomId>;
  readonly baseUrl: () => string;
  readonly nowMs: () => number;
  readonly faults: () => Faults;
  /** How many pages of `/messages` were asked for since the faults were set. */
  readonly countMessagesPage: () => number;
};

/** The room of a request, if the reader may look into it; 403 otherwise, also for rooms that do not exist. */
export function readableRoom(world: SampleWorld, roomId: string): RoomLog {
  const log = world.logs.get(roomId);
  if (log !== undefined && mayPeek(log, world.readerId)) return log;
  throw new Refusal(403, "M_FORBIDDEN", `User ${world.readerId} not in room ${roomId}, and room previews are disabled`);
}

/** The room of a request that is judged event by event; 404 when there is none. */
export function knownRoom(world: SampleWorld, roomId: string): RoomLog {
  const log = world.logs.get(roomId);
  if (log === undefined) throw new Refusal(404, "M_NOT_FOUND", "Room not found");
  return log;
}

/** Whether the reader is served an event. The fault `ignoreVisibility` makes this a lie. */
export function isServed(world: SampleWorld, log: RoomLog, entry: LogEntry): boolean {
  return world.faults().ignoreVisibility === true || maySee(log, world.readerId, entry);
}
