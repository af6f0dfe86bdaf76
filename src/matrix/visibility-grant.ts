import type { EventId, UserId } from "./ids.ts";

/** The history visibility in force for a stretch of a room, and the state event that set it (spec: "Room history visibility"). */
export type VisibilityGrant = {
  /** The `m.room.history_visibility` event. */
  readonly eventId: EventId;
  /** The raw value; anything but `world_readable`, also a missing one, is closed. */
  readonly visibility: string | undefined;
  readonly sender: UserId;
  readonly originServerTs: number;
};

/** True for exactly `world_readable`: missing, unknown and malformed values count as closed. */
export function isOpen(grant: Pick<VisibilityGrant, "visibility"> | undefined): boolean {
  return grant?.visibility === "world_readable";
}
