import { deflateSync, crc32 } from "node:zlib";

/** Pixels in memory, as sharp takes them. */
export type Drawing = {
  readonly data: Buffer;
  readonly raw: {
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 2 | 3 | 4;
    readonly pageHeight?: number;
  };
};

export type Colour =
  | readonly [red: number, green: number, blue: number]
  | readonly [number, number, number, alpha: number];

/** Draws pixel by pixel. */
export function draw(width: number, height: number, colourAt: (x: number, y: number) => Colour): Drawing {
  const first = colourAt(0, 0);
  const channels = first.length === 4 ? 4 : 3;
  const data = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) data.set(colourAt(x, y), channels * (y * width + x));
  }
  return { data, raw: { width, height, channels } };
}

/** The colours of `quarters`, from the upper left one on as one reads. */
export const quarterColours: readonly Colour[] = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
  [230, 220, 40],
];

/** A picture that shows which way up it is. */
export function quarters(width: number, height: number): Drawing {
  return draw(width, height, (x, y) => quarterColours[(y * 2 < height ? 0 : 2) + (x * 2 < width ? 0 : 1)] ?? [0, 0, 0]);
}

/**
 * How a camera stores a picture that is to be shown by an EXIF orientation (1 to 8): where each stored pixel comes from. From 5 on
 * width and height are exchanged.
 */
export function storedFor(orientation: number, { data, raw }: Drawing): Drawing {
  const { width, height, channels } = raw;
  const turned = orientation >= 5;
  const from = (x: number, y: number): readonly [number, number] => {
    const [u, v] = turned ? [y, x] : [x, y];
    const mirrorX = [2, 3, 6, 7].includes(orientation);
    const mirrorY = [3, 4, 7, 8].includes(orientation);
    return [mirrorX ? width - 1 - u : u, mirrorY ? height - 1 - v : v];
  };
  const size = turned ? { width: height, height: width } : { width, height };
  return draw(size.width, size.height, (x, y) => {
    const [u, v] = from(x, y);
    const at = channels * (v * width + u);
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  });
}

/** A PNG file of such chunks, each with its checksum. */
export function pngOf(chunks: readonly (readonly [type: string, data: Uint8Array])[]): Buffer {
  const parts = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    frame.set(body, 4);
    frame.writeUInt32BE(crc32(body), 4 + body.length);
    return frame;
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1A\n", "latin1"), ...parts]);
}

/** Says it is huge, in a few bytes. */
export function pngThatClaims(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  return pngOf([
    ["IHDR", head],
    ["IDAT", deflateSync(Buffer.alloc(1000))],
    ["IEND", Buffer.alloc(0)],
  ]);
}

/** A whole GIF of one colour, whose bytes are few and whose pixels are many: 100 million of them in 70 kB. */
export function plainGif(width: number, height: number): Buffer {
  const head = Buffer.from("GIF89a\0\0\0\0\x80\0\0\x40\x80\xC0\0\0\0,\0\0\0\0\0\0\0\0\0\x02", "latin1");
  for (const at of [6, 24]) {
    head.writeUInt16LE(width, at);
    head.writeUInt16LE(height, at + 2);
  }
  const codes = [...lzwOfOneColour(width * height)];
  const blocks: Buffer[] = [];
  for (let at = 0; at < codes.length; at += 255) {
    const block = codes.slice(at, at + 255);
    blocks.push(Buffer.from([block.length, ...block]));
  }
  return Buffer.concat([head, ...blocks, Buffer.from([0, 0x3b])]);
}

const clear = 4;
const end = 5;

/** Each code stands for a run that is one pixel longer than that of the code before, until the table is full. */
function* lzwOfOneColour(pixels: number): Generator<number> {
  let bits = 0n;
  let bitCount = 0;
  let width = 3;
  const put = function* (code: number): Generator<number> {
    bits |= BigInt(code) << BigInt(bitCount);
    bitCount += width;
    for (; bitCount >= 8; bitCount -= 8, bits >>= 8n) yield Number(bits & 0xffn);
  };
  let left = pixels;
  while (left > 0) {
    yield* put(clear);
    width = 3;
    for (let run = 1; left > 0 && run <= 4090; run += 1) {
      const length = Math.min(run, left);
      yield* put(length === 1 ? 0 : end + length - 1);
      left -= length;
      // The reader's table has run + 5 entries now.
      if (run + end >= 1 << width && width < 12) width += 1;
    }
  }
  yield* put(end);
  if (bitCount > 0) yield Number(bits & 0xffn);
}
