import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

const size = { width: 1600, height: 1200 };
/** So coarse are the clouds that a picture is made of. */
const grain = { width: 64, height: 48 };

/** As many photographs of nothing, no two alike, and nearly as hard to pack as real ones; their paths. */
export async function drawPictures(folder: string, count: number): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, `picture-${index}`);
    const clouds = Buffer.from([...seededBytes(index + 1, grain.width * grain.height * 3)]);
    await sharp(clouds, { raw: { ...grain, channels: 3 } })
      .resize({ ...size, kernel: "lanczos3", fit: "fill" })
      .jpeg({ quality: 90 })
      .toFile(path);
    paths.push(path);
  }
  return paths;
}

/** A linear congruential generator: the same clouds on every machine. */
function* seededBytes(seed: number, count: number): Generator<number> {
  let state = seed;
  for (let index = 0; index < count; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 24;
  }
}
