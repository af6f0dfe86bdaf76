import { createHash } from "node:crypto";
import { drawSeascape } from "./draw-seascape.ts";

export type SampleFileKind = "image" | "file" | "voice";
export type SampleFile = { readonly contentType: string; readonly bytes: Uint8Array };

/** A media id that says what it stands for, so that the file can be made when it is asked for. Pictures carry their size. */
export function sampleMediaId(kind: SampleFileKind, name: string, size?: { width: number; height: number }): string {
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 24);
  return `${kind}-${digest}${size === undefined ? "" : `-${size.width}x${size.height}`}`;
}

/** The file of a media id, the same bytes each time; undefined when there is none. Pictures can be asked for smaller. */
export function sampleFile(mediaId: string, atMost?: { width: number; height: number }): SampleFile | undefined {
  const match = /^(image|file|voice)-([0-9a-f]{24})(?:-(\d{1,4})x(\d{1,4}))?$/.exec(mediaId);
  if (match === null) return undefined;
  const [, kind, digest = "", width = "640", height = "480"] = match;
  const seed = Number.parseInt(digest.slice(0, 8), 16);
  if (kind === "image") return picture(seed, { width: Number(width), height: Number(height) }, atMost);
  return kind === "file" ? readings(seed) : bell();
}

type Size = { readonly width: number; readonly height: number };

function picture(seed: number, size: Size, atMost: Size = size): SampleFile {
  const scale = Math.min(1, atMost.width / size.width, atMost.height / size.height);
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  return { contentType: "image/png", bytes: drawSeascape({ seed, width, height }) };
}

function readings(seed: number): SampleFile {
  const rows = Array.from({ length: 361 }, (_, day) => {
    const level = 2.1 + 1.4 * Math.cos((2 * Math.PI * (day + (seed % 29))) / 14.77);
    return `${day + 1},07:00,${level.toFixed(2)}`;
  });
  return { contentType: "text/csv", bytes: new TextEncoder().encode(`day,time,level\n${rows.join("\n")}\n`) };
}

/** A bell in two partials, one and a half seconds of 8-bit sound. */
function bell(): SampleFile {
  const rate = 8_000;
  const samples = Uint8Array.from({ length: rate * 1.5 }, (_, index) => {
    const seconds = index / rate;
    const tone = Math.sin(2 * Math.PI * 523 * seconds) + 0.5 * Math.sin(2 * Math.PI * 1_259 * seconds);
    return Math.round(128 + 70 * Math.exp(-3 * seconds) * tone);
  });
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return { contentType: "audio/wav", bytes: Buffer.concat([header, samples]) };
}
