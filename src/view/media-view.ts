import { assertNever } from "#lib/assert-never.ts";
import type { MediaUse, SafeFile, SafeMedia } from "#lib/safe-media.ts";
import type { MediaContent } from "#matrix/content.ts";
import { durationText, fileNameOf, mediaName, missingMediaLine } from "./media-line.ts";
import type { MediaView, PictureView } from "./media-models.ts";
import { wordsExcerpt } from "./message-words.ts";
import type { PageContext } from "./page-context.ts";
import { waveformPath } from "./waveform-path.ts";

/** What a file is wanted for, by what its message says it is. */
const useOf: Readonly<Record<MediaContent["media"], MediaUse>> = {
  image: "image",
  sticker: "image",
  video: "video",
  audio: "audio",
  voice: "audio",
  file: "file",
};

/** Pictures are shown no larger, in CSS pixels; the files are larger, for dense screens. */
const pictureBox = { width: 560, height: 420 };
const stickerBox = { width: 192, height: 192 };
/** Longest description of a picture, in graphemes. */
const altLimit = 300;

/** Every file of a message, in order: one, or those of a gallery, whose words are of all and describe none of them. */
export function mediaViewsFor(content: MediaContent, context: PageContext): readonly MediaView[] {
  if (content.more === undefined || content.more.length === 0) return [mediaViewFor(content, context)];
  return [{ ...content, caption: undefined }, ...content.more].map((one) => mediaViewFor(one, context));
}

function mediaViewFor(content: MediaContent, context: PageContext): MediaView {
  const { media, words } = context;
  const found = content.encrypted
    ? { kind: "missing" as const, why: "encrypted" as const }
    : media.find(content.mxc, useOf[content.media]);
  switch (found.kind) {
    case "missing":
      return { kind: "missing", text: missingMediaLine(content, found.why, words), still: stillFor(content, context) };
    case "image":
      return { kind: "picture", picture: pictureFor(content, found, context), sticker: content.media === "sticker" };
    case "video":
      return videoFor(content, found.file, context);
    case "audio":
      return {
        kind: "sound",
        src: media.hrefFor(found.file),
        label: lengthLabel(content, found.durationMs, context),
        waveform: content.waveform && waveformPath(content.waveform),
      };
    case "file":
      return {
        kind: "file",
        href: media.hrefFor(found.file),
        name: fileNameOf(content) || mediaName(content, words),
        details: [typeOf(content, found.file), words.sizeOf(found.file.sizeBytes)].filter(Boolean).join(", "),
      };
    default:
      return assertNever(found);
  }
}

type SafeImage = Extract<SafeMedia, { kind: "image" }>;

function pictureFor(content: MediaContent, image: SafeImage, context: PageContext): PictureView {
  const { media, words } = context;
  const { thumbnail, fallback, full, animated } = image;
  const said = content.caption && wordsExcerpt(content.caption, altLimit);
  return {
    alt: said || mediaName(content, words),
    webp: media.hrefFor(thumbnail),
    fallback: media.hrefFor(fallback),
    full: full && media.hrefFor(full),
    animated,
    ...fitted(thumbnail, content.media === "sticker" ? stickerBox : pictureBox),
  };
}

function stillFor(content: MediaContent, context: PageContext): PictureView | undefined {
  const still = content.poster && context.media.find(content.poster, "poster");
  return still?.kind === "image" ? pictureFor(content, still, context) : undefined;
}

function videoFor(content: MediaContent, file: SafeFile, context: PageContext): MediaView {
  const still = content.poster && context.media.find(content.poster, "poster");
  const image = still?.kind === "image" ? still : undefined;
  const { width, height } = file.width !== undefined && file.height !== undefined ? file : (image?.thumbnail ?? {});
  return {
    kind: "video",
    src: context.media.hrefFor(file),
    label: lengthLabel(content, undefined, context),
    poster: image && context.media.hrefFor(image.thumbnail),
    ...(width === undefined || height === undefined
      ? { width: undefined, height: undefined }
      : fitted({ width, height }, pictureBox)),
  };
}

/** Never enlarged, and never less than a pixel. */
function fitted(
  { width = 1, height = 1 }: Pick<SafeFile, "width" | "height">,
  box: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function lengthLabel(content: MediaContent, durationMs: number | undefined, { words }: PageContext): string {
  const length = durationText(durationMs ?? content.durationMs);
  return [mediaName(content, words), ...(length === undefined ? [] : [length])].join(", ");
}

/** What the bytes were found to be; the sender's word where they may be anything. */
function typeOf({ mimeType }: MediaContent, file: SafeFile): string | undefined {
  return file.mimeType === "application/octet-stream" ? mimeType : file.mimeType;
}
