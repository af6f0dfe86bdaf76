import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, MxcUri, RoomId, UserId } from "#matrix/ids.ts";
import type { MediaOutcome } from "./media-records.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type {
  ArtifactRecord,
  DaySummaryRecord,
  HoleRecord,
  NewEvent,
  OutputRecord,
  PolicyListRecord,
  RoomKey,
  RoomRecord,
  RoomState,
  SourceBlock,
  SpanKey,
  SpanRecord,
  StretchRecord,
  SweepRecord,
} from "./records.ts";
import type { ThreadWriter } from "./thread-records.ts";
import type { WithPeople, PeopleChanges, GhostRecord } from "./store.ts";

/** What crawl and build change in the archive. */
export interface StoreWriter extends ThreadWriter {
  /**
   * A room as the configuration lists it. Throws `SlugTakenError` when another one was published under its slug; one that had
   * its alias or its unpublished slug before loses it. `follows`: it is listed through the room that it was upgraded from, and
   * shown with that one. Default: it is listed itself.
   */
  writeRoom(room: {
    roomId: RoomId;
    configured: string;
    slug: string;
    nowMs: number;
    follows?: RoomKey | undefined;
  }): Promise<RoomRecord>;
  /** The rooms do not confirm each other any more: it is not shown with the one before it. */
  writeParted(room: RoomKey): Promise<void>;
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
  /** Takes the content of these events and of their edits away by the operator's will. Gives how many it erased. */
  writeErased(room: RoomKey, eventIds: readonly EventId[]): Promise<number>;
  /** Content that was taken away and may be stored again, with all it points at. Stored edits keep theirs. */
  writeRestored(room: RoomKey, events: readonly RoomEvent[]): Promise<void>;
  /** Forgets that these events ever were. Gives how many there were. */
  deleteEvents(room: RoomKey, eventIds: readonly EventId[]): Promise<number>;
  writeSweep(room: RoomKey, sweep: SweepRecord): Promise<void>;
  /**
   * Takes a whole room's events and names away, and what lists kept of their words. Redactions, parts and addresses stay
   * known by id, so that a later crawl brings everything back to its place. Gives how many events there were.
   */
  eraseRoom(room: RoomKey): Promise<number>;
  /**
   * Makes rules over people hold for all that is stored, where they differ from those applied before: `judgeBy` reads such a text.
   * "erase" takes the content of all a person's rows, "hide" none; either marks every day that shows something of them or names them.
   */
  applyPeopleRules(
    rules: string,
    judgeBy: (rules: string) => (user: UserId) => WithPeople | undefined,
  ): Promise<PeopleChanges>;
  /** Ends of polls by somebody who may redact, by the power levels in force when a crawl met them. Marks no day: the events do. */
  writeModeratorEnds(room: RoomKey, ends: readonly EventId[]): Promise<void>;
  /** Marks of moderators that hide events or show them again; of each event the newest in the room's order decides. */
  writeVisibilityMarks(
    room: RoomKey,
    marks: readonly { readonly target: EventId; readonly mark: EventId; readonly visible: boolean }[],
  ): Promise<void>;
  writeOffRecordEdits(
    room: RoomKey,
    edits: readonly { readonly target: EventId; readonly sender: UserId }[],
  ): Promise<void>;
  writePolicyList(list: PolicyListRecord): Promise<void>;
  writeWithheldNames(names: readonly { readonly user: UserId; readonly name: string }[]): Promise<void>;
  writeProfile(room: RoomKey, user: UserId, displayName: string | undefined, avatar?: MxcUri): Promise<void>;
  /**
   * What became of a file; every day that shows it is marked where readers can tell. False: nothing names it any more, or one of its
   * copies is not there. Then nothing is written.
   */
  writeMedia(mxc: MxcUri, outcome: MediaOutcome): Promise<boolean>;
  /**
   * How rooms' files are dealt with and how many there may be, as texts. A crawl looks again at the files of a room whose text is not
   * the one given last, and with other limits at those that were too many or too large.
   */
  applyMediaRules(rules: { readonly limits: string; readonly rooms: ReadonlyMap<RoomKey, string> }): Promise<void>;
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
  /** The files that these artifacts show, by path, instead of what was known of them. */
  writeShownFiles(
    output: number,
    artifacts: readonly { readonly path: string; readonly files: readonly string[] }[],
  ): Promise<void>;
  /** Every file that is not shown any more has been dealt with. */
  forgetShownMarks(output: number): Promise<void>;
  /** What these artifacts drew from, instead of what was known of them. */
  writeSources(
    output: number,
    artifacts: readonly { readonly path: string; readonly sources: readonly SourceBlock[] }[],
  ): Promise<void>;
  /** The change that waits for these files to be published took something away from them. */
  markWithdrawn(output: number, paths: readonly string[]): Promise<void>;
  /** What waited under a number up to this one is published. Gives how many files that were. */
  deleteUnpublished(output: number, upToNumber: number): Promise<number>;
  /** With all that is known of them. They wait to be taken off the host, also those that nothing was known of. */
  deleteArtifacts(output: number, paths: readonly string[]): Promise<void>;
  writeRun(kind: string, startedAtMs: number, report: unknown): Promise<void>;
}
