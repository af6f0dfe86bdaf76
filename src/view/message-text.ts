import type { MediaContent } from "#matrix/content.ts";
import { maskText } from "#message/mask-text.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderMarkdown } from "#message/render-markdown.ts";
import { renderMarkdownLine } from "#message/render-markdown-line.ts";
import { renderPlainText } from "#message/render-plain-text.ts";
import type { MessageItem } from "#timeline/timeline.ts";
import { contentLine } from "./content-line.ts";
import type { LinkFor } from "./inputs.ts";
import { mediaLine } from "./media-line.ts";
import type { WrittenWords } from "./message-words.ts";
import type { TileBody } from "./models.ts";
import { withoutControls } from "./plain-line.ts";
import type { Words } from "./strings/words.ts";
import { pollBody } from "./tile-body.ts";

/** What a message says, in one of the two forms that machines read. Never with what a spoiler hides. */
export type TextForm = {
  /** Words that people wrote. */
  readonly written: (words: WrittenWords) => string;
  /** One line of plain text. */
  readonly line: (text: string) => string;
};

/** Blocks of Markdown; links into the archive are absolute, for a file is read anywhere. */
export function markdownForm(siteUrl: string, linkFor: LinkFor): TextForm {
  const options = {
    linkFor: (target: Parameters<LinkFor>[0]) => {
      const href = linkFor(target);
      return href === undefined ? undefined : new URL(href, siteUrl).href;
    },
  };
  return {
    written: (words) => renderMarkdown(parseMessage(words), options),
    line: (text) => renderMarkdownLine([text]),
  };
}

/** Lines of plain text, masked as in search. */
export const plainForm: TextForm = {
  written: (words) =>
    renderPlainText(parseMessage(words))
      .split("\n")
      .map((line) => maskText(withoutControls(line)).trimEnd())
      .join("\n")
      .trim(),
  line: (text) => text,
};

/** The blocks of a message's text: its words, its files by name, its poll. Empty for words of nothing but what is not shown. */
export function messageBlocks(item: MessageItem, name: string, words: Words, form: TextForm): readonly string[] {
  const { content } = item;
  const blocks = (): readonly string[] => {
    switch (content.kind) {
      case "text":
      case "notice":
      case "emote":
        return [form.written(content)];
      case "media":
        return mediaBlocks(content, words, form);
      case "poll":
        return pollBlocks(pollBody(content, item.poll, words), form);
      default:
        return [form.line(contentLine(content, name, words))];
    }
  };
  return blocks().filter((block) => block !== "");
}

function mediaBlocks(content: MediaContent, words: Words, { written, line }: TextForm): readonly string[] {
  return [line(mediaLine(content, words)), ...(content.caption === undefined ? [] : [written(content.caption)])];
}

function pollBlocks(poll: Extract<TileBody, { kind: "poll" }>, { line }: TextForm): readonly string[] {
  const answers = poll.answers.map(({ text, votes }) => line(votes === undefined ? text : `${text} (${votes})`));
  return [line(poll.question), ...answers, line(poll.status)];
}
