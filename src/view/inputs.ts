import type { CalendarDay } from "#lib/calendar-day.ts";
import type { KnownMedia } from "#lib/safe-media.ts";
import type { ShortId } from "#lib/short-id.ts";
import type { EventId, MxcUri, RoomAlias, RoomId } from "#matrix/ids.ts";
import type { PlaceTarget } from "#message/matrix-target.ts";
import type { DayTimeline, MessageItem } from "#timeline/timeline.ts";

/** What every page knows of its site; from the configuration alone. */
export type SiteInfo = {
  /** Absolute address with trailing slash; its path is the base path. */
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** BCP 47 tag: words of the interface, dates. */
  readonly language: string;
  /** `mailto:` or `https:`. */
  readonly contact: string;
  /** Where media are published, with trailing slash; undefined: below the site's own address. */
  readonly mediaUrl: string | undefined;
  readonly legal: readonly { readonly label: string; readonly url: string }[];
  /** True when a room of the site may be indexed; then the site has a feed and its own pages may be indexed too. */
  readonly indexed: boolean;
  /** Readers that are language models are welcome. Absent: they are not. */
  readonly forAgents?: boolean;
  /** Name of the operator's file for the head of each page. Absent: none. */
  readonly logo?: string | undefined;
  /** Pages have the operator's colour. Absent: the site's own. */
  readonly hasAccent?: boolean;
  /** Indexed rooms have their days as Markdown too. Absent: no. */
  readonly textTwins?: boolean;
};

/** A published room: what is fixed, what its state in force says, and why it is here. */
export type RoomInfo = {
  readonly slug: string;
  /** Fixed at first publication; day, month and year pages use this one. */
  readonly title: string;
  readonly roomId: RoomId;
  readonly alias: RoomAlias | undefined;
  /** Name and topic as they are now; on the site's and the room's own pages only. No name: none, or a title is configured. */
  readonly currentName: string | undefined;
  readonly topic: string | undefined;
  /** Its picture as it is now; on the site's and the room's own pages only. Absent: none. */
  readonly avatar?: MxcUri;
  /** Servers through which others can join. */
  readonly via: readonly string[];
  /** Rooms that were upgraded and are shown under the same slug, oldest first; `roomId` is the newest. Absent: none. */
  readonly earlierRooms?: readonly { readonly roomId: RoomId; readonly via: readonly string[] }[];
  /** A published room with a slug of its own that this one was upgraded from. Absent: none. */
  readonly upgradedFrom?: UpgradedRoom;
  /** The same that this one was upgraded to. */
  readonly upgradedTo?: UpgradedRoom;
  readonly index: boolean;
  /** Names are replaced; then no link leads to a single event in a client, which would name its sender. */
  readonly pseudonyms: boolean;
  /** The networks whose people alone have other names. Absent: nobody has, or everyone. */
  readonly hiddenNetworks?: readonly string[];
  /** Replies from which on a thread has a page of its own. Absent: none has. */
  readonly threads?: number;
  /** Which files its pages may show. */
  readonly media: "none" | "thumbnails" | "full";
  /** Rooms of other networks that it is joined to, with their consent. Absent: none. */
  readonly bridges?: readonly { readonly network: string; readonly channel: string }[];
  /** The room's own or the site's: for the text of messages. */
  readonly language: string;
  /** The room's own or the site's. */
  readonly contact: string;
};

/** A room beside this one in an upgrade, with a page of its own. */
export type UpgradedRoom = { readonly roomId: RoomId; readonly slug: string; readonly title: string };

/** The state event that opened a stretch of the history. Times as the event's server claims them, also impossible ones. */
export type Opening = {
  readonly eventId: EventId | undefined;
  /** Name at that time, or id; undefined when that person is not to be named. */
  readonly openedBy: string | undefined;
  readonly openedMs: number | undefined;
  /** undefined: it lasts, or its end is not recorded. */
  readonly closedMs: number | undefined;
  /** The earlier room of the series that it opened. Absent: the newest. */
  readonly roomId?: RoomId;
};

/** What a room's About page tells beside `RoomInfo`. */
export type RoomRecord = {
  /** What opened the history now in force. */
  readonly grant: Opening;
  /** What opened it before, oldest first, as far as it was fetched. */
  readonly earlier: readonly Opening[];
  /** The rooms of the series before the newest, oldest first: what opened each, and when it was upgraded. Absent: there is one. */
  readonly upgrades?: readonly { readonly grant: Opening; readonly on: CalendarDay | undefined }[];
  readonly leftOut: {
    /** Nothing older was fetched. */
    readonly since: CalendarDay | undefined;
    /** Messages that begin so stay out. */
    readonly offRecord: string | undefined;
    readonly followsBanLists: boolean;
    /** Whether those who came and went are left out. */
    readonly members: "hide" | "fold";
  };
  /** Events that the page tells of, of those that may be shown themselves. */
  readonly drawnFrom: readonly EventId[];
  /** As in `m.room.join_rules`; undefined: not known. */
  readonly joinRule: string | undefined;
  readonly archivedSince: CalendarDay | undefined;
  readonly delayMs: number;
  readonly decision: { readonly by: string; readonly on: CalendarDay; readonly why: string } | undefined;
  readonly bridges: readonly {
    readonly network: string;
    readonly channel: string;
    readonly agreedBy: string;
    readonly on: CalendarDay;
    readonly evidence: string;
  }[];
};

/** How far a room's history is known. */
export type RoomCoverage = {
  /** True when the history is known back to its readable start and has no hole. */
  readonly complete: boolean;
  /** First day with anything known, where the history is not known to its start. */
  readonly knownFrom: CalendarDay | undefined;
  readonly holes: readonly {
    readonly from: CalendarDay | undefined;
    readonly to: CalendarDay | undefined;
  }[];
};

/** Counts for cards and calendars, from the store, over days that have a page. */
export type RoomActivity = {
  readonly messageCount: number;
  readonly dayCount: number;
  readonly firstDay: CalendarDay | undefined;
  readonly lastDay: CalendarDay | undefined;
  /** Months that have a page, oldest first. */
  readonly months: readonly MonthCount[];
};

/** `month` is `YYYY-MM`. */
export type MonthCount = { readonly month: string; readonly messageCount: number };

/** A day that has a page: enough for calendars. */
export type DayCount = { readonly day: CalendarDay; readonly messageCount: number };

/** A day in lists, feeds and month pages; `toDaySummary` makes the parts that come from the timeline. */
export type DaySummary = DayCount & {
  readonly partCount: number;
  /** First messages of the day, at most three, as plain text; empty when nothing has words. */
  readonly opening: readonly OpeningLine[];
};

export type OpeningLine = {
  readonly author: string;
  readonly text: string;
  /** The message and its edit. */
  readonly drawnFrom: readonly EventId[];
};

/** A message that moderators have pinned, as it is now. */
export type PinnedMessage = { readonly item: MessageItem; readonly day: CalendarDay };

/** A thread with a page of its own, as lists tell of it. */
export type ListedThread = {
  readonly shortId: ShortId;
  readonly replyCount: number;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
  /** undefined: the message with which it began is not shown. */
  readonly root: MessageItem | undefined;
};

/** A room with its counts, as the home page lists it. */
export type ListedRoom = {
  readonly room: RoomInfo;
  readonly activity: RoomActivity;
  /** What is known of the room's picture. Default: nothing. */
  readonly media?: MediaKnown;
};

/** The page of this archive that a link to a room or event should lead to; undefined: none, the link leads out. */
export type LinkFor = (target: PlaceTarget) => string | undefined;

/** What is known of strangers' files, by address. */
export type MediaKnown = ReadonlyMap<string, KnownMedia>;

/** One page of a day. `timeline` holds the whole day, all parts. */
export type DayInput = {
  readonly day: CalendarDay;
  readonly part: number;
  readonly timeline: DayTimeline;
  /** Neighbouring days that have a page. */
  readonly previous: CalendarDay | undefined;
  readonly next: CalendarDay | undefined;
  /** The room in which this was said, where that is an earlier one of the series. Default: all was said in the newest. */
  readonly earlierRoomOf?: (eventId: EventId) => RoomId | undefined;
  /** What is known of the files that the day's messages name. Default: nothing. */
  readonly media?: MediaKnown;
  /** Default: every link leads out. */
  readonly linkFor?: LinkFor;
};
