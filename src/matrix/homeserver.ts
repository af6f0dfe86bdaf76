import type { JsonObject } from "#lib/json.ts";
import type { EventId, MxcUri, RoomAlias, RoomId, UserId } from "./ids.ts";
import type { ParsedEvent, RoomEvent } from "./room-event.ts";

/**
 * The verbs of the client-server API that a reader needs. Nothing here can write to a homeserver.
 * Every verb throws `MatrixApiError` when the server gave no usable answer after its retries; where "there is none" is an
 * ordinary answer, the result is undefined instead.
 */
export interface Homeserver {
  /** Base address without trailing slash. */
  readonly baseUrl: string;
  /** Requests sent since creation, retries included. */
  readonly requestCount: number;
  fetchWhoami(): Promise<{ readonly userId: UserId }>;
  /** undefined: the directory does not know the alias. */
  fetchRoomIdForAlias(
    alias: RoomAlias,
  ): Promise<{ readonly roomId: RoomId; readonly via: readonly string[] } | undefined>;
  /** undefined: unknown room, or a server without room summaries (MSC3266, v1.15). */
  fetchRoomSummary(room: RoomId | RoomAlias, options?: { via?: readonly string[] }): Promise<RoomSummary | undefined>;
  /** Content of one state event as it is in force now; undefined when there is none (404). 403 throws. */
  fetchStateContent(roomId: RoomId, type: string, stateKey: string): Promise<JsonObject | undefined>;
  /** All state in force now, members included: for rooms that delivered no event to ask `fetchContext` about. */
  fetchState(roomId: RoomId): Promise<readonly ParsedEvent[]>;
  fetchMessages(roomId: RoomId, options: MessagesOptions): Promise<MessagesPage>;
  /**
   * `/context` with `limit=0`: tokens at the event and the state after it, members left out. undefined: the event is
   * unknown or not visible (403, 404), which is normal after jump-to-date.
   */
  fetchContext(roomId: RoomId, eventId: EventId): Promise<EventContext | undefined>;
  /** Jump-to-date (MSC3030, v1.6). undefined: nothing there. Throws kind "unsupported" when the server lacks it. */
  fetchEventAtTime(
    roomId: RoomId,
    timestampMs: number,
    direction: "backward" | "forward",
  ): Promise<EventAtTime | undefined>;
  /** undefined: unknown or not visible; the two cannot be told apart. */
  fetchEvent(roomId: RoomId, eventId: EventId): Promise<ParsedEvent | undefined>;
  /**
   * Streams a file to disk, where nothing is left of one that did not arrive whole. "gone": the server says that there is no such
   * file, or that nobody may have it; "too-large": it has more bytes than the limit.
   */
  fetchMedia(mxc: MxcUri, to: { readonly file: string; readonly limitBytes: number }): Promise<FetchedMedia>;
  /** Does the server still give this file? Asks for it and reads none of it. */
  hasMedia(mxc: MxcUri): Promise<boolean>;
  /** Pages through a space's children, in the server's order (MSC2946, v1.2). */
  fetchHierarchy(spaceId: RoomId, options?: { maxDepth?: number }): AsyncIterable<HierarchyRoom>;
}

/** `sha256`: of the bytes, in hex. */
export type FetchedMedia =
  | { readonly kind: "file"; readonly sizeBytes: number; readonly sha256: string }
  | { readonly kind: "gone" }
  | { readonly kind: "too-large" };

export type MessagesOptions = {
  /** `end` of an earlier page or of a context; absent: the newest event (backward) or the oldest (forward). */
  readonly from?: string | undefined;
  /** Events wanted, 1 to 1000. */
  readonly limit: number;
  readonly direction: "backward" | "forward";
};

export type MessagesPage = {
  /** In the server's order: newest first when paging backward. */
  readonly events: readonly ParsedEvent[];
  /** Where to go on; undefined is the only sign of the end. */
  readonly end: string | undefined;
  /** True when the server said that the reading account is joined at one of the events (`unsigned.membership`, v1.11). */
  readonly readAsMember: boolean;
  readonly sizeBytes: number;
};

export type EventContext = {
  readonly event: ParsedEvent;
  /** For paging backward, the event itself included when used with direction "backward" at limit 0. */
  readonly end: string | undefined;
  readonly start: string | undefined;
  /** State after the event, without members. */
  readonly state: readonly RoomEvent[];
};

export type EventAtTime = { readonly eventId: EventId; readonly originServerTs: number };

export type RoomSummary = {
  readonly roomId: RoomId;
  readonly name: string | undefined;
  readonly topic: string | undefined;
  readonly canonicalAlias: RoomAlias | undefined;
  readonly joinedMemberCount: number | undefined;
  readonly joinRule: string | undefined;
  readonly worldReadable: boolean;
  readonly roomType: string | undefined;
  readonly roomVersion: string | undefined;
  readonly encryption: string | undefined;
};

export type HierarchyRoom = RoomSummary & {
  /** Children named by `m.space.child` events with a valid `via`, in the order of the specification. */
  readonly children: readonly { readonly roomId: RoomId; readonly via: readonly string[] }[];
};
