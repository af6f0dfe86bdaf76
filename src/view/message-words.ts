import { hasTag } from "#message/message-tree.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderExcerpt } from "#message/render-excerpt.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import type { SafeHtml } from "#message/safe-html.ts";
import type { PreviewWords } from "#message/preview-tree.ts";
import type { PageContext } from "./page-context.ts";
import { inlinePictureFor } from "./page-media.ts";
import { plainLine } from "./plain-line.ts";

/** What someone wrote: a message or the caption of a file. */
export type WrittenWords = {
  readonly body: string;
  readonly html: string | undefined;
  readonly previews?: readonly PreviewWords[];
};

/** Lines of a message that are shown before the rest folds, and how many signs make a line on a wide screen. */
const longLines = 40;
const lineWidth = 90;

/** A message's HTML for its page, and whether it is so long that it should fold. */
export function pageWords(
  words: WrittenWords,
  context: PageContext,
): { readonly html: SafeHtml; readonly long: boolean } {
  const tree = parseMessage(words);
  const html = renderSafeHtml(tree, {
    linkFor: context.linkFor,
    spoilerLabel: context.words.text.spoiler,
    pictureFor: (mxc, { isEmoji }) => inlinePictureFor(context.media, mxc, isEmoji ? "emoji" : "image"),
  });
  const long = mayBeLong(html) && lineCount(renderPlainText(tree, { spoilers: "shown" })) > longLines;
  return { html, long };
}

/** False for nearly every message, at little cost: no line begins without a tag or a line feed. */
function mayBeLong(html: string): boolean {
  if (html.length > (longLines * lineWidth) / 2) return true;
  let lines = html.length / lineWidth;
  for (let index = 0; index < html.length; index += 1) {
    const code = html.charCodeAt(index);
    if (code === 0x3c || code === 0x0a) lines += 1;
  }
  return lines > longLines;
}

function lineCount(text: string): number {
  return text.split("\n").reduce((count, line) => count + Math.max(1, Math.ceil(line.length / lineWidth)), 0);
}

/** The start of a message as one line of plain text, spoilers left out; `limit` in graphemes. */
export function wordsExcerpt(words: WrittenWords, limit: number): string {
  // The excerpt is cut with room to spare: the exact cut is the line's, which knows graphemes.
  return plainLine(renderExcerpt(parseMessage(words), limit * 4), limit);
}

/** A message as search finds it: its text without spoilers, and what it holds beside words. */
export function indexedWords(words: WrittenWords): {
  readonly text: string;
  readonly hasLink: boolean;
  readonly hasCode: boolean;
} {
  const tree = parseMessage(words);
  return {
    text: renderPlainText(tree).replaceAll(/█+/g, " "),
    hasLink: hasTag(tree, "a"),
    hasCode: hasTag(tree, "code") || hasTag(tree, "pre"),
  };
}
