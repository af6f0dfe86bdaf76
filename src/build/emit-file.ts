import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256Hex } from "#lib/hash.ts";
import { BuildError } from "./build-error.ts";

export type EmittedFile = {
  readonly path: string;
  readonly contentHash: string;
  readonly sizeBytes: number;
  readonly written: boolean;
};

/**
 * Puts a file in the output folder: under a temporary name first, so that nobody ever sees half of it, and not at all when
 * the same bytes are there already. `path` is relative, with forward slashes.
 * Throws `BuildError` where the folder cannot be written.
 */
export async function emitFile(outputFolder: string, path: string, content: string | Uint8Array): Promise<EmittedFile> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const file = join(outputFolder, path);
  const emitted = { path, contentHash: sha256Hex(bytes), sizeBytes: bytes.length };
  if (await holds(file, bytes)) return { ...emitted, written: false };
  const unfinished = join(outputFolder, unfinishedFolder, sha256Hex(path).slice(0, 32));
  try {
    await mkdir(dirname(unfinished), { recursive: true });
    await writeFile(unfinished, bytes);
    await mkdir(dirname(file), { recursive: true });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw toBuildError(error, outputFolder);
  }
  return { ...emitted, written: true };
}

/** Where files lie until they are whole; below the output folder, so that renaming them takes no copy. */
export const unfinishedFolder = ".daybook-unfinished";

/** Takes away what a build that was killed had not finished. Call it before a build and after it. */
export async function discardUnfinished(outputFolder: string): Promise<void> {
  await rm(join(outputFolder, unfinishedFolder), { recursive: true, force: true }).catch((error: unknown) => {
    throw toBuildError(error, outputFolder);
  });
}

async function holds(file: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return (await readFile(file)).equals(bytes);
  } catch {
    return false;
  }
}

/** A file system's refusal in words an operator can act on. */
export function toBuildError(error: unknown, outputFolder: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOSPC":
      return new BuildError(
        `The site in ${outputFolder} could not be written: the disk is full. What is there is whole; free some space and build again.`,
        { cause: error },
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new BuildError(
        `The site could not be written to ${outputFolder}: this user may not write there. Change the folder's rights or the key "output".`,
        { cause: error },
      );
    case "ENOTDIR":
    case "EEXIST":
      return new BuildError(
        `The site could not be written to ${outputFolder}: a file stands where a folder is needed. Move it away or change the key "output".`,
        { cause: error },
      );
    case "EISDIR":
    case "ENOTEMPTY":
      return new BuildError(
        `The site could not be written to ${outputFolder}: a folder stands where a file is needed. Move it away or change the key "output".`,
        { cause: error },
      );
    default:
      return error;
  }
}
