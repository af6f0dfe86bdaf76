import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { safeFilePath } from "#lib/media-paths.ts";
import type { SafeFile } from "#lib/safe-media.ts";
import type { SafeType } from "./safe-types.ts";

/** The store whose safe files are written, and the one name under which a file is written before it has its own. */
export type SafeFolder = { readonly storeFolder: string; readonly partFile: string };

export type Pixels = { readonly width: number; readonly height: number };

/** Writes a file under the name that its bytes give it: whole or not at all. Writing it again changes nothing. */
export async function writeSafeFile(
  bytes: Uint8Array,
  type: SafeType,
  { folder, pixels }: { readonly folder: SafeFolder; readonly pixels?: Pixels },
): Promise<SafeFile> {
  await writeFile(folder.partFile, bytes);
  return keepPartFile(type, { folder, ...(pixels && { pixels }) });
}

/** Gives the finished part file its own name. */
export async function keepPartFile(
  { mimeType, extension }: SafeType,
  { folder: { storeFolder, partFile }, pixels }: { readonly folder: SafeFolder; readonly pixels?: Pixels },
): Promise<SafeFile> {
  const { size: sizeBytes } = await stat(partFile);
  const hash = (await sha256OfFile(partFile)).slice(0, 32);
  const path = join(storeFolder, safeFilePath({ hash, extension }));
  await mkdir(dirname(path), { recursive: true });
  await rename(partFile, path);
  return { hash, extension, mimeType, sizeBytes, ...pixels };
}

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
