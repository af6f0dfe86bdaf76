import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, RoomId, UserId } from "#matrix/ids.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { Decision } from "./decisions.ts";
import type {
  ArtifactRecord,
  DaySummaryRecord,
  DirtyDay,
  HoleRecord,
  KnownEvent,
  MonthRecord,
  NewEvent,
  OutputRecord,
  RoomKey,
  RoomRecord,
  RoomState,
  RunRecord,
  SpanKey,
  SpanRecord,
  StoredEvent,
  StretchRecord,
  SweepRecord,
} from "./records.ts";

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
  readPublishedSlugs(): Promise<ReadonlyMap<RoomId, { readonly slug: string; readonly title: string }>>;
  readAddresses(): AsyncIterable<string>;
  /** Holds a named lock until released or the process dies. Throws `StoreError` when another process has it. */
  lock(name: string, busy: string): Promise<{ release(): void }>;
  close(): Promise<void>;
}

export interface StoreReader {
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
  /** Senders who said something before any public event names them, and whose current name was not asked for yet. */
  readSendersWithoutName(room: RoomKey, limit: number): Promise<readonly UserId[]>;
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
  /** Sorted by path; below a prefix, of a kind, or all. */
  readArtifacts(
    output: number,
    which?: { prefix?: string | undefined; kind?: string },
  ): Promise<readonly ArtifactRecord[]>;
  /** Of all files, or those of one kind. */
  readTotals(
    output: number,
    which?: { kind?: string },
  ): Promise<{ readonly files: number; readonly sizeBytes: number }>;
  readKnownAddresses(paths: readonly string[]): Promise<ReadonlySet<string>>;
  readLastRun(kind: string): Promise<RunRecord | undefined>;
  /** Newest first. */
  readRuns(kind: string, limit: number): Promise<readonly RunRecord[]>;
}

export interface StoreWriter {
  /**
   * A room as the configuration lists it. Throws `SlugTakenError` when another one was published under its slug; one that had
   * its alias or its unpublished slug before loses it.
   */
  writeRoom(room: { roomId: RoomId; configured: string; slug: string; nowMs: number }): Promise<RoomRecord>;
  /** State and verdict as just learnt. A changed one marks the room's pages; a changed verdict marks all its days. */
  writeRoomVerdict(
    room: RoomKey,
    learnt: { state: RoomState; verdict: string; grant: VisibilityGrant | undefined; checkedAtMs: number },
  ): Promise<void>;
  /** Moves the cutoff forward, never back, and dirties the days of what becomes eligible by it and of what it points at. */
  writeCutoff(
    room: RoomKey,
    cutoff: { cutoffMs: number; successAtMs: number; eligible: { from: number; to: number } },
  ): Promise<void>;
  writeFirstComplete(room: RoomKey, atMs: number): Promise<void>;

  /** Stores new events with their relations and dirties every day that shows something of them. */
  writeEvents(room: RoomKey, events: readonly NewEvent[]): Promise<void>;
  /** Erases the content of these events and of all their edits, stored or still to come. Gives how many stored ones it erased. */
  writeRedactions(
    room: RoomKey,
    targets: readonly { eventId: EventId; redactedAtMs: number | undefined }[],
  ): Promise<number>;
  /** Erases the content of events that the server delivers empty, without a redaction. */
  writeGone(room: RoomKey, eventIds: readonly EventId[]): Promise<void>;
  /** Forgets that these events ever were. Gives how many there were. */
  deleteEvents(room: RoomKey, eventIds: readonly EventId[]): Promise<number>;
  writeSweep(room: RoomKey, sweep: SweepRecord): Promise<void>;
  /**
   * Takes a whole room's events and names away, and what lists kept of their words. Redactions, parts and addresses stay
   * known by id, so that a later crawl brings everything back to its place. Gives how many events there were.
   */
  eraseRoom(room: RoomKey): Promise<number>;
  writeProfile(room: RoomKey, user: UserId, displayName: string | undefined): Promise<void>;
  /** Gives how many of them were new. */
  writeGhosts(room: RoomKey, ghosts: readonly GhostRecord[]): Promise<number>;
  writeParts(room: RoomKey, parts: readonly { eventId: EventId; part: number }[]): Promise<void>;

  writeSpan(room: RoomKey, span: Omit<SpanRecord, "key"> & { key?: SpanKey }): Promise<SpanKey>;
  deleteSpan(span: SpanKey): Promise<void>;
  /** What is known of a stretch stays known when it is written again without it. */
  writeStretch(room: RoomKey, stretch: StretchRecord): Promise<void>;
  /** The server has just said that the stretch which this event opened is in force. */
  writeStretchCheck(room: RoomKey, eventId: EventId, checkedAtMs: number): Promise<void>;
  /** Moves all places in `from..to` by `delta`, spans with them; the order stays as it is. */
  shiftPositions(room: RoomKey, range: { from: number; to: number; delta: number }): Promise<void>;
  /** The hole below a span. An older end that was found once stays known until another one is. */
  writeHole(room: RoomKey, span: SpanKey, hole: HoleRecord): Promise<void>;
  deleteHole(span: SpanKey): Promise<void>;

  markDaysDirty(room: RoomKey, days: Iterable<CalendarDay>): Promise<void>;
  writeDaySummary(room: RoomKey, summary: DaySummaryRecord): Promise<void>;

  writeOutput(output: Omit<OutputRecord, "key"> & { path: string }): Promise<OutputRecord>;
  writeArtifacts(output: number, artifacts: readonly ArtifactRecord[]): Promise<void>;
  deleteArtifacts(output: number, paths: readonly string[]): Promise<void>;
  writeRun(kind: string, startedAtMs: number, report: unknown): Promise<void>;
}

export type MemberName = {
  readonly userId: UserId;
  /** Holds from here on; −Infinity for the current name of someone without a public member event. */
  readonly position: number;
  readonly displayName: string | undefined;
};

export type GhostRecord = { readonly ghost: string; readonly network: string };

export type RoomCounts = {
  readonly events: number;
  readonly oldestTs: number | undefined;
  readonly newestTs: number | undefined;
};
