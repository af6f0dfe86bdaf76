import sharp, { type Sharp, type SharpOptions } from "sharp";
import { Refusal } from "./refusal.ts";

/** Pictures that browsers show and that are drawn anew here, by the type that their bytes tell. Everything else is refused. */
const loaders: Readonly<Record<string, string>> = {
  "image/jpeg": "VipsForeignLoadJpegFile",
  "image/png": "VipsForeignLoadPngFile",
  // Its first frame: libvips reads no others.
  "image/apng": "VipsForeignLoadPngFile",
  "image/gif": "VipsForeignLoadNsgifFile",
  "image/webp": "VipsForeignLoadWebpFile",
  "image/avif": "VipsForeignLoadHeifFile",
};

// Only these decoders ever see a stranger's byte: no SVG, PDF, TIFF, JPEG 2000 or ImageMagick, whatever the file pretends.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: [...new Set(Object.values(loaders))] });
// One thread and no cache: the same bytes each time, and memory that does not grow with the number of files.
sharp.concurrency(1);
sharp.cache(false);

export function isPictureType(mimeType: string | undefined): boolean {
  return mimeType !== undefined && Object.hasOwn(loaders, mimeType);
}

/** A stranger's picture, to be unpacked when asked. Harmless faults are forgiven, missing ends and broken data are not. */
export function openPicture(path: string, options: SharpOptions): Sharp {
  return sharp(path, { failOn: "error", ...options });
}

/** Pixels as they lie in memory, ready to be packed. */
export type Raster = {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
};

/** Our own pixels again: nothing of a file is left but what can be seen. */
export function openRaster({ data, width, height, channels }: Raster): Sharp {
  const picture = sharp(data, { raw: { width, height, channels } });
  return isOpaque(data, channels) ? picture.removeAlpha() : picture;
}

/** Runs libvips; what it throws is said of the file. */
export async function unpack<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(/pixel limit/i.test(String(error)) ? "too-many-pixels" : "broken", error);
  }
}

/** Many pictures have a channel for transparency and no transparent pixel. */
export function isOpaque(data: Uint8Array, channels: number): boolean {
  if (channels % 2 === 1) return true;
  for (let index = channels - 1; index < data.length; index += channels) if (data[index] !== 255) return false;
  return true;
}
