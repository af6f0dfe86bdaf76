import type { JsonObject } from "#lib/json.ts";
import type { EventId, RoomId, UserId } from "./ids.ts";

/**
 * What Daybook keeps of an event of a room (spec: client-server API, "Room event format"). Nothing of `unsigned` is in it
 * but the fact of redaction: what servers bundle beside an event ignores history visibility.
 */
export type RoomEvent = {
  readonly eventId: EventId;
  readonly roomId: RoomId;
  readonly type: string;
  readonly sender: UserId;
  /** As the sender's server claims it, in milliseconds since 1970; any value, also impossible ones. */
  readonly originServerTs: number;
  /** Present on state events only. */
  readonly stateKey?: string;
  /** Well-formed text throughout; reply fallbacks stripped; empty when redacted but for what the protocol keeps. */
  readonly content: JsonObject;
  /** Targets of an `m.room.redaction`, from `content.redacts` or the older top-level key. */
  readonly redacts?: readonly EventId[];
  readonly redacted: boolean;
};

export type ParsedEvent =
  | { readonly kind: "event"; readonly event: RoomEvent }
  | { readonly kind: "malformed"; readonly eventId: EventId | undefined; readonly problem: string };
