import type { MediaContent } from "#matrix/content.ts";
import { isolated, plainLine } from "./plain-line.ts";
import type { Words } from "./strings/words.ts";

/** Longest file name that is shown, in graphemes. */
const fileNameLimit = 120;

const kindKeys = {
  image: "mediaImage",
  video: "mediaVideo",
  audio: "mediaAudio",
  voice: "mediaVoice",
  file: "mediaFile",
  sticker: "mediaSticker",
} as const;

/** A file in one honest line: what it is, how large it claims to be, and that this archive has no copy of it. */
export function mediaLine(content: MediaContent, words: Words): string {
  return [content, ...(content.more ?? [])].map((one) => oneMediaLine(one, words)).join("; ");
}

function oneMediaLine(content: MediaContent, { fill, text, sizeOf }: Words): string {
  const file = isolated(plainLine(content.fileName, fileNameLimit));
  const parts = [
    fill(kindKeys[content.media], { file }).trim(),
    ...(content.sizeBytes === undefined || content.sizeBytes <= 0 ? [] : [sizeOf(content.sizeBytes)]),
    content.encrypted ? text.mediaEncrypted : text.mediaNotCopied,
  ];
  return parts.join(", ");
}
