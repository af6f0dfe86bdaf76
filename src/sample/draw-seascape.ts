import { crc32, deflateSync } from "node:zlib";
import { createRandom } from "./random.ts";

/** A picture of sky, sun and waves as PNG; its seed decides the blue, the waves and the place of the sun. */
export function drawSeascape({ seed, width, height }: { seed: number; width: number; height: number }): Buffer {
  const random = createRandom(seed);
  const horizon = Math.round(height * (0.35 + random.below(30) / 100));
  const sun = { x: (width * (20 + random.below(60))) / 100, y: horizon * 0.7, radius: height * 0.08 };
  const phase = random.below(628) / 100;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = colourAt(x, y, { width, height, horizon, sun, phase });
    }
  }
  return png(width, height, palette(175 + random.below(60)), rows);
}

type Scene = {
  readonly width: number;
  readonly height: number;
  readonly horizon: number;
  readonly sun: { readonly x: number; readonly y: number; readonly radius: number };
  readonly phase: number;
};

/** Palette: 0 to 7 the sky from above to the horizon, 8 to 14 the sea from far to near, 15 the sun. */
function colourAt(x: number, y: number, { width, height, horizon, sun, phase }: Scene): number {
  if (y < horizon) return Math.hypot(x - sun.x, y - sun.y) < sun.radius ? 15 : Math.floor((8 * y) / horizon);
  const depth = (y - horizon) / (height - horizon);
  const wave = 0.05 * Math.sin((x / width) * 2 * Math.PI * (9 - 6 * depth) + phase + depth * 14);
  return 8 + Math.max(0, Math.min(6, Math.floor(7 * (depth + wave))));
}

function palette(hue: number): Buffer {
  const sky = Array.from({ length: 8 }, (_, step) => rgb(hue, 0.35, 0.55 + step * 0.045));
  const sea = Array.from({ length: 7 }, (_, step) => rgb(hue + 15, 0.4, 0.5 - step * 0.05));
  return Buffer.from([...sky, ...sea, rgb(42, 0.9, 0.78)].flat());
}

/** Hue in degrees, saturation and lightness from 0 to 1. */
function rgb(hue: number, saturation: number, lightness: number): readonly number[] {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((offset) => {
    const turn = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1))));
  });
}

function png(width: number, height: number, colours: Buffer, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a pixel, each an index into the palette.
  header.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
