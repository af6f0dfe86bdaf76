import type { Metadata, Sharp } from "sharp";
import type { MediaWish, SafeFile, SafeMedia } from "#lib/safe-media.ts";
import type { DeriveLimits } from "./derive-limits.ts";
import { isOpaque, openPicture, openRaster, unpack, type Raster } from "./open-picture.ts";
import { Refusal } from "./refusal.ts";
import { safeTypes, type SafeType } from "./safe-types.ts";
import { writeSafeFile, type SafeFolder } from "./write-safe-file.ts";

export type PictureUse = "image" | "avatar" | "emoji" | "poster";

export type PictureWish = {
  readonly use: PictureUse;
  readonly policy: MediaWish["policy"];
};

type Recipe = {
  readonly width: number;
  readonly height: number;
  /** `inside`: the whole picture, never larger than it is. `cover`: its middle, exactly of this size. */
  readonly fit: "inside" | "cover";
  readonly moves: boolean;
};

/** Sizes in pixels are about twice those on the page, for dense screens. */
const recipes: Readonly<Record<PictureUse, Recipe>> = {
  image: { width: 800, height: 600, fit: "inside", moves: true },
  poster: { width: 800, height: 600, fit: "inside", moves: false },
  avatar: { width: 96, height: 96, fit: "cover", moves: false },
  emoji: { width: 384, height: 96, fit: "inside", moves: true },
};

type Work = {
  readonly source: string;
  readonly limits: DeriveLimits;
  readonly folder: SafeFolder;
  readonly head: Metadata;
  readonly moves: boolean;
};

/**
 * A picture of a type in `isPictureType`, drawn anew: turned upright, in sRGB with 8 bits, without anything that is not pixels.
 * Throws a `Refusal` for what is broken or beyond the limits.
 */
export async function derivePicture(
  source: string,
  { use, policy }: PictureWish,
  { folder, limits }: { readonly folder: SafeFolder; readonly limits: DeriveLimits },
): Promise<SafeMedia> {
  const head = await unpack(() => openPicture(source, { limitInputPixels: false }).metadata());
  if (head.width * frameHeight(head) > limits.pixels) throw new Refusal("too-many-pixels");
  const recipe = recipes[use];
  const work: Work = { source, limits, folder, head, moves: recipe.moves && mayMove(head, limits) };
  const raster = await toRaster(work, recipe);
  const fallback = await writeFallback(work, raster);
  const moving = await writeMovingThumbnail(work, recipe);
  const thumbnail = moving ?? (await write(work, openRaster(raster).webp(thumbnailWebp), safeTypes.webp));
  const full = use === "image" && policy === "full" ? await writeFull(work, moving !== undefined) : undefined;
  return { kind: "image", thumbnail, fallback, ...(full && { full }), animated: moving !== undefined };
}

const thumbnailWebp = { quality: 75 };
const fullWebp = { quality: 85 };
const thumbnailJpeg = { quality: 75 };
const fullJpeg = { quality: 85 };

function frameHeight({ height, pageHeight }: Metadata): number {
  return pageHeight ?? height;
}

function mayMove(head: Metadata, { frames, framePixels }: DeriveLimits): boolean {
  const { format, pages = 1, width } = head;
  const isMoving = pages > 1 && (format === "gif" || format === "webp");
  return isMoving && pages <= frames && pages * width * frameHeight(head) <= framePixels;
}

/** Unpacked once, for thumbnail and fallback. */
async function toRaster({ source, limits }: Work, { width, height, fit }: Recipe): Promise<Raster> {
  const { data, info } = await unpack(() =>
    openPicture(source, { limitInputPixels: limits.pixels })
      .autoOrient()
      .resize({ width, height, fit, withoutEnlargement: fit === "inside" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true }),
  );
  return { data, width: info.width, height: info.height, channels: info.channels };
}

async function writeFallback(work: Work, raster: Raster): Promise<SafeFile> {
  const picture = openRaster(raster);
  return isOpaque(raster.data, raster.channels)
    ? write(work, picture.jpeg(thumbnailJpeg), safeTypes.jpeg)
    : write(work, picture.png(), safeTypes.png);
}

/** Undefined: it does not move, a later frame is broken, or its motion is too large; then its first frame stands for it. */
async function writeMovingThumbnail(work: Work, { width, height }: Recipe): Promise<SafeFile | undefined> {
  if (!work.moves) return undefined;
  const bytes = await packMoving(work, { width, height }, thumbnailWebp).catch(() => undefined);
  if (bytes === undefined || bytes.data.length > work.limits.movingBytes) return undefined;
  return writeSafeFile(bytes.data, safeTypes.webp, { folder: work.folder, pixels: bytes.pixels });
}

async function packMoving({ source, limits }: Work, box: Box, { quality }: { readonly quality: number }) {
  const { data, info } = await unpack(() =>
    openPicture(source, { animated: true, limitInputPixels: limits.framePixels })
      .resize({ ...box, fit: "inside", withoutEnlargement: true })
      .webp({ quality, effort: 2 })
      .toBuffer({ resolveWithObject: true }),
  );
  return { data, pixels: { width: info.width, height: info.pageHeight ?? info.height } };
}

type Box = { readonly width: number; readonly height: number };

/** All pixels there are, up to a limit. What came without loss stays so; the rest goes to where transparency lets it. */
async function writeFull(work: Work, moves: boolean): Promise<SafeFile> {
  const { source, limits, head, folder } = work;
  const box = { width: limits.fullSide, height: limits.fullSide };
  if (moves) {
    const { data, pixels } = await packMoving(work, box, fullWebp);
    return writeSafeFile(data, safeTypes.webp, { folder, pixels });
  }
  const picture = openPicture(source, { limitInputPixels: limits.pixels })
    .autoOrient()
    .resize({ ...box, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
  if (head.format === "png" || head.format === "gif") return write(work, picture.png(), safeTypes.png);
  if (head.hasAlpha) return write(work, picture.webp(fullWebp), safeTypes.webp);
  return write(work, picture.jpeg(fullJpeg), safeTypes.jpeg);
}

async function write({ folder }: Work, picture: Sharp, type: SafeType): Promise<SafeFile> {
  const { data, info } = await unpack(() => picture.toBuffer({ resolveWithObject: true }));
  return writeSafeFile(data, type, { folder, pixels: { width: info.width, height: info.height } });
}
