import type { CalendarDay } from "#lib/calendar-day.ts";
import type { MediaCount } from "#store/media-records.ts";
import type { Reason } from "#publication/verdict.ts";

/** How an archive stands, read from store and output alone: no request is sent. Times are ISO 8601, UTC. */
export type StatusReport = {
  /** When the store was read. */
  readonly at: string;
  readonly rooms: readonly RoomStatus[];
  readonly store: {
    readonly folder: string;
    readonly sizeBytes: number;
    readonly events: number;
    /** Files that events name, by what became of them. */
    readonly media: readonly MediaCount[];
  };
  readonly output: {
    readonly folder: string;
    /** undefined: nothing was built yet, or the folder holds the site of another store. */
    readonly lastBuild: string | undefined;
    readonly pages: number;
    readonly files: number;
    readonly sizeBytes: number;
    /** Days that changed in the store and wait for the next build. */
    readonly dirtyDays: number;
  };
  readonly warnings: readonly string[];
};

export type RoomStatus = {
  readonly slug: string;
  /** The room of Matrix by its id; undefined: it was never crawled. */
  readonly roomId: string | undefined;
  /** The room before it, by which it counts as listed; its days are counted with the first of the series. Absent: it is listed itself. */
  readonly upgradedFrom?: string;
  /** As shown on its pages; the slug where the room never had any. */
  readonly title: string;
  /** The answer of the last check. "unchecked": the room was never crawled. */
  readonly verdict: "publish" | "withhold" | "unchecked";
  /** Why it is withheld. */
  readonly reason: Reason | undefined;
  /** The last crawl of the room that came through. */
  readonly lastSuccess: string | undefined;
  /** The last time that the server told whether the room may be shown. */
  readonly lastCheck: string | undefined;
  /** What went wrong in the newest crawl that tried the room, when it failed. */
  readonly problem: string | undefined;
  readonly events: number;
  /** Days with something to show, as far as they were built. */
  readonly days: number;
  readonly firstDay: CalendarDay | undefined;
  readonly lastDay: CalendarDay | undefined;
  /** True when known history reaches from the live end to its readable start, or to the configured day, without a hole. */
  readonly complete: boolean;
  readonly holes: readonly {
    readonly newer: string;
    readonly older: string | undefined;
    readonly reason: string;
  }[];
  /** Events before this time may be public; undefined before the first crawl that came through. */
  readonly cutoff: string | undefined;
  /** Events that are only too young. */
  readonly waiting: number;
  /** Events that the server has no more, kept until the operator confirms that so many may go (`publication.brake`). */
  readonly missing: number;
  /** The publication ledger: who opened the history, oldest first, as far as it was fetched. */
  readonly opened: readonly OpenedStretch[];
};

export type OpenedStretch = {
  /** The state event that did it. */
  readonly event: string;
  readonly by: string;
  /** Of the sender then; "creator": without limit; undefined: not readable. */
  readonly power: number | "creator" | undefined;
  /** undefined: the event bears an impossible time. */
  readonly from: string | undefined;
  /** undefined: it lasts, or what ended it is not recorded. */
  readonly to: string | undefined;
  /** The event that ended it. */
  readonly endedBy: string | undefined;
  /** True for the stretch on which the room is published now. */
  readonly inForce: boolean;
  readonly lastCheck: string;
};
