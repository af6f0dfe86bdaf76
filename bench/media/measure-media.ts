import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openDeriver } from "#media/open-deriver.ts";
import { medianCosts } from "../cpu.ts";
import type { Figure } from "../figures.ts";
import { familyMemoryMiB } from "../processes.ts";
import { bareResize } from "./bare-resize.ts";
import { drawPictures } from "./bench-pictures.ts";

export type MediaMeasure = { readonly folder: string; readonly pictures: number; readonly rounds: number };

const more = 10;

/** Safe thumbnails of photographs, in their process apart, against a bare loop that shrinks the same ones. */
export async function measureMedia({ folder, pictures, rounds }: MediaMeasure): Promise<readonly Figure[]> {
  const paths = await drawPictures(join(folder, "pictures"), pictures);
  const [bareFolder, safeFolder] = [join(folder, "bare"), join(folder, "safe-media")];
  await mkdir(bareFolder);
  const { bare, safe } = await medianCosts(
    { bare: () => bareResize(paths, bareFolder), safe: () => deriveAll(paths, safeFolder) },
    rounds,
    { family: true },
  );
  const once = await peakMemoryMiB(paths, safeFolder);
  const often = await peakMemoryMiB(Array.from({ length: more }, () => paths).flat(), safeFolder);
  return [
    {
      what: "CPU of safe thumbnails ÷ bare loop",
      measured: safe.cpuMs / bare.cpuMs,
      atMost: 1.3,
    },
    { what: "most memory while making them", measured: once, unit: "MiB", atMost: 512 },
    { what: `the same for ${more} times as many pictures ÷ for these`, measured: often / once, atMost: 1.25 },
  ];
}

async function deriveAll(paths: readonly string[], folder: string): Promise<void> {
  const deriver = openDeriver({ storeFolder: folder });
  try {
    for (const path of paths) {
      const derived = await deriver.derive(path, { use: "image", policy: "thumbnails" });
      if (!derived.ok) throw new Error(`A picture of the benchmark was refused: ${derived.reason}`);
    }
  } finally {
    await deriver.close();
  }
}

/** Of the process that unpacks; this one, which only waits, does not count. */
async function peakMemoryMiB(paths: readonly string[], folder: string): Promise<number> {
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, familyMemoryMiB(process.pid) - process.memoryUsage.rss() / 2 ** 20);
  };
  const timer = setInterval(look, 10);
  await deriveAll(paths, folder).finally(() => clearInterval(timer));
  return peak;
}
