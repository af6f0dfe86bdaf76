import type { MarkedText } from "./hits-on-page.ts";

export type ExcerptPart = { readonly text: string; readonly marked: boolean };

/**
 * About `length` words around the densest place of marked words, as runs of marked and plain text, with an ellipsis where
 * the text goes on.
 */
export function excerptFor({ words, marked, joiner }: MarkedText, length = 40): readonly ExcerptPart[] {
  const size = joiner === "" ? length * 2 : length;
  const start = startOfExcerpt(words.length, marked, size);
  const end = Math.min(words.length, start + size);
  const parts: ExcerptPart[] = start > 0 ? [{ text: `…${joiner}`, marked: false }] : [];
  for (let place = start; place < end; place += 1) {
    const gap = place + 1 < end ? joiner : "";
    parts.push({ text: words[place] ?? "", marked: marked.has(place) }, { text: gap, marked: false });
  }
  if (end < words.length) parts.push({ text: `${joiner}…`, marked: false });
  return joined(parts);
}

/** The window with the most marked words, begun a few words before its first one. */
function startOfExcerpt(wordCount: number, marked: ReadonlySet<number>, length: number): number {
  const places = [...marked].toSorted((a, b) => a - b);
  let best = { start: places[0] ?? 0, count: 0 };
  for (const start of places) {
    const count = places.filter((place) => place >= start && place < start + length).length;
    if (count > best.count) best = { start, count };
  }
  const lead = Math.floor(length / 5);
  return Math.max(0, Math.min(best.start - lead, wordCount - length));
}

function joined(parts: readonly ExcerptPart[]): readonly ExcerptPart[] {
  const runs: ExcerptPart[] = [];
  for (const part of parts.filter(({ text }) => text !== "")) {
    const last = runs.at(-1);
    if (last?.marked === part.marked) runs[runs.length - 1] = { text: last.text + part.text, marked: part.marked };
    else runs.push(part);
  }
  return runs;
}
