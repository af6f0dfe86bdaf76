import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

/** What anybody would write to make thumbnails with sharp: unpack and shrink once, pack twice, no questions asked. */
export async function bareResize(paths: readonly string[], folder: string): Promise<void> {
  sharp.concurrency(1);
  sharp.cache(false);
  for (const [index, path] of paths.entries()) {
    const { data, info } = await sharp(path)
      .autoOrient()
      .resize({ width: 800, height: 600, fit: "inside", withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    const shrunk = sharp(data, { raw: { width, height, channels } });
    await writeFile(join(folder, `${index}.webp`), await shrunk.clone().webp({ quality: 75 }).toBuffer());
    await writeFile(join(folder, `${index}.jpg`), await shrunk.clone().jpeg({ quality: 75 }).toBuffer());
  }
}
