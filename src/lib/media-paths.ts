import type { SafeFile, SafeMedia } from "./safe-media.ts";

/** Folder of all copied files below the store's folder. */
export const mediaFolder = "media";

/** Where a stranger's file lies below the store's folder, by the SHA-256 of its bytes in hex: private, never published. */
export function sourceFilePath(sha256: string): string {
  return `${mediaFolder}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Where a file that may be published lies below the store's folder. */
export function safeFilePath({ hash, extension }: Pick<SafeFile, "hash" | "extension">): string {
  return `${mediaFolder}/safe/${hash.slice(0, 2)}/${hash}.${extension}`;
}

/** Every file that makes up what one use of a stranger's file is shown as. */
export function safeFilesOf(media: SafeMedia): readonly SafeFile[] {
  if (media.kind !== "image") return [media.file];
  return [media.thumbnail, media.fallback, ...(media.full === undefined ? [] : [media.full])];
}
