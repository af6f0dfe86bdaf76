import { open, type FileHandle } from "node:fs/promises";

/** Boxes of an MP4 file that lead to the ones with times in them (ISO/IEC 14496-12 §8). */
const parents: ReadonlySet<string> = new Set(["moov", "trak", "mdia"]);
const dated: ReadonlySet<string> = new Set(["mvhd", "tkhd", "mdhd"]);

/** Takes the moment of packing out of an MP4 file, so that the same film gives the same bytes. Leaves other files alone. */
export async function clearTimes(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    const head = await readHead(file, 0);
    if (head?.type === "ftyp") await clearWithin(file, 0, (await file.stat()).size);
  } finally {
    await file.close();
  }
}

type BoxHead = { readonly type: string; readonly bytes: number; readonly headBytes: number };

async function clearWithin(file: FileHandle, from: number, to: number): Promise<void> {
  for (let at = from; at < to;) {
    const head = await readHead(file, at);
    if (head === undefined) return;
    const { type, bytes, headBytes } = head;
    if (parents.has(type)) await clearWithin(file, at + headBytes, at + bytes);
    if (dated.has(type)) await clearDates(file, at + headBytes);
    at += bytes;
  }
}

/** A size of 1 says that the real one follows in eight bytes. */
async function readHead(file: FileHandle, at: number): Promise<BoxHead | undefined> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at);
  if (bytesRead < 8) return undefined;
  const size = buffer.readUInt32BE(0);
  const bytes = size === 1 && bytesRead === 16 ? Number(buffer.readBigUInt64BE(8)) : size;
  return bytes < 8 ? undefined : { type: buffer.toString("latin1", 4, 8), bytes, headBytes: size === 1 ? 16 : 8 };
}

/** One byte of version and three of flags; then when it was made and when it was changed, of four bytes or of eight. */
async function clearDates(file: FileHandle, at: number): Promise<void> {
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.alloc(buffer[0] === 1 ? 16 : 8), 0, undefined, at + 4);
}
