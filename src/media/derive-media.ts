import { copyFile } from "node:fs/promises";
import type { Derived, MediaWish, SafeMedia } from "#lib/safe-media.ts";
import { assertNever } from "#lib/assert-never.ts";
import type { DeriveLimits } from "./derive-limits.ts";
import { derivePicture } from "./derive-picture.ts";
import { isPictureType } from "./open-picture.ts";
import { Refusal } from "./refusal.ts";
import { safeTypes } from "./safe-types.ts";
import { sniffFile, type Sniffed } from "./sniff-file.ts";
import { keepPartFile, type SafeFolder } from "./write-safe-file.ts";

type Shelf = { readonly folder: SafeFolder; readonly limits: DeriveLimits };

/**
 * Makes of a stranger's file what may be published of it. What the file holds decides, never what somebody says it is: a picture
 * that was sent as a file is drawn anew like any other. Throws only what is no fault of the file, such as a full disk.
 */
export async function deriveMedia(source: string, wish: MediaWish, shelf: Shelf): Promise<Derived> {
  try {
    return { ok: true, media: await mediaFor(source, wish, shelf) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason };
    throw error;
  }
}

async function mediaFor(source: string, { use, policy }: MediaWish, shelf: Shelf): Promise<SafeMedia> {
  switch (use) {
    case "image":
    case "avatar":
    case "emoji":
    case "poster":
      assertPicture(await sniffFile(source));
      return derivePicture(source, { use, policy }, shelf);
    case "video":
    case "audio":
    case "file":
      if (policy === "thumbnails") throw new Refusal("policy");
      return attachmentFor(source, use, shelf);
    default:
      return assertNever(use);
  }
}

async function attachmentFor(source: string, use: "video" | "audio" | "file", shelf: Shelf): Promise<SafeMedia> {
  const sniffed = await sniffFile(source);
  switch (sniffed.family) {
    case "empty":
      throw new Refusal("broken");
    case "film":
    case "sound": {
      // Most runs see only pictures, and this brings a large library.
      const { deriveTrack } = await import("./derive-track.ts");
      return deriveTrack(source, use, shelf);
    }
    case "picture":
    case "document":
    case "other":
      if (use !== "file") throw new Refusal("wrong-type");
      // Pictures carry places and names of cameras; those that cannot be drawn anew are not handed on either.
      if (sniffed.family === "picture") {
        assertPicture(sniffed);
        return derivePicture(source, { use: "image", policy: "full" }, shelf);
      }
      await copyFile(source, shelf.folder.partFile);
      return { kind: "file", file: await keepPartFile(safeTypes.bytes, shelf) };
    default:
      return assertNever(sniffed.family);
  }
}

function assertPicture({ family, mimeType }: Sniffed): void {
  if (family === "empty") throw new Refusal("broken");
  if (!isPictureType(mimeType)) throw new Refusal("wrong-type");
}
