import type { MediaContent } from "#matrix/content.ts";
import type { WhyMissing } from "./page-media.ts";
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

const whyKeys = {
  waiting: "mediaWaiting",
  "no-file": "mediaNoFile",
  policy: "mediaNotCopied",
  encrypted: "mediaEncrypted",
  "too-large": "mediaTooLarge",
  "wrong-type": "mediaWrongType",
  broken: "mediaBroken",
  "too-many-pixels": "mediaTooManyPixels",
  "too-slow": "mediaTooSlow",
  gone: "mediaGone",
  failed: "mediaFailed",
  "room-full": "mediaNoSpace",
  "site-full": "mediaNoSpace",
  quarantined: "mediaQuarantined",
} as const;

/** All files of a message in one line that says what they are: for quotes, lists and feeds. */
export function mediaLine(content: MediaContent, words: Words): string {
  return [content, ...(content.more ?? [])].map((one) => mediaName(one, words)).join("; ");
}

/** "Image pier.png": what a file is, with the name its sender gave it. */
export function mediaName(content: MediaContent, { fill }: Words): string {
  return fill(kindKeys[content.media], { file: isolated(fileNameOf(content)) }).trim();
}

export function fileNameOf(content: MediaContent): string {
  return plainLine(content.fileName, fileNameLimit);
}

/** What a file is, how large it claims to be, and why this archive does not show it. */
export function missingMediaLine(content: MediaContent, why: WhyMissing["why"], words: Words): string {
  const claimed = content.sizeBytes === undefined || content.sizeBytes <= 0 ? [] : [words.sizeOf(content.sizeBytes)];
  return [mediaName(content, words), ...claimed, words.text[whyKeys[why]]].join(", ");
}

/** "1:04:09", "0:14"; undefined where it is not known or beyond belief. */
export function durationText(durationMs: number | undefined): string | undefined {
  const seconds = Math.round((durationMs ?? 0) / 1000);
  if (seconds <= 0 || seconds >= 360_000) return undefined;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = twoDigits(seconds % 60);
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${twoDigits(minutes)}:${rest}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
