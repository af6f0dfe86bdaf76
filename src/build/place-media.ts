import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { threadId } from "node:worker_threads";
import { safeFilePath } from "#lib/media-paths.ts";
import type { SafeFile } from "#lib/safe-media.ts";
import { mediaPath } from "#view/urls.ts";
import { BuildError } from "./build-error.ts";
import { toBuildError, unfinishedFolder, type EmittedFile } from "./emit-file.ts";

export type MediaPlacer = {
  /** Puts files in their place; those that this build has placed before are only named. */
  place(files: readonly SafeFile[]): Promise<readonly EmittedFile[]>;
};

/**
 * Copies files of strangers, made safe by the crawl, from the store into the output folder: under a temporary name first, and not at all
 * when the same bytes are there. A file of any length takes little memory. Throws `BuildError` where the folder cannot be
 * written, and for a copy in the store that is not what its name says; an error of the file system where there is none.
 */
export function openMediaPlacer(storeFolder: string, outputFolder: string): MediaPlacer {
  const placed = new Map<string, EmittedFile>();
  return {
    async place(files) {
      const emitted: EmittedFile[] = [];
      for (const file of files) {
        const path = mediaPath(file);
        const before = placed.get(path);
        const one = before === undefined ? await placeOne(file, path) : { ...before, written: false };
        placed.set(path, one);
        emitted.push(one);
      }
      return emitted;
    },
  };

  async function placeOne(file: SafeFile, path: string): Promise<EmittedFile> {
    const target = join(outputFolder, path);
    const emitted = { path, sizeBytes: file.sizeBytes };
    const there = await hashOf(target, file.sizeBytes);
    if (there?.startsWith(file.hash) === true) return { ...emitted, contentHash: there, written: false };
    // Two workers may want the same file at the same time.
    const unfinished = join(outputFolder, unfinishedFolder, `${file.hash}-${process.pid}-${threadId}`);
    const source = join(storeFolder, safeFilePath(file));
    await stat(source);
    try {
      await mkdir(dirname(unfinished), { recursive: true });
      await copyFile(source, unfinished);
      const contentHash = await hashOf(unfinished, file.sizeBytes);
      if (contentHash?.startsWith(file.hash) !== true) throw new BuildError(damaged(source));
      await mkdir(dirname(target), { recursive: true });
      await rename(unfinished, target);
      return { ...emitted, contentHash, written: true };
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw toBuildError(error, outputFolder);
    }
  }
}

/** SHA-256 of a file in hex; undefined: there is none of that length. */
async function hashOf(file: string, sizeBytes: number): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true || found.size !== sizeBytes) return undefined;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

function damaged(file: string): string {
  return `The copy ${file} is not what was stored there: it is damaged or was changed. Delete it, run "daybook crawl", which makes it anew, and build again.`;
}
