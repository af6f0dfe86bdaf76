import { stateEventAt, stateText } from "./room-state.ts";
import { orderOf } from "./room-log.ts";
import type { LogEntry, RoomLog } from "./room-log.ts";

/** True when the room's history visibility is `world_readable` after everything up to an order (default: now). */
export function isOpen(log: RoomLog, order?: number): boolean {
  return stateText(log, "m.room.history_visibility", "history_visibility", order) === "world_readable";
}

/** Whether the account may look into the room at all: it is open now, or the account is or was a member (protocol trap T6). */
export function mayPeek(log: RoomLog, readerId: string): boolean {
  return isOpen(log) || ["join", "leave"].includes(membershipAt(log, readerId) ?? "");
}

/**
 * Whether one event is visible to the account: the room was open at that event; for a change of visibility, before or after it;
 * or the account was joined (spec: "Room history visibility").
 */
export function maySee(log: RoomLog, readerId: string, entry: LogEntry): boolean {
  const order = orderOf(entry);
  if (isOpen(log, order) || membershipAt(log, readerId, order) === "join") return true;
  const { type, stateKey } = entry.event;
  return type === "m.room.history_visibility" && stateKey === "" && isOpen(log, order - 1);
}

/** The account's membership after everything up to an order (default: now). */
export function membershipAt(log: RoomLog, userId: string, order?: number): string | undefined {
  const membership = stateEventAt(log, "m.room.member", userId, order)?.event.content["membership"];
  return typeof membership === "string" ? membership : undefined;
}
