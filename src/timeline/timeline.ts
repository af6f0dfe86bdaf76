import type { EventContent, TextContent } from "#matrix/content.ts";
import type { EventId, MxcUri, UserId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { ShortId } from "#lib/short-id.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { MemberChange } from "./member-change.ts";

/** An event that passed its verdict, with the place the archive gave it. The only kind of event `timeline` ever sees. */
export type PlacedEvent = {
  readonly event: RoomEvent;
  readonly shortId: ShortId;
  readonly day: CalendarDay;
  /** Part of a long day, from 1. */
  readonly part: number;
  /** Place within the room's topological order; sparse, unique within a room. */
  readonly position: number;
  /** False when the timestamp was impossible and the day is a neighbour's. */
  readonly timestampTrusted: boolean;
  /** The bridged network from which its sender writes. Absent: none. */
  readonly network?: string;
  /** A placeholder's content is gone; all other members are as they were. */
  readonly show: "publish" | "placeholder";
};

/** Everything one day needs, all of it already judged. */
export type FoldInput = {
  /** The day's own events, in topological order. */
  readonly events: readonly PlacedEvent[];
  /** Events from any day that relate to the day's own or to `targets`: edits, reactions, poll answers, poll ends. */
  readonly related: readonly PlacedEvent[];
  /** Reply targets and thread roots that may be shown, by id, whatever their day. */
  readonly targets: ReadonlyMap<EventId, PlacedEvent>;
  /** Ids of events that an edit waits for: it is valid but younger than the delay. */
  readonly editsWaiting: ReadonlySet<EventId>;
  /** Thread roots (by id) with what may be shown of their thread. */
  readonly threads: ReadonlyMap<EventId, ThreadSummary>;
  readonly nameAt: NameAt;
  /** Ends of polls that count although others made them: their senders may redact. Default: none. */
  readonly moderatorEnds?: ReadonlySet<EventId>;
  /** Default: nobody has a picture. */
  readonly avatarAt?: AvatarAt;
  /**
   * For each of the day's member events the one of the same person before it, where the archive has one that may be shown. Absent:
   * membership gives no lines.
   */
  readonly members?: ReadonlyMap<EventId, PlacedEvent>;
};

/** The display name in force for a user just before a position; undefined: none known, show the id. */
export type NameAt = (userId: UserId, position: number) => string | undefined;

/** The picture in force for a user just before a position; undefined: none. */
export type AvatarAt = (userId: UserId, position: number) => MxcUri | undefined;

export type ThreadSummary = {
  readonly replyCount: number;
  readonly lastReply: PlacedEvent | undefined;
};

/** One day of a room, folded: what a reader would see, in topological order. */
export type DayTimeline = { readonly items: readonly TimelineItem[] };

export type TimelineItem = MessageItem | RemovedItem | StateItem | MemberItem;

type ItemPlace = {
  readonly eventId: EventId;
  readonly shortId: ShortId;
  readonly part: number;
  readonly originServerTs: number;
  readonly timestampTrusted: boolean;
  readonly sender: TimelineSender;
};

/** Name as of the event; `userId` tells apart two people of one name. */
export type TimelineSender = {
  readonly userId: UserId;
  readonly displayName: string | undefined;
  /** The bridged network from which they write. Absent: none. */
  readonly network?: string;
  /** Their picture as of the event. Absent: none, or not to be shown. */
  readonly avatar?: MxcUri;
};

export type MessageItem = ItemPlace & {
  readonly kind: "message";
  /** After the newest valid edit. "awaiting-edit": the old wording is gone, the new one waits for the delay. */
  readonly content: Exclude<EventContent, { kind: "silent" }> | AwaitingEdit;
  readonly edited: boolean;
  readonly reply: Quote | undefined;
  readonly thread: ThreadMark | undefined;
  /** Most frequent first, then by key in code point order; one per sender and key. */
  readonly reactions: readonly {
    /** With `image`: the words that stand for it. */
    readonly key: string;
    readonly count: number;
    /** A picture for a key (MSC4027). */
    readonly image?: MxcUri;
  }[];
  readonly poll: PollTally | undefined;
  /** The message, and the edit that gave it its present content. */
  readonly contentFrom: readonly EventId[];
  /** Every event this item was drawn from: itself, its edit, reactions, votes, quoted target and that one's edit. */
  readonly drawnFrom: readonly EventId[];
};

/** Stands for the content of a message whose new wording is known but may not be shown yet. */
export type AwaitingEdit = { readonly kind: "awaiting-edit" };

/** A public message that is gone; a run of them is folded by the view. */
export type RemovedItem = ItemPlace & {
  readonly kind: "removed";
  readonly reason: "redacted" | "gone";
};

export type StateItem = ItemPlace & {
  readonly kind: "state";
  readonly content: Exclude<EventContent, TextContent>;
  readonly drawnFrom: readonly EventId[];
};

/** A change of somebody's membership, name or picture; a run of them is folded by the view. */
export type MemberItem = ItemPlace & {
  readonly kind: "member";
  /** Whose membership it is, by the name that stands after it; `sender` is who set it. */
  readonly member: TimelineSender;
  readonly change: MemberChange;
  /** Itself, and the event that it was compared with. */
  readonly drawnFrom: readonly EventId[];
};

export type Quote =
  | {
      readonly kind: "shown";
      readonly target: PlacedEvent;
      readonly sender: TimelineSender;
      /** The target as it is now, after its own edits. */
      readonly content: EventContent | AwaitingEdit;
      readonly drawnFrom: readonly EventId[];
    }
  | { readonly kind: "not-shown" };

export type ThreadMark =
  | {
      readonly kind: "root";
      readonly replyCount: number;
      readonly lastReply: PlacedEvent | undefined;
    }
  | { readonly kind: "reply"; readonly root: PlacedEvent | undefined };

export type PollTally = {
  readonly closed: boolean;
  /** undefined: an undisclosed poll that has not ended. */
  readonly answers: readonly { readonly text: string; readonly votes: number | undefined }[];
  readonly voters: number;
};
