import { isJsonObject, numberOr, stringOr, type JsonObject } from "#lib/json.ts";
import type { MediaContent } from "./content.ts";
import { readBlock } from "./content-names.ts";
import { readFormattedBody, toLine, wordsOr } from "./content-text.ts";
import { parseMxcUri } from "./ids.ts";
import { parseWaveform } from "./parse-waveform.ts";

type MediaKind = MediaContent["media"];

const kindOfMsgtype: ReadonlyMap<unknown, MediaKind> = new Map<unknown, MediaKind>([
  ["m.image", "image"],
  ["m.video", "video"],
  ["m.audio", "audio"],
  ["m.file", "file"],
]);

const nameLimit = 255;
const galleryLimit = 50;

/** What a message of a media type holds; undefined when the type is no media type. */
export function parseMedia(msgtype: unknown, content: JsonObject): MediaContent | undefined {
  if (msgtype === "m.gallery" || msgtype === "dm.filament.gallery") return parseGallery(content);
  const kind = kindOfMsgtype.get(msgtype);
  if (kind === undefined) return undefined;
  const isVoice = kind === "audio" && readBlock(content, "voice") !== undefined;
  const fileName = stringOr(content["filename"]);
  const body = stringOr(content["body"]);
  const caption = fileName === undefined || body === fileName ? undefined : readCaption(content);
  return {
    ...readFile(isVoice ? "voice" : kind, content),
    fileName: toLine(fileName ?? body ?? "", nameLimit),
    caption,
  };
}

/** `m.sticker`: its `body` describes it, so it stands where others have a file name. */
export function parseSticker(content: JsonObject): MediaContent {
  const fileName = toLine(stringOr(content["body"]) ?? "", nameLimit);
  return { ...readFile("sticker", content), fileName, caption: undefined };
}

/** A gallery (MSC4274) is its first item, with the others beside it and the gallery's words as the caption. */
function parseGallery(content: JsonObject): MediaContent | undefined {
  const listed = Array.isArray(content["itemtypes"]) ? content["itemtypes"] : [];
  const items = listed.slice(0, galleryLimit).flatMap((item: unknown) => {
    const media = isJsonObject(item) ? parseMedia(item["itemtype"], { ...item, itemtypes: undefined }) : undefined;
    return media === undefined ? [] : [media];
  });
  const [first, ...more] = items;
  return first && { ...first, caption: readCaption(content) ?? first.caption, more };
}

function readCaption(content: JsonObject): MediaContent["caption"] {
  const body = wordsOr(content["body"]);
  return body === undefined || body.trim() === "" ? undefined : { body, html: readFormattedBody(content) };
}

function readFile(media: MediaKind, content: JsonObject): Omit<MediaContent, "fileName" | "caption"> {
  const info = isJsonObject(content["info"]) ? content["info"] : {};
  const audio = readBlock(content, "audio");
  const mxc = parseMxcUri(content["url"]);
  const poster = media === "video" ? parseMxcUri(info["thumbnail_url"]) : undefined;
  const waveform = isJsonObject(audio) && media === "voice" ? parseWaveform(audio["waveform"]) : undefined;
  return {
    kind: "media",
    media,
    mxc,
    encrypted: mxc === undefined && isJsonObject(content["file"]),
    mimeType: mimeTypeOr(info["mimetype"]),
    sizeBytes: wholeOr(info["size"]),
    width: wholeOr(info["w"]),
    height: wholeOr(info["h"]),
    durationMs: wholeOr(info["duration"]) ?? (isJsonObject(audio) ? wholeOr(audio["duration"]) : undefined),
    ...(poster === undefined ? {} : { poster }),
    ...(waveform === undefined ? {} : { waveform }),
  };
}

/** Zero and above, rounded; what is too large to count exactly is no claim worth repeating. */
function wholeOr(value: unknown): number | undefined {
  const rounded = Math.round(numberOr(value) ?? -1);
  return rounded >= 0 && Number.isSafeInteger(rounded) ? rounded : undefined;
}

function mimeTypeOr(value: unknown): string | undefined {
  const type = stringOr(value)?.split(";", 1)[0]?.trim().toLowerCase();
  return type !== undefined && /^[a-z0-9][\w.+-]{0,63}\/[a-z0-9][\w.+-]{0,127}$/.test(type) ? type : undefined;
}
