import type { MxcUri, RoomId } from "./ids.ts";

/**
 * What an event has to say, read once from its `content` under stable and unstable names (spec: "Instant messaging";
 * MSC1767, MSC3245, MSC3381, MSC3488). Every JSON object gives one of these; what is malformed falls down the ladder
 * known type → text block or `body` → `unsupported`.
 */
export type EventContent =
  | TextContent
  | MediaContent
  | { readonly kind: "location"; readonly description: string | undefined }
  | PollContent
  | { readonly kind: "encrypted" }
  | { readonly kind: "call" }
  | StateContent
  /** One honest line that names the type. */
  | { readonly kind: "unsupported"; readonly type: string }
  /** Service events that say nothing to readers: read markers of bridges, verification, MatrixRTC members. */
  | { readonly kind: "silent" };

export type TextContent = {
  readonly kind: "text" | "notice" | "emote";
  /** Plain text, reply fallback stripped. */
  readonly body: string;
  /** `formatted_body` as it came, `<mx-reply>` stripped; undefined unless the format is `org.matrix.custom.html`. */
  readonly html: string | undefined;
  /** What the sender's client saw behind the links (MSC4095). Absent: nothing. */
  readonly previews?: readonly LinkPreview[];
};

/** One line each; either may be empty. */
export type LinkPreview = { readonly title: string; readonly description: string };

export type MediaContent = {
  readonly kind: "media";
  readonly media: "image" | "video" | "audio" | "voice" | "file" | "sticker";
  /** undefined: missing, malformed or encrypted. */
  readonly mxc: MxcUri | undefined;
  readonly encrypted: boolean;
  /** As claimed; any text. Empty when there is none. */
  readonly fileName: string;
  /** Present when `body` differs from `filename` (v1.10). */
  readonly caption: { readonly body: string; readonly html: string | undefined } | undefined;
  readonly mimeType: string | undefined;
  readonly sizeBytes: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly durationMs: number | undefined;
  /** The still of a video, where the event carries one that is not encrypted. Absent: none. */
  readonly poster?: MxcUri;
  /** Loudness of a voice message over its length (MSC1767), 0 to 1; at most 60 values. Absent: none. */
  readonly waveform?: readonly number[];
  /** The further items of a gallery (MSC4274), in order, without captions of the whole. Absent: not a gallery. */
  readonly more?: readonly MediaContent[];
};

export type PollContent = {
  readonly kind: "poll";
  readonly question: string;
  /** At most 20. */
  readonly answers: readonly { readonly id: string; readonly text: string }[];
  readonly disclosed: boolean;
  readonly maxSelections: number;
};

export type StateContent =
  | { readonly kind: "room-name"; readonly name: string | undefined }
  | {
      readonly kind: "room-topic";
      readonly topic: string | undefined;
      /** Where it comes as HTML alone. Absent: it has plain words, or none at all. */
      readonly html?: string;
    }
  | { readonly kind: "room-avatar" }
  | { readonly kind: "room-alias" }
  | { readonly kind: "room-pins" }
  /** `from`: the room that was upgraded to it, as its creator says. Absent: none. */
  | { readonly kind: "room-created"; readonly from?: RoomId }
  /** `to`: the room that takes its place. Absent: none is named. */
  | { readonly kind: "room-upgraded"; readonly to?: RoomId }
  | {
      readonly kind: "room-rules";
      readonly what: "power-levels" | "join-rules" | "guest-access" | "server-acl" | "policy";
    }
  | { readonly kind: "room-encryption" }
  | { readonly kind: "room-visibility"; readonly visibility: string | undefined }
  /** `name`: what its adder calls it. Absent: nothing. */
  | { readonly kind: "widget"; readonly name?: string }
  | {
      readonly kind: "member";
      /** undefined: none that the specification knows. */
      readonly membership: string | undefined;
      readonly displayName: string | undefined;
      readonly avatar: MxcUri | undefined;
    };
