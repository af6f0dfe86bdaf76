import type { CalendarDay } from "#lib/calendar-day.ts";
import type { Link, PageBase, RoomRef } from "./models.ts";
import type { DayPageEntry } from "./tile-models.ts";

/** A thread with all its replies, across days, or one part of it. */
export type ThreadPage = PageBase & {
  readonly kind: "thread";
  readonly room: RoomRef;
  /** The first words, or the date where there are none to show. */
  readonly heading: string;
  /** How many replies and when, or which part of the thread this is. */
  readonly note: string;
  /** Says that the message with which it began is not shown. Absent: it is, or another part says so. */
  readonly rootNotShown?: string;
  /** The first part, from another one. Absent: this is it. */
  readonly start?: Link;
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
  /** Messages in their order, a new heading wherever the day changes. */
  readonly days: readonly ThreadDay[];
  /** A picture of the page has a larger copy. */
  readonly opensPictures: boolean;
};

export type ThreadDay = {
  readonly day: CalendarDay;
  readonly label: string;
  /** The day, at the first of these messages. */
  readonly href: string;
  readonly entries: readonly DayPageEntry[];
};

/** What stands at the address of a thread that has too few replies for a page now: it leads to its day. */
export type MovedPage = PageBase & {
  readonly kind: "moved";
  readonly room: RoomRef;
  readonly heading: string;
  readonly explanation: string;
  readonly link: Link;
};

/** A thread in a list. */
export type ThreadEntry = {
  readonly href: string;
  readonly heading: string;
  readonly author: string | undefined;
  /** "12 replies, last on 5 March 2024". */
  readonly note: string;
};
