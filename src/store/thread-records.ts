import type { CalendarDay } from "#lib/calendar-day.ts";
import type { ShortId } from "#lib/short-id.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomKey } from "./records.ts";

/** A thread that has a page of its own, or had one. No words of it are kept here. */
export type ThreadRecord = {
  readonly room: RoomKey;
  /** Its first message, which may not be stored. */
  readonly root: EventId;
  readonly shortId: ShortId;
  /** Replies that are shown. */
  readonly replyCount: number;
  /** People who wrote in it. */
  readonly voiceCount: number;
  /** 0: it has no page any more. */
  readonly partCount: number;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
  /** Day of the reply that gave it a page. */
  readonly formedOn: CalendarDay;
  readonly lastPosition: number;
  readonly lastModified: CalendarDay;
  /** Of what all its parts show of it as a whole. */
  readonly headingKey: string;
  /** Change number at which that last changed: an output that has not reached it must render all parts. */
  readonly headingChange: number;
};

/** A thread of which something is, or was, on a day. */
export type ThreadOnDay = { readonly root: EventId; readonly day: CalendarDay };

export interface ThreadReader {
  readThread(room: RoomKey, by: { root: EventId } | { shortId: string }): Promise<ThreadRecord | undefined>;
  /** Threads that have a page: those answered last, or those that came to be last. */
  readLatestThreads(
    rooms: readonly RoomKey[],
    by: "last-reply" | "formed",
    limit: number,
  ): Promise<readonly ThreadRecord[]>;
  /** Threads with a page that began in a year, in the order of their addresses. */
  readThreadsOfYear(rooms: readonly RoomKey[], year: string): Promise<readonly ThreadRecord[]>;
  /** Every thread that these days have a message of, or had when its page was last made. */
  readThreadsOfDays(room: RoomKey, days: readonly CalendarDay[]): Promise<readonly ThreadOnDay[]>;
}

export interface ThreadWriter {
  /** `days`: those that show something of it now. */
  writeThread(thread: ThreadRecord, days: readonly CalendarDay[]): Promise<void>;
  writeThreadParts(
    room: RoomKey,
    parts: readonly { readonly eventId: EventId; readonly part: number }[],
  ): Promise<void>;
}
