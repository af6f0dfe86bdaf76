import type { EventContent } from "#matrix/content.ts";
import type { AwaitingEdit } from "#timeline/timeline.ts";
import { mediaLine } from "./media-line.ts";
import { wordsExcerpt } from "./message-words.ts";
import { isolated, plainLine } from "./plain-line.ts";
import { stateLine } from "./state-line.ts";
import type { Words } from "./strings/words.ts";

/**
 * Anything an event can say as one line of plain text, for quotes and for what has no look of its own. Spoilers are left
 * out; `limit` in graphemes. Never empty.
 */
export function contentLine(content: EventContent | AwaitingEdit, name: string, words: Words, limit = 500): string {
  const { fill, text } = words;
  switch (content.kind) {
    case "text":
    case "notice":
    case "emote":
      return wordsExcerpt(content, limit) || "…";
    case "media":
      return (content.caption && wordsExcerpt(content.caption, limit)) || mediaLine(content, words);
    case "poll":
      return plainLine(content.question, limit);
    case "location": {
      const place = plainLine(content.description ?? "", limit);
      return place === "" ? text.location : fill("locationNamed", { place: isolated(place) });
    }
    case "encrypted":
      return text.encrypted;
    case "call":
      return text.call;
    case "unsupported":
    case "silent":
      return fill("unsupported", { type: plainLine(content.kind === "unsupported" ? content.type : "?", 100) });
    case "awaiting-edit":
      return text.awaitingEdit;
    default:
      return stateLine(content, name, words);
  }
}
