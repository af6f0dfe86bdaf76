import type { MessageItem, TimelineItem } from "#timeline/timeline.ts";
import { contentLine } from "./content-line.ts";
import type { OpeningLine } from "./inputs.ts";
import { plainLine } from "./plain-line.ts";
import { shownName } from "./sender-view.ts";
import type { Words } from "./strings/words.ts";

/** Longest line of an opening, in graphemes. */
const lineLimit = 200;

/** The first messages that say something in words, as plain text without spoilers: for lists, titles, descriptions, feeds. */
export function openingOf(items: readonly TimelineItem[], words: Words, count: number): readonly OpeningLine[] {
  const lines: OpeningLine[] = [];
  for (const item of items) {
    if (lines.length === count) break;
    if (item.kind !== "message" || !hasWords(item)) continue;
    const author = shownName(item.sender.displayName, item.sender.userId);
    const text = contentLine(item.content, author, words, lineLimit);
    // Nothing but spoilers or signs tells a reader nothing about the day.
    if (/[\p{L}\p{N}]/u.test(text)) lines.push({ author, text, drawnFrom: item.contentFrom });
  }
  return lines;
}

/** One line of text from an opening, at most `limit` graphemes. */
export function openingText(opening: readonly OpeningLine[], words: Words, limit: number): string {
  const lines = opening.map(({ author, text }) => words.fill("openingLine", { author, text }));
  return plainLine(lines.join(" · "), limit);
}

function hasWords({ content }: MessageItem): boolean {
  return ["text", "notice", "emote", "poll"].includes(content.kind);
}
