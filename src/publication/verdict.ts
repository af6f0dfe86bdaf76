import type { EventId, UserId } from "#matrix/ids.ts";

/** The state event that opened (or closed) the room for the stretch an event lies in. */
export type Grant = {
  /** `m.room.history_visibility` event; undefined only where a server names no event for the state in force. */
  readonly eventId: EventId | undefined;
  /** The raw value; anything but `world_readable` is closed. */
  readonly visibility: string | undefined;
  readonly sender: UserId | undefined;
  readonly originServerTs: number | undefined;
};

/** Why something is not published, one name for each line of the rule in docs/publication.md. */
export type Reason =
  | "not-listed"
  | "closed-now"
  | "encrypted"
  | "not-a-chat"
  | "refused-by-room"
  | "bridge-without-consent"
  | "network-never-published"
  | "not-public-when-sent"
  | "redacted"
  | "gone"
  | "removed"
  | "opted-out"
  | "policy-list"
  | "too-young"
  | "private-by-nature"
  | "hidden"
  | "off-record"
  /** The server could not be asked, or its answer could not be read: unknown means no. */
  | "unknown";

/** May one event be shown, and why. A placeholder is one neutral line where a public message stood. */
export type Verdict =
  | { readonly show: "publish"; readonly because: Grant }
  | { readonly show: "placeholder" | "nothing"; readonly because: Reason };

/** May anything of a room be shown. */
export type RoomVerdict =
  | { readonly open: true; readonly because: Grant }
  | { readonly open: false; readonly because: Reason };
