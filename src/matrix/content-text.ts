import { isJsonObject, stringOr, type JsonObject, type JsonValue } from "#lib/json.ts";
import { readBlock } from "./content-names.ts";
import { withoutIrcFormat } from "./without-irc-format.ts";

export type TextBlock = { readonly body: string; readonly html: string | undefined };

/**
 * The words of an event: `body` with its `formatted_body`, else the text blocks of extensible events (MSC1767).
 * undefined when there are none, or nothing that can be seen.
 */
export function readText(content: JsonObject): TextBlock | undefined {
  const body = wordsOr(content["body"]);
  const html = readFormattedBody(content);
  if (!isBlank(body) || !isBlank(html)) return { body: body ?? "", html };
  return readTextBlocks(content);
}

/** `formatted_body`; undefined unless `format` says that it is Matrix's HTML. */
export function readFormattedBody(content: JsonObject): string | undefined {
  return content["format"] === "org.matrix.custom.html" ? wordsOr(content["formatted_body"]) : undefined;
}

/** The extensible blocks alone. Each comes as a string, as one representation or as a list of them. */
export function readTextBlocks(content: JsonObject): TextBlock | undefined {
  const blocks = [readBlock(content, "message"), readBlock(content, "text")].flatMap(representationsOf);
  const html = blocks.find((block) => block.mimeType === "text/html")?.body ?? stringOr(readBlock(content, "html"));
  const body = blocks.find((block) => block.mimeType === "text/plain")?.body;
  return isBlank(body) && isBlank(html) ? undefined : { body: body ?? "", html };
}

/** Text as its author meant it, less codes that an IRC client of theirs put in; undefined when it is no text. */
export function wordsOr(value: unknown): string | undefined {
  const text = stringOr(value);
  return text === undefined ? undefined : withoutIrcFormat(text);
}

/** White space folded, outer white space gone, at most `limit` code points with an ellipsis as the last. */
export function toLine(text: string, limit: number): string {
  const line = text
    .slice(0, limit * 8)
    .replaceAll(/\s+/g, " ")
    .trim();
  if (line.length <= limit) return line;
  const points = Array.from(line);
  return points.length <= limit ? line : `${points.slice(0, limit - 1).join("")}…`;
}

/** White space, controls, fillers and joiners alone look like no message at all. */
function isBlank(text: string | undefined): boolean {
  return text === undefined || !/[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u{2800}\u{FFFE}\u{FFFF}]/u.test(text);
}

type Representation = { readonly mimeType: string; readonly body: string };

function representationsOf(value: JsonValue | undefined): readonly Representation[] {
  if (typeof value === "string") return [{ mimeType: "text/plain", body: withoutIrcFormat(value) }];
  if (Array.isArray(value)) return value.slice(0, 10).flatMap(representationOf);
  if (isJsonObject(value)) return [...representationOf(value), ...representationsOf(readBlock(value, "text"))];
  return [];
}

function representationOf(value: unknown): readonly Representation[] {
  if (!isJsonObject(value)) return [];
  const body = wordsOr(value["body"]);
  return body === undefined ? [] : [{ mimeType: stringOr(value["mimetype"]) ?? "text/plain", body }];
}
