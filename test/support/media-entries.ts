import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { drawSeascape } from "#sample/draw-seascape.ts";
import { waveformPath } from "#view/waveform-path.ts";
import type { MediaView, MessageTile, PictureView, SmallPicture } from "#view/models.ts";
import { basePath, messageFor, safeHtml } from "./page-models.ts";

const size = { width: 320, height: 240 };

/** Files of the pictures below, drawn when a site is made for the browser. */
const names = ["pier", "crab", "lamp", "face"] as const;

const hrefOf = (name: string, extension: string): string => `${basePath}media/${name.slice(0, 2)}/${name}.${extension}`;

function picture(name: (typeof names)[number], full: boolean): PictureView {
  const fullHref = full ? hrefOf(name, "webp") : undefined;
  return {
    alt: `Image ${name}.png`,
    webp: hrefOf(name, "webp"),
    fallback: hrefOf(name, "png"),
    ...size,
    full: fullHref,
    animated: name === "lamp",
  };
}

const show = (name: (typeof names)[number]): MediaView => ({
  kind: "picture",
  picture: picture(name, true),
  sticker: false,
});

/** A face, or an emoji. */
export const face: SmallPicture = { src: hrefOf("face", "webp"), width: 32, height: 32 };

/** Messages with files of every kind, with a caption, and with pictures inside the text. */
export function messagesWithMedia(): readonly MessageTile[] {
  const caption = safeHtml("The pier at <strong>low</strong> water");
  const bodies: readonly (readonly [string, MessageTile["body"]])[] = [
    ["10:01", { kind: "media", items: [show("pier")], captionHtml: caption }],
    ["10:02", { kind: "media", items: [show("pier"), show("crab"), show("lamp"), gone], captionHtml: undefined }],
    ["10:03", { kind: "media", items: [film], captionHtml: undefined }],
    ["10:04", { kind: "media", items: [voice], captionHtml: undefined }],
    ["10:05", { kind: "media", items: [table], captionHtml: undefined }],
    ["10:06", { kind: "media", items: [{ ...gone, still: picture("crab", false) }], captionHtml: undefined }],
  ];
  const emoji = `Here <img data-mx-emoticon src="mxc://tidewater.example/face" alt=":gull:"> it is`;
  return [
    ...bodies.map(([time, body]) => messageFor("Mara", time, "", { body, edited: time === "10:01" })),
    messageFor("Mara", "10:07", "", {
      body: { kind: "text", html: safeHtml(emoji, () => ({ ...face, width: 24, height: 24 })), long: false },
      reactions: [{ key: ":gull:", count: 2, label: "2 people reacted with :gull:", picture: face }],
    }),
  ];
}

const film: MediaView = {
  kind: "video",
  src: hrefOf("tide", "mp4"),
  label: "Video tide.mp4, 1:04",
  poster: hrefOf("lamp", "webp"),
  ...size,
};
const voice: MediaView = {
  kind: "sound",
  src: hrefOf("voice", "ogg"),
  label: "Voice message, 0:14",
  waveform: waveformPath(Array.from({ length: 60 }, (_, bar) => Math.abs(Math.sin(bar / 4)))),
};
const table: MediaView = { kind: "file", href: hrefOf("table", "bin"), name: "table.csv", details: "text/csv, 12 kB" };
const gone = { kind: "missing", text: "Image rope.png, 2 MB, no longer on its server", still: undefined } as const;

/** Draws the pictures into a site that shows these messages. */
export async function writePictures(siteFolder: string): Promise<void> {
  for (const [seed, name] of names.entries()) {
    const drawn = drawSeascape({ seed, ...size });
    for (const [extension, bytes] of [
      ["png", drawn],
      ["webp", await sharp(drawn).webp().toBuffer()],
    ] as const) {
      const file = join(siteFolder, hrefOf(name, extension).slice(basePath.length));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
  }
}
