import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";

/** What one day of a room gives to the search index: the text of its messages as shown, and nothing else. */
export type SearchDay = {
  readonly slug: string;
  readonly roomTitle: string;
  readonly day: CalendarDay;
  /** BCP 47 tag of the room's language. */
  readonly language: string;
  /** One for each page of the day, in order; parts without a message are left out. */
  readonly parts: readonly SearchPart[];
  /** Each event whose text or author is in here. */
  readonly drawnFrom: readonly EventId[];
};

export type SearchPart = {
  /** Address of the page with the base path, as in the page models: "/general/2024/03/05/". */
  readonly href: string;
  /** "General, 5 March 2024". */
  readonly title: string;
  readonly messages: readonly SearchMessage[];
};

export type SearchMessage = {
  /** Short id: the element's id on the page and the fragment of its address. */
  readonly id: string;
  /** Name as the page shows it. */
  readonly author: string;
  /** ISO 8601 in UTC; the bare date where the sender's clock was impossible. */
  readonly time: string;
  /** Plain text after edits, without spoilers; never empty. */
  readonly text: string;
  readonly has: readonly SearchFlag[];
  /** A program said it; what people say is the better answer. Absent: a person did. */
  readonly isNotice?: true;
};

export type SearchFlag = "link" | "code" | "image" | "file";
