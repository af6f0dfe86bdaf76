import type { Brand } from "#lib/brand.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { ShortId } from "#lib/short-id.ts";
import type { EventId, MxcUri, RoomAlias, RoomId, UserId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { UpgradeLink } from "#matrix/upgrade-links.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";

/** The number a room has in this store. Never leaves it. */
export type RoomKey = Brand<number, "RoomKey">;
export type SpanKey = Brand<number, "SpanKey">;

/** What the room is like now, from the state in force. */
export type RoomState = {
  readonly name: string | undefined;
  readonly topic: string | undefined;
  readonly canonicalAlias: RoomAlias | undefined;
  readonly joinRule: string | undefined;
  readonly roomVersion: string | undefined;
  /** Its picture. Absent: none, or not known. */
  readonly avatar?: MxcUri;
  /** The room asks that search engines do not list it. Absent: not known. */
  readonly refusesIndexing?: boolean;
  /** Pinned messages, the last pinned one last. Absent: none. */
  readonly pins?: readonly EventId[];
  /** The bridges that its state tells of. Absent: not known. */
  readonly bridges?: readonly BridgeRecord[];
  /** The room that its tombstone names. Absent: none. */
  readonly successor?: UpgradeLink;
  /** The room that it says it was upgraded from. Absent: none. */
  readonly predecessor?: UpgradeLink;
};

/** A bridge with its network's label, where that is known, the names by which a consent may call it, and those of its channel. */
export type BridgeRecord = {
  readonly name: string;
  readonly network: string | undefined;
  readonly calledBy: readonly string[];
  readonly channels?: readonly string[];
};

export type RoomRecord = {
  readonly key: RoomKey;
  readonly roomId: RoomId;
  /** The alias or id by which the configuration lists it. */
  readonly configured: string;
  readonly slug: string;
  /** Fixed at first publication: what day pages show. */
  readonly title: string | undefined;
  readonly state: RoomState;
  /** "open", or the reason why nothing may be shown; undefined: never judged. */
  readonly verdict: string | undefined;
  /** The grant in force now, where the room is open. */
  readonly grant: VisibilityGrant | undefined;
  readonly checkedAtMs: number | undefined;
  readonly cutoffMs: number | undefined;
  readonly lastSuccessAtMs: number | undefined;
  readonly firstCompleteAtMs: number | undefined;
  readonly archivedSinceMs: number;
  readonly change: number;
  /** Aliases stand for its people, and its short ids are salted. */
  readonly hidesNames: boolean;
  /** The room that it was upgraded from, by a link that both have confirmed: it is shown with that one. undefined: on its own. */
  readonly follows: RoomKey | undefined;
};

/** An event with the place the archive gave it. */
export type StoredEvent = {
  readonly event: RoomEvent;
  readonly shortId: ShortId;
  readonly day: CalendarDay;
  readonly timestampTrusted: boolean;
  /** Part of a long day, from 1; undefined until first publication. */
  readonly part: number | undefined;
  /** Part of its thread's page. Absent: none given yet. */
  readonly threadPart?: number;
  readonly position: number;
  readonly eligibleAtMs: number;
  readonly firstSeenAtMs: number;
  /** It replaces another event, or did before it was redacted. */
  readonly isEdit: boolean;
  readonly redactedAtMs: number | undefined;
  readonly gone: boolean;
  /** Its content was taken away by the operator's will. Whether that still holds is for the rule to say. */
  readonly erased: boolean;
  /** A moderator's mark that hides it stands (MSC3531). */
  readonly hidden: boolean;
  readonly grant: VisibilityGrant;
};

/** An event about to be stored. */
export type NewEvent = Omit<StoredEvent, "part" | "threadPart" | "isEdit" | "erased" | "hidden"> & {
  /** For an event that comes without its content. Default: its content says so. */
  readonly isEdit?: boolean;
  /** It comes without its content by the operator's will. Default: no. */
  readonly erased?: boolean;
};

/** One open stretch of a room's history, as the publication ledger keeps it. */
export type StretchRecord = {
  /** The change of visibility that opened it. */
  readonly eventId: EventId;
  readonly sender: UserId;
  readonly openedAtMs: number;
  /** The sender's at that time; "creator": without limit; undefined: not readable. */
  readonly powerLevel: number | "creator" | undefined;
  /** undefined: it lasts, or what ended it is not recorded. */
  readonly ended: { readonly eventId: EventId; readonly atMs: number } | undefined;
  /** When the server last said that it is in force; of one that is over: when it was recorded. */
  readonly checkedAtMs: number;
};

/** A contiguous stretch of known history. */
export type SpanRecord = {
  readonly key: SpanKey;
  readonly newestPosition: number;
  readonly oldestPosition: number;
  /** undefined: the start of readable history was reached. */
  readonly olderToken: string | undefined;
  /**
   * Place of the event just above that token; undefined: the oldest one's. It is deeper where the walk was stopped among known
   * events of another span, before it had met enough of them.
   */
  readonly tokenPosition: number | undefined;
  /** Visibility in force just below the oldest event; undefined: not known. */
  readonly governing: VisibilityGrant | undefined;
  /**
   * True for the span in which nothing that arrived since the room's first crawl is missing: only then is every redaction and
   * edit of what is stored known, and the cutoff may move.
   */
  readonly connected: boolean;
};

export type HoleRecord = {
  readonly newerTs: number;
  readonly olderTs: number | undefined;
  readonly reason: string;
};

/** The last time that all of a room's history was walked. */
export type SweepRecord = {
  readonly finishedAtMs: number;
  /** Events that the server did not deliver then and that are kept until the operator says otherwise. */
  readonly held: number;
};

export type DirtyDay = { readonly room: RoomKey; readonly day: CalendarDay; readonly change: number };

export type DaySummaryRecord = {
  readonly day: CalendarDay;
  /** Change number at which its page last came or went: an output that has not reached it must mend the days beside it. */
  readonly existenceChange: number;
  /** Change number at which its searchable text last changed. */
  readonly searchChange: number;
  /** 0: nothing is shown any more, the day has no page. */
  readonly itemCount: number;
  readonly messageCount: number;
  readonly partCount: number;
  /** First messages of the day, as plain text. */
  readonly opening: readonly {
    readonly author: string;
    readonly text: string;
    readonly drawnFrom: readonly EventId[];
  }[];
  readonly lastModified: CalendarDay;
  readonly searchKey: string;
  readonly searchWords: number;
};

/** Counts of one month of a room, over days that have a page; `month` is `YYYY-MM`. */
export type MonthRecord = {
  readonly month: string;
  readonly messageCount: number;
  readonly dayCount: number;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
};

export type ArtifactRecord = {
  readonly path: string;
  readonly kind: string;
  readonly inputHash: string;
  readonly contentHash: string;
  readonly sizeBytes: number;
  /** JSON value that whoever made the artifact needs again; undefined: nothing. */
  readonly detail?: unknown;
};

/** Some of the events that an artifact drew from: those whose rows have neighbouring numbers. */
export type SourceBlock = {
  /** 0: they were in no room any more when they were looked for. */
  readonly room: RoomKey;
  readonly block: number;
  readonly offsets: Uint8Array;
};

export type OutputRecord = {
  readonly key: number;
  readonly stamp: string;
  readonly reachedChange: number;
  readonly inputKey: string;
};

/** One run of a crawl or a build, with what it told as JSON. */
export type RunRecord = { readonly startedAtMs: number; readonly report: unknown };

/** How an event that the archive has already looks when it is met again. */
export type KnownEvent = {
  readonly eventId: EventId;
  readonly position: number;
  readonly day: CalendarDay;
  readonly eligibleAtMs: number;
  readonly redacted: boolean;
  readonly gone: boolean;
  readonly erased: boolean;
  readonly type: string;
  readonly sender: UserId;
  readonly stateKey: string | undefined;
  readonly grant: VisibilityGrant;
};

/** A subscribed policy list, by the alias or id that the configuration names, with its bans as they were last read. */
export type PolicyListRecord = {
  readonly list: string;
  readonly roomId: RoomId;
  readonly rules: readonly { readonly kind: "user" | "server"; readonly glob: string }[];
  readonly readAtMs: number;
};

export type RemovalKind = "event" | "user" | "day" | "room" | "network" | "media";

/**
 * What the operator removed. The target is an id: of the event, person, room or file (`mxc://…`), the name of a network, or a
 * room's id, a space and the day.
 */
export type RemovalRecord = {
  readonly kind: RemovalKind;
  readonly target: string;
  readonly reason: string | undefined;
  readonly removedAtMs: number;
};
