import { open } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";

/** What a file is by its bytes. Names and claims of its sender play no part. */
export type Sniffed = {
  /** `document`: may run or take over a page where a browser opens it. `other`: everything else, also what is not known. */
  readonly family: "empty" | "picture" | "film" | "sound" | "document" | "other";
  /** Undefined: no type that is known. */
  readonly mimeType: string | undefined;
};

/** Never throws because of what the bytes say; a file that cannot be read does. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const start = await readStart(path);
  if (start.length === 0) return { family: "empty", mimeType: undefined };
  // Asked first: a file that is also a page is a page.
  const markup = markupType(start);
  if (markup !== undefined) return { family: "document", mimeType: markup };
  const mimeType = (await fileTypeFromFile(path).catch(() => undefined))?.mime;
  return { family: familyOf(mimeType), mimeType };
}

/** Types that are pictures, films or sounds by their name and yet programs or pages. */
const documents: ReadonlySet<string> = new Set([
  "application/pdf",
  "application/postscript",
  "application/x-shockwave-flash",
  "application/xml",
  "application/wasm",
  "image/svg+xml",
]);

function familyOf(mimeType: string | undefined): Sniffed["family"] {
  if (mimeType === undefined) return "other";
  if (documents.has(mimeType)) return "document";
  // Ogg without a known codec inside, and sounds in a container of films, are told apart when they are copied.
  if (mimeType.startsWith("image/")) return "picture";
  if (mimeType.startsWith("video/") || mimeType === "application/ogg") return "film";
  return mimeType.startsWith("audio/") ? "sound" : "other";
}

/** As far as browsers look for markup themselves (WHATWG MIME Sniffing §5), and a little more. */
const startBytes = 4096;

async function readStart(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(startBytes), 0, startBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Text that begins with a tag, a declaration or a comment, in any of the encodings that browsers recognise by themselves. */
function markupType(start: Uint8Array): string | undefined {
  const text = new TextDecoder(encodingOf(start)).decode(start).replace(/^[\s\uFEFF\0]+/u, "");
  if (!/^<[a-z!?/]/i.test(text)) return undefined;
  if (/<svg[\s>:]/i.test(text)) return "image/svg+xml";
  return /^<\?xml/i.test(text) ? "application/xml" : "text/html";
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
