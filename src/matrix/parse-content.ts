import { stringOr, type JsonObject } from "#lib/json.ts";
import type { EventContent, TextContent } from "./content.ts";
import { parseLocation } from "./content-location.ts";
import { parseMedia, parseSticker } from "./content-media.ts";
import { stableTypeFor } from "./content-names.ts";
import { parsePoll } from "./content-poll.ts";
import { readPreviews } from "./content-previews.ts";
import { isSilentMsgtype, isSilentType } from "./content-silent.ts";
import { isPolicyRule, stateParsers } from "./content-state.ts";
import { readText, toLine } from "./content-text.ts";
import type { RoomEvent } from "./room-event.ts";

/**
 * What an event has to say. Total: whatever a known type lacks, the event falls to its words (`body` or a text block), and
 * without words to `unsupported`, which names the type (spec: "Instant messaging"; MSC1767).
 */
export function parseEventContent(event: RoomEvent): EventContent {
  const type = stableTypeFor(event.type);
  if (isSilentType(type)) return { kind: "silent" };
  if (event.stateKey === undefined) return parseMessageEvent(type, event.content) ?? unsupported(event.type);
  if (isPolicyRule(type)) return { kind: "room-rules", what: "policy" };
  return stateParsers.get(type)?.(event.content) ?? unsupported(event.type);
}

function parseMessageEvent(type: string, content: JsonObject): EventContent | undefined {
  switch (type) {
    case "m.room.message":
      return parseRoomMessage(content);
    case "m.sticker":
      return parseSticker(content);
    case "m.location":
      return parseLocation(content);
    case "m.room.encrypted":
      return { kind: "encrypted" };
    case "m.call.invite":
      return { kind: "call" };
    case "m.poll.start":
      return parsePoll(content) ?? parseWords(type, content);
    default:
      return parseWords(type, content);
  }
}

function parseRoomMessage(content: JsonObject): EventContent | undefined {
  const msgtype = content["msgtype"];
  if (isSilentMsgtype(msgtype)) return { kind: "silent" };
  if (msgtype === "m.location") return parseLocation(content);
  const named = stringOr(msgtype);
  return parseMedia(msgtype, content) ?? parseWords(named, content) ?? (named ? unsupported(named) : undefined);
}

const kindOfWords: ReadonlyMap<string | undefined, TextContent["kind"]> = new Map<string, TextContent["kind"]>([
  ["m.notice", "notice"],
  ["m.emote", "emote"],
]);

/** `m.notice` and `m.emote` are kinds of message and, in extensible events, types of their own. */
function parseWords(name: string | undefined, content: JsonObject): TextContent | undefined {
  const text = readText(content);
  const previews = readPreviews(content);
  return text && { kind: kindOfWords.get(name) ?? "text", ...text, ...(previews && { previews }) };
}

function unsupported(type: string): EventContent {
  return { kind: "unsupported", type: toLine(type, 100) || "?" };
}
