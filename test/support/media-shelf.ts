import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { mediaFolder, safeFilePath } from "#lib/media-paths.ts";
import type { Derived, MediaWish, SafeFile, SafeMedia } from "#lib/safe-media.ts";
import { deriveLimits, type DeriveLimits } from "#media/derive-limits.ts";
import { deriveMedia } from "#media/derive-media.ts";
import { temporaryFolder, type Ending } from "./temporary-folder.ts";

export type Picture = Extract<SafeMedia, { readonly kind: "image" }>;

/** A folder in which files are made safe by this process itself; the process apart has its own tests. */
export type MediaShelf = {
  readonly folder: string;
  readonly put: (bytes: Uint8Array | string) => Promise<string>;
  readonly derive: (
    bytes: Uint8Array | string,
    wish?: Partial<MediaWish>,
    limits?: Partial<DeriveLimits>,
  ) => Promise<Derived>;
  /** As `derive`; fails the test unless it becomes a picture. */
  readonly picture: (bytes: Uint8Array, wish?: Partial<MediaWish>, limits?: Partial<DeriveLimits>) => Promise<Picture>;
  readonly bytesOf: (file: SafeFile) => Promise<Buffer>;
  readonly pathOf: (file: SafeFile) => string;
};

export async function mediaShelf(ending: Ending): Promise<MediaShelf> {
  const folder = await temporaryFolder(ending);
  await mkdir(join(folder, mediaFolder, "safe"), { recursive: true });
  const place = { storeFolder: folder, partFile: join(folder, mediaFolder, "safe", "part") };
  let count = 0;
  const put = async (bytes: Uint8Array | string): Promise<string> => {
    const path = join(folder, `stranger-${(count += 1)}`);
    await writeFile(path, bytes);
    return path;
  };
  const derive: MediaShelf["derive"] = async (bytes, wish, limits) =>
    deriveMedia(
      await put(bytes),
      { use: "image", policy: "full", ...wish },
      { folder: place, limits: { ...deriveLimits, ...limits } },
    );
  const pathOf = (file: SafeFile): string => join(folder, safeFilePath(file));
  return {
    folder,
    put,
    derive,
    picture: async (...given) => {
      const derived = await derive(...given);
      if (!derived.ok || derived.media.kind !== "image") throw new Error(`No picture: ${JSON.stringify(derived)}`);
      return derived.media;
    },
    pathOf,
    bytesOf: (file) => readFile(pathOf(file)),
  };
}

/** Red, green, blue and alpha of one pixel of a written file, at a share of its width and height. */
export async function pixelAt(
  path: string,
  { x, y }: { readonly x: number; readonly y: number },
): Promise<readonly number[]> {
  const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = info.channels * (Math.floor(y * info.height) * info.width + Math.floor(x * info.width));
  return [...data.subarray(at, at + 4)];
}
