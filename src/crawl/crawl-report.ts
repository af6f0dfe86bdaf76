import type { Reason } from "#publication/verdict.ts";
import type { MediaReport } from "./media/crawl-media.ts";

/** What one crawl did, for people and for `--json`. Times are ISO 8601, UTC. */
export type CrawlReport = {
  readonly startedAt: string;
  readonly endedAt: string;
  /** "interrupted": a signal stopped it between two pages; the next run goes on from there. */
  readonly outcome: "done" | "partial" | "interrupted";
  readonly requests: number;
  readonly rooms: readonly CrawlRoomReport[];
  /** What became of files that events name. Absent: none was looked at. */
  readonly media?: MediaReport;
  readonly warnings: readonly string[];
};

export type CrawlRoomReport = {
  readonly slug: string;
  readonly room: string;
  /** The room before it in its series, by which it counts as listed. Absent: it has an entry of its own. */
  readonly upgradedFrom?: string;
  /** "refused": a rule withholds the room, which is no failure; "failed": the server gave no usable answer. */
  readonly outcome: "complete" | "incomplete" | "refused" | "failed";
  readonly reason: Reason | undefined;
  /** For the operator: what happened, why, what to do. */
  readonly problem: string | undefined;
  readonly requests: number;
  readonly eventsSeen: number;
  readonly eventsStored: number;
  readonly eventsChanged: number;
  readonly eventsMalformed: number;
  /** Events not stored, by reason. */
  readonly withheld: Readonly<Partial<Record<Reason, number>>>;
  readonly holes: readonly { readonly newer: string; readonly older: string | undefined; readonly reason: string }[];
  readonly complete: boolean;
  /** Senders whose ids name a network without consent; nothing of them is stored. Absent: none. */
  readonly ghosts?: readonly { readonly network: string; readonly people: number; readonly ofAll: number }[];
  /** What a sweep did not find on the server any more. Absent: no sweep, or nothing was missing. */
  readonly missing?: MissingEvents;
  /** Known history of which a sweep could not learn whether the server still has it. Absent: none, or no sweep. */
  readonly unasked?: readonly { readonly newer: string; readonly older: string | undefined; readonly reason: string }[];
  /** Events that left the store because the room withdrew. Absent: none. */
  readonly eventsErased?: number;
};

/** Events that the archive has and the server delivered no more when all history was walked. */
export type MissingEvents = {
  readonly events: number;
  /**
   * "deleted": they left the archive; "held": they are too many for that without the operator's word; "still-there": the server
   * has them after all when it is asked for one alone, so that its pages cannot be trusted.
   */
  readonly outcome: "deleted" | "held" | "still-there";
};

/** A stretch of known history that the server could not deliver to a sweep, so that all of it stays. */
export type UnaskedStretch = {
  readonly newerTs: number;
  /** undefined: down to the beginning. */
  readonly olderTs: number | undefined;
  readonly reason: string;
};
