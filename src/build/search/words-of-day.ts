import type { SearchDay } from "#view/search-day.ts";
import { wordsIn } from "./words-in.ts";

/** About how many words an index will count in a day. */
export function wordsOfDay(day: Pick<SearchDay, "parts">): number {
  return day.parts.flatMap(({ messages }) => messages).reduce((sum, { text }) => sum + wordsIn(text), 0);
}
