import type { RoomEvent } from "#matrix/room-event.ts";
import { isOpen, type VisibilityGrant } from "#matrix/visibility-grant.ts";

/** The visibility that decides over one event, and the one that held below it. undefined: not known. */
export type Governing = {
  readonly at: VisibilityGrant | undefined;
  /** Only asked for a change of visibility, which is public when either side is open. */
  readonly before: VisibilityGrant | undefined;
};

/**
 * Was the event public when it was sent? The state in force at the event counts, never a later one; a change of visibility
 * is public when the value before or after it is open (spec: "Room history visibility"). Gives the grant that made it
 * public, or the reason why it is not.
 */
export function judgeSending(
  event: RoomEvent,
  { at, before }: Governing,
):
  | { readonly public: true; readonly because: VisibilityGrant }
  | { readonly public: false; readonly because: "not-public-when-sent" | "unknown" } {
  if (at !== undefined && isOpen(at)) return { public: true, because: at };
  if (isVisibilityChange(event) && before !== undefined && isOpen(before)) return { public: true, because: before };
  const unknown = at === undefined || (isVisibilityChange(event) && before === undefined);
  return { public: false, because: unknown ? "unknown" : "not-public-when-sent" };
}

/** True for the one state event that sets a room's history visibility. */
export function isVisibilityChange(event: RoomEvent): boolean {
  return event.type === "m.room.history_visibility" && event.stateKey === "";
}
