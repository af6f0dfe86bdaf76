import type { CalendarDay } from "#lib/calendar-day.ts";
import type { MessageItem } from "#timeline/timeline.ts";
import { openingOf } from "./opening.ts";
import { plainLine } from "./plain-line.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";

/** Longest heading, in graphemes. */
const headingLimit = 80;

/** What a thread is called: the first words of its first message, else the day on which it begins. */
export function threadHeadingFor(language: string, root: MessageItem | undefined, firstDay: CalendarDay): string {
  const words = wordsFor(language);
  const [first] = root === undefined ? [] : openingOf([root], words, 1);
  if (first !== undefined) return plainLine(first.text, headingLimit);
  return words.fill("threadOn", { date: datesFor(language).day(firstDay) });
}
