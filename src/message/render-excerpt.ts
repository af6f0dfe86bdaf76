import type { MessageTree } from "./message-tree.ts";
import { renderPlainText } from "./render-plain-text.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The start of a message on one line, spoilers left out: at most `maxLength` UTF-16 code units, cut between words where
 * one ends near, never inside a sign, and then with an ellipsis.
 */
export function renderExcerpt(tree: MessageTree, maxLength: number): string {
  const line = renderPlainText(tree).replaceAll(/\s+/g, " ");
  if (line.length <= maxLength) return line;
  const end = graphemeEnd(line, maxLength - 1);
  const space = line.lastIndexOf(" ", end);
  const cut = space > end * 0.8 ? space : end;
  return `${line.slice(0, cut).replace(/[\s,;:–—-]+$/, "")}…`;
}

/** The last place at or before `limit` where no sign is torn apart. */
function graphemeEnd(line: string, limit: number): number {
  let end = 0;
  for (const { index, segment } of graphemes.segment(line.slice(0, limit + 100))) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return end;
}
