import type { MediaContent, PollContent, TextContent } from "#matrix/content.ts";
import type { MessageItem, PollTally } from "#timeline/timeline.ts";
import { contentLine } from "./content-line.ts";
import { mediaViewsFor } from "./media-view.ts";
import { pageWords } from "./message-words.ts";
import type { TileBody } from "./models.ts";
import type { PageContext } from "./page-context.ts";
import { plainLine } from "./plain-line.ts";
import type { Words } from "./strings/words.ts";

/** What stands in a message's place: its words, a poll, or one honest line for what cannot be shown. */
export function tileBodyFor({ content, poll }: MessageItem, name: string, context: PageContext): TileBody {
  switch (content.kind) {
    case "text":
    case "notice":
    case "emote":
      return wordsBody(content, name, context);
    case "poll":
      return pollBody(content, poll, context.words);
    case "media":
      return mediaBody(content, context);
    default:
      return { kind: "line", text: contentLine(content, name, context.words), captionHtml: undefined };
  }
}

function wordsBody(content: TextContent, name: string, context: PageContext): TileBody {
  const { html, long } = pageWords(content, context);
  return content.kind === "emote" ? { kind: "emote", html, name, long } : { kind: content.kind, html, long };
}

function mediaBody(content: MediaContent, context: PageContext): TileBody {
  const items = mediaViewsFor(content, context);
  const captionHtml = content.caption && pageWords(content.caption, context).html;
  const lines = items.flatMap((item) => (item.kind === "missing" && item.still === undefined ? [item.text] : []));
  if (lines.length === items.length) return { kind: "line", text: lines.join("; "), captionHtml };
  return { kind: "media", items, captionHtml };
}

export function pollBody(
  content: PollContent,
  tally: PollTally | undefined,
  words: Words,
): Extract<TileBody, { readonly kind: "poll" }> {
  const voters = tally?.voters ?? 0;
  const answers = tally?.answers ?? content.answers.map(({ text }) => ({ text, votes: undefined }));
  return {
    kind: "poll",
    question: plainLine(content.question, 500),
    answers: answers.map(({ text, votes }) => ({
      text: plainLine(text, 300),
      votes,
      percent: votes === undefined || voters === 0 ? 0 : Math.round((votes / voters) * 100),
    })),
    status: words.fill(statusKey(tally), { people: words.count("people", voters) }),
  };
}

function statusKey(tally: PollTally | undefined) {
  if (tally?.closed === true) return "pollStatusClosed";
  return tally?.answers.some(({ votes }) => votes === undefined) ? "pollStatusHidden" : "pollStatus";
}
