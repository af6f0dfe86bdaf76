import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, MxcUri, RoomId, UserId } from "#matrix/ids.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { Decision } from "./decisions.ts";
import type {
  ArtifactRecord,
  DaySummaryRecord,
  DirtyDay,
  HoleRecord,
  KnownEvent,
  MonthRecord,
  OutputRecord,
  PolicyListRecord,
  RemovalRecord,
  RoomKey,
  RoomRecord,
  RunRecord,
  SourceBlock,
  SpanRecord,
  StoredEvent,
  StretchRecord,
  SweepRecord,
} from "./records.ts";
import type { MediaReader } from "./media-records.ts";
import type { ThreadReader } from "./thread-records.ts";
import type { StoreWriter } from "./store-writer.ts";
import type { UnpublishedRecord } from "./unpublished-record.ts";

export type { StoreWriter } from "./store-writer.ts";

/** The archive on disk: the one thing crawl and build share. Decides nothing about what may be shown. */
export interface Store extends StoreReader, StoreWriter {
  /** Random, made once; outputs carry it as their stamp. */
  readonly id: string;
  readonly folder: string;
  /** Runs `work` in one write transaction: all of it happens or nothing. */
  transaction<T>(work: (tx: StoreReader & StoreWriter) => Promise<T>): Promise<T>;
  /**
   * Fixes what was published: recorded beside the database first, then in it, never in a transaction of the caller's.
   * Addresses already known keep their date.
   */
  decide(decisions: readonly Decision[]): Promise<void>;
  /** Makes a room hide the names of its people, for good; never in a transaction of the caller's. Done already: nothing happens. */
  hideNames(room: RoomKey): Promise<void>;
  readPublishedSlugs(): Promise<ReadonlyMap<RoomId, { readonly slug: string; readonly title: string }>>;
  readAddresses(): AsyncIterable<string>;
  /**
   * Takes the last traces of what was erased out of the file, where something was since the last time: it is written anew, which
   * takes time by its size. "in-use": another program read the store all the while, so that some are left for the next time.
   */
  scrub(): Promise<"clean" | "in-use">;
  /**
   * A crawl begins to write copies of files. Where a crash or another copy of the database has parted what is on disk from what is
   * known of it, the two are made one again first: what is not known goes, what is not there is wanted.
   */
  beginMedia(): Promise<void>;
  /** All copies are written and known. Deletes those that nothing needs any more. */
  settleMedia(): Promise<void>;
  /** Holds a named lock until released or the process dies. Throws `StoreError` when another process has it. */
  lock(name: string, busy: string): Promise<{ release(): void }>;
  close(): Promise<void>;
}

export interface StoreReader extends MediaReader, ThreadReader {
  readRooms(): Promise<readonly RoomRecord[]>;
  /** By slug, room id or the alias or id it is configured by. */
  readRoom(by: { slug: string } | { roomId: RoomId } | { configured: string }): Promise<RoomRecord | undefined>;
  readChange(): Promise<number>;

  /** Which of these the archive has, by id. */
  readKnown(room: RoomKey, eventIds: readonly EventId[]): Promise<ReadonlyMap<EventId, KnownEvent>>;
  /** Redactions recorded for these ids, with the time each was sent. */
  readRedactions(room: RoomKey, eventIds: readonly EventId[]): Promise<ReadonlyMap<EventId, number | undefined>>;
  readDay(room: RoomKey, day: CalendarDay): Promise<readonly StoredEvent[]>;
  readEvents(room: RoomKey, eventIds: readonly EventId[]): Promise<readonly StoredEvent[]>;
  /** Events of these kinds that point at one of the targets, in the order of their places. */
  readRelated(room: RoomKey, targets: readonly EventId[], kinds: readonly string[]): Promise<readonly StoredEvent[]>;
  /** Public member events of these users up to a position, oldest first, and the current names of those who have none. */
  readMemberNames(room: RoomKey, users: readonly UserId[], upToPosition: number): Promise<readonly MemberName[]>;
  /** For each of these member events the one of the same person before it, where there is one. */
  readMembersBefore(room: RoomKey, eventIds: readonly EventId[]): Promise<ReadonlyMap<EventId, StoredEvent>>;
  /** Senders who said something before any public event names them, and whose current name was not asked for yet. */
  readSendersWithoutName(room: RoomKey, limit: number): Promise<readonly UserId[]>;
  /** The names that stand for everyone who is in a room that hides names. */
  readAliases(room: RoomKey): Promise<ReadonlyMap<UserId, string>>;
  /** Every name that anyone in a room was given, with its day; names that are only known as current ones have none. */
  readGivenNames(room: RoomKey): Promise<readonly GivenName[]>;
  /** For `shortIdFor`; empty where names are shown. */
  readShortIdSalt(room: RoomKey): Promise<string>;
  /** Stored ones, for these people. Whether their senders might do so is for the caller to see. */
  readRedactingBans(room: RoomKey, users: readonly UserId[]): Promise<readonly RedactingBan[]>;
  /** What a person said below a place, but for what is redacted. State is not said. */
  readMessagesBefore(room: RoomKey, user: UserId, position: number): Promise<readonly EventId[]>;
  readCounts(room: RoomKey): Promise<RoomCounts>;
  /** Senders whose ids have a bridge's form, each as a hash with the label of its network. */
  readGhosts(room: RoomKey): Promise<readonly GhostRecord[]>;
  /** Everyone of whom a message is stored. */
  readSpeakers(room: RoomKey): Promise<readonly UserId[]>;
  hasEvents(room: RoomKey): Promise<boolean>;
  /** What the archive has in a stretch of places, the lower end included. */
  readEventIds(room: RoomKey, places: { readonly from: number; readonly below: number }): Promise<readonly EventId[]>;
  /** undefined: the room was never swept. */
  readSweep(room: RoomKey): Promise<SweepRecord | undefined>;
  /** How many events, neither redacted nor emptied, have a delay that counts from this time or later. */
  readWaiting(room: RoomKey, eligibleFromMs: number): Promise<number>;

  /** The nearest places below and above one; undefined where there is none. */
  readPositionAround(
    room: RoomKey,
    position: number,
  ): Promise<{ readonly below: number | undefined; readonly above: number | undefined }>;
  readEventIdAt(room: RoomKey, position: number): Promise<EventId | undefined>;
  /** The next stored event below a place, or the one that so many others lie above. undefined: there are no more. */
  readEventBelow(
    room: RoomKey,
    position: number,
    options: { readonly skip: number },
  ): Promise<{ readonly eventId: EventId; readonly position: number; readonly originServerTs: number } | undefined>;
  readSpans(room: RoomKey): Promise<readonly SpanRecord[]>;
  /** The publication ledger of a room: its open stretches, oldest first. */
  readStretches(room: RoomKey): Promise<readonly StretchRecord[]>;
  /** Grants that events of the room rest on, and the stored changes of its visibility in the order of their places. */
  readVisibility(room: RoomKey): Promise<{
    readonly grants: readonly VisibilityGrant[];
    readonly changes: readonly { readonly grant: VisibilityGrant; readonly position: number }[];
  }>;
  readHoles(room: RoomKey): Promise<readonly HoleRecord[]>;
  /** Time of the oldest stored event of a span whose timestamp can be trusted. */
  readOldestTs(room: RoomKey, fromPosition: number): Promise<number | undefined>;
  /** Times of the oldest stored events of a span, oldest place first, of those whose timestamp can be trusted. */
  readOldestTimes(
    room: RoomKey,
    span: Pick<SpanRecord, "oldestPosition" | "newestPosition">,
    limit: number,
  ): Promise<readonly number[]>;

  readDirtyDays(afterChange: number): Promise<readonly DirtyDay[]>;
  readAllDays(): Promise<readonly DirtyDay[]>;
  /** What was last known of a day, also when it has no page any more. */
  readLastSummary(room: RoomKey, day: CalendarDay): Promise<DaySummaryRecord | undefined>;
  /** Days with a page, oldest first. */
  readDaySummaries(room: RoomKey, range?: { from: string; to: string }): Promise<readonly DaySummaryRecord[]>;
  /** Months with a page, oldest first. */
  readMonths(room: RoomKey): Promise<readonly MonthRecord[]>;
  readNeighbourDays(
    room: RoomKey,
    day: CalendarDay,
  ): Promise<{ previous: CalendarDay | undefined; next: CalendarDay | undefined }>;

  readOutput(path: string): Promise<OutputRecord | undefined>;
  /** Sorted by path; below a prefix, of a kind, at these paths (at most 1000), or all. */
  readArtifacts(
    output: number,
    which?: { prefix?: string | undefined; kind?: string; paths?: readonly string[] },
  ): Promise<readonly ArtifactRecord[]>;
  /** Of all files, or those of one kind. */
  readTotals(
    output: number,
    which?: { kind?: string },
  ): Promise<{ readonly files: number; readonly sizeBytes: number }>;
  readKnownAddresses(paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of all that were ever published, those that begin so; sorted. */
  readAddressesBelow(prefix: string): Promise<readonly string[]>;

  /** Files of a site that changed or went since they were last published, sorted by path. */
  readUnpublished(output: number): Promise<readonly UnpublishedRecord[]>;
  /** Files that an artifact has ceased to show since the marks were last forgotten, and that no other shows. */
  readUnshownFiles(output: number): Promise<readonly string[]>;
  /** Events as the ledger keeps them. One that is not in the store stands as a block of the room 0. */
  packSources(eventIds: readonly EventId[]): Promise<readonly SourceBlock[]>;
  readSources(output: number, paths: readonly string[]): Promise<readonly ArtifactSource[]>;
  /** Every artifact that drew from an event of these blocks, with what it drew from them. */
  readSourcesInBlocks(output: number, room: RoomKey, blocks: readonly number[]): Promise<readonly ArtifactSource[]>;
  /** Rooms that any artifact drew from, and the blocks of one of them. */
  readSourceRooms(output: number): Promise<readonly RoomKey[]>;
  readSourceBlocks(output: number, room: RoomKey): Promise<readonly number[]>;
  /** The blocks that the events of these days are in. */
  readBlocksOfDays(room: RoomKey, days: readonly CalendarDay[]): Promise<readonly number[]>;
  /** Events of a room by the numbers of their rows (`numbersIn`); without those it has not. */
  readNumberedEvents(room: RoomKey, numbers: readonly number[]): Promise<ReadonlyMap<number, StoredEvent>>;
  /** Was this person ever seen in a room's events: as sender, member, or by being mentioned? */
  hasPerson(user: UserId): Promise<boolean>;
  /** What the operator removed and did not lift again, sorted. */
  readRemovals(): Promise<readonly RemovalRecord[]>;
  /** The change number of the newest removal that stands; 0: there is none. */
  readRemovalChange(): Promise<number>;
  /** Which of these ends of polls came from somebody who may redact. */
  readModeratorEnds(room: RoomKey, ends: readonly EventId[]): Promise<ReadonlySet<EventId>>;
  /** Edits by which authors kept these events off the record. Whether author and editor are one is for the caller to see. */
  readOffRecordEdits(
    room: RoomKey,
    targets: readonly EventId[],
  ): Promise<readonly { readonly target: EventId; readonly sender: UserId }[]>;
  /** The rules over people that were last applied, as the text they were given in. */
  readPeopleRules(): Promise<string | undefined>;
  /** Subscribed policy lists as they were last read. */
  readPolicyLists(): Promise<readonly PolicyListRecord[]>;
  /** Names of people whom the applied rules keep out. */
  readWithheldNames(): Promise<ReadonlyMap<string, readonly string[]>>;
  readLastRun(kind: string): Promise<RunRecord | undefined>;
  /** Newest first. */
  readRuns(kind: string, limit: number): Promise<readonly RunRecord[]>;
}

/** What a rule does with a person's rows. */
export type WithPeople = "erase" | "hide";

/** Numbers of people who are newly kept out and whose erasure was lifted, and of the rows that lost their content. */
export type PeopleChanges = {
  readonly withheld: number;
  readonly lifted: number;
  readonly erasedEvents: number;
};

export type MemberName = {
  readonly userId: UserId;
  /** Holds from here on; −Infinity for the current name of someone without a public member event. */
  readonly position: number;
  readonly displayName: string | undefined;
  /** Their picture, given along with the name. Absent: none. */
  readonly avatar?: MxcUri;
};

/** A ban or kick that takes back what its person said before it (MSC4293). */
export type RedactingBan = {
  readonly userId: UserId;
  readonly sender: UserId;
  readonly position: number;
  readonly originServerTs: number;
};

export type GivenName = {
  readonly userId: UserId;
  readonly since: CalendarDay | undefined;
  readonly name: string;
};

export type GhostRecord = { readonly ghost: string; readonly network: string };

export type RoomCounts = {
  readonly events: number;
  readonly oldestTs: number | undefined;
  readonly newestTs: number | undefined;
};

export type ArtifactSource = SourceBlock & { readonly path: string };
