import type { EventId, RoomId } from "#matrix/ids.ts";

/** What is wrong with the homeserver. Everything is optional: `{}` is a server in good health. */
export type Faults = {
  /** The first rule that applies answers in place of the server. */
  readonly rules?: readonly FaultRule[];
  /** Wait before each answer. */
  readonly latencyMs?: number;
  /** Most events on a page of `/messages`, whatever was asked. */
  readonly pageLimit?: number;
  /** Each n-th page of `/messages` is empty, with an `end` that leads on. */
  readonly emptyPageEvery?: number;
  /** This page of `/messages` (from 1) lacks its `end` although there is more. */
  readonly endMissingOnPage?: number;
  /** From this page of `/messages` (from 1) on, `end` is the token that was sent: an endless loop. */
  readonly tokenRepeatsFromPage?: number;
  /** Every page of `/messages` that touches one of these stretches is a 500, however small it is. */
  readonly brokenStretches?: readonly BrokenStretch[];
  readonly jumpToDate?: JumpToDate;
  /** The server's clock is ahead by this much: in `Date` headers and in the age of events. */
  readonly clockSkewMs?: number;
  /** A server from before v1.11: it has files under their old name alone. */
  readonly olderMedia?: boolean;
  /** The server lies: it serves events of closed times as if they were public. */
  readonly ignoreVisibility?: boolean;
  /** Called before a request is answered: a test changes a room in mid-crawl here. */
  readonly onRequest?: (request: { readonly endpoint: Endpoint; readonly nth: number }) => void;
};

export type JumpToDate =
  /** Default: stable and unstable name. */
  | "both"
  | "unstable-only"
  /** 404 `M_UNRECOGNIZED`. */
  | "missing"
  /** Names an event from the far end of the room. */
  | "outside-window"
  /** Names an event that `/event` and `/context` then do not know. */
  | "unknown-event";

export type BrokenStretch = { readonly roomId: RoomId; readonly oldest: EventId; readonly newest: EventId };

export type Endpoint =
  | "versions"
  | "well-known"
  | "whoami"
  | "joined-rooms"
  | "directory"
  | "summary"
  | "hierarchy"
  | "state"
  | "members"
  | "messages"
  | "context"
  | "event"
  | "relations"
  | "timestamp-to-event"
  | "media"
  | "unknown";

export type FaultRule = {
  /** Absent: every endpoint. */
  readonly endpoint?: Endpoint;
  /** Only requests about this room. */
  readonly roomId?: string;
  /** Only requests for this file. */
  readonly mediaId?: string;
  /** Applies from the n-th matching request (from 1, the default) … */
  readonly from?: number;
  /** … to this one, which is included; absent: for ever. */
  readonly until?: number;
  /** Of these, only each n-th. */
  readonly every?: number;
  readonly answer: FaultAnswer;
};

export type FaultAnswer =
  /** 429; the wait is told in the body (`retry_after_ms`), as a header in seconds or as a date, or not at all. */
  | { readonly kind: "rate-limited"; readonly told: "body" | "seconds" | "date" | "none"; readonly waitMs: number }
  | { readonly kind: "server-error"; readonly status: number }
  /** The connection breaks before the answer. */
  | { readonly kind: "reset" }
  /** Headers and the start of the body come, then nothing more for ever. */
  | { readonly kind: "stall" }
  /** A proxy's error page, or a login page in place of the API. */
  | { readonly kind: "html"; readonly status: number }
  /** 401 `M_UNKNOWN_TOKEN`. */
  | { readonly kind: "token-expired" }
  | { readonly kind: "forbidden" }
  | { readonly kind: "not-found" }
  /** 307 to another address. */
  | { readonly kind: "redirect"; readonly to: string }
  /** 200 with so many bytes of a file, and the length that is claimed; undefined: none is. */
  | { readonly kind: "file"; readonly sizeBytes: number; readonly claimedBytes: number | undefined }
  /** 200 with a body that never parses. */
  | { readonly kind: "broken-json" }
  /** 200 with a body of this many bytes. */
  | { readonly kind: "oversized"; readonly sizeBytes: number };
