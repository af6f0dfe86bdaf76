import { isJsonObject, type JsonObject, type JsonValue } from "#lib/json.ts";

/**
 * Content without the quote of the answered message that clients before v1.13 put into replies (spec: "Fallbacks for rich
 * replies"): leading `> ` lines of `body`, a leading `<mx-reply>` of `formatted_body`, in `m.new_content` and in the text
 * blocks of MSC1767 too. The quote is somebody else's words, which may be redacted one day, so it is never kept.
 */
export function stripReplyFallback(content: JsonObject): JsonObject {
  const relation = content["m.relates_to"];
  const isEdit = isJsonObject(relation) && relation["rel_type"] === "m.replace";
  const stripped = stripBlock(content, hasReply(content), isEdit);
  const edited = stripped["m.new_content"];
  if (!isJsonObject(edited)) return stripped;
  return { ...stripped, "m.new_content": stripBlock(edited, hasReply(edited) || hasReply(content), true) };
}

/** Text blocks of extensible events (MSC1767), which repeat `body` and `formatted_body`. */
const textBlocks: Readonly<Record<string, "plain" | "html" | "either">> = {
  "m.text": "either",
  "m.message": "either",
  "org.matrix.msc1767.text": "plain",
  "org.matrix.msc1767.html": "html",
  "org.matrix.msc1767.message": "either",
};

function hasReply(content: JsonObject): boolean {
  const relation = content["m.relates_to"];
  if (!isJsonObject(relation)) return false;
  const reply = relation["m.in_reply_to"];
  return isJsonObject(reply) && typeof reply["event_id"] === "string";
}

/** `isEdit`: the reply is named by the edited message, not here, so the quote has to be known by its looks. */
function stripBlock(content: JsonObject, isReply: boolean, isEdit: boolean): JsonObject {
  const html = content["formatted_body"];
  const htmlQuotes = typeof html === "string" && beginsWithMxReply(html);
  // A reply whose HTML has no fallback has none in its text: what is quoted there, its author quoted.
  const certain = isReply && (htmlQuotes || typeof html !== "string");
  const possible = isReply || isEdit;
  if (!possible && !htmlQuotes) return content;
  const result: Record<string, JsonValue | undefined> = { ...content };
  if (typeof content["body"] === "string") {
    result["body"] = stripPlain(content["body"], certain || (isEdit && htmlQuotes), possible);
  }
  if (htmlQuotes) {
    const rest = stripMxReply(html);
    if (rest === undefined) {
      delete result["formatted_body"];
      delete result["format"];
    } else result["formatted_body"] = rest;
  }
  for (const [key, kind] of Object.entries(textBlocks)) {
    if (key in content) result[key] = stripTextBlock(content[key], kind, certain, possible);
  }
  return result;
}

function stripTextBlock(
  value: JsonValue | undefined,
  kind: "plain" | "html" | "either",
  certain: boolean,
  possible: boolean,
): JsonValue {
  if (typeof value === "string") {
    return kind === "html" ? (stripMxReply(value) ?? "") : stripPlain(value, certain, possible);
  }
  if (!Array.isArray(value)) return value ?? null;
  return value.map((entry: JsonValue): JsonValue => {
    if (!isJsonObject(entry) || typeof entry["body"] !== "string") return entry;
    const isHtml = kind === "html" || entry["mimetype"] === "text/html";
    return {
      ...entry,
      body: isHtml ? (stripMxReply(entry["body"]) ?? "") : stripPlain(entry["body"], certain, possible),
    };
  });
}

/** `> <@user:server> text` or `> * <@user:server> text`: nobody but a client writes that. */
const quoteSignature = /^> (?:\* )?<@[^>\n]{1,255}>/;

function stripPlain(body: string, certain: boolean, possible: boolean): string {
  if (!certain && !(possible && quoteSignature.test(body))) return body;
  const lines = body.split("\n");
  const end = lines.findIndex((line) => line !== ">" && !line.startsWith("> "));
  if (end === 0) return body;
  if (end === -1) return quoteSignature.test(body) ? "" : body;
  return lines.slice(lines[end] === "" ? end + 1 : end).join("\n");
}

function beginsWithMxReply(html: string): boolean {
  return /^\s*<mx-reply[\s>]/i.test(html);
}

/** undefined: the quote is never closed, so all of it is quote. Replies once quoted replies, quote and all: they nest. */
function stripMxReply(html: string): string | undefined {
  if (!beginsWithMxReply(html)) return html;
  let depth = 0;
  for (const tag of html.matchAll(/<(\/?)mx-reply(?:\s[^>]*)?>/gi)) {
    depth += tag[1] === "/" ? -1 : 1;
    if (depth === 0) return html.slice(tag.index + tag[0].length);
  }
  return undefined;
}
