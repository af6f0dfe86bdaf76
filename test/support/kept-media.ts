import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256Hex } from "#lib/hash.ts";
import { safeFilePath } from "#lib/media-paths.ts";
import type { MediaUse, SafeFile, SafeMedia } from "#lib/safe-media.ts";
import { parseMxcUri, type MxcUri } from "#matrix/ids.ts";
import { neverDue, type MediaOutcome } from "#store/media-records.ts";
import type { Store } from "#store/store.ts";
import { mediaPath } from "#view/urls.ts";

export function mxcOf(id: string): MxcUri {
  return parseMxcUri(`mxc://tidewater.example/${id}`) ?? assert.fail(id);
}

/** A file that says what it is a stand-in for: nothing after the crawl looks into files. */
export function safeFileOf(
  name: string,
  { extension = "webp", mimeType = "image/webp", ...size }: Partial<SafeFile> = {},
): SafeFile {
  return { hash: sha256Hex(name).slice(0, 32), extension, mimeType, sizeBytes: Buffer.byteLength(name), ...size };
}

/** A picture of 800 × 600 in three files. */
function pictureOf(name: string): SafeMedia {
  const size = { width: 800, height: 600 };
  return {
    kind: "image",
    thumbnail: safeFileOf(`${name}, small`, size),
    fallback: safeFileOf(`${name}, small, older`, { ...size, extension: "jpg", mimeType: "image/jpeg" }),
    full: safeFileOf(`${name}, large`, { width: 1600, height: 1200 }),
    animated: false,
  };
}

/** As a crawl leaves a file that it fetched and made safe; `bytes` are its files with what is in them. */
export async function keepMedia(
  store: Store,
  mxc: MxcUri,
  safe: Partial<Record<MediaUse, SafeMedia>>,
  bytes: readonly (readonly [SafeFile, string])[],
): Promise<void> {
  for (const [file, content] of bytes) {
    const path = join(store.folder, safeFilePath(file));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  await writeOutcome(store, mxc, { state: "kept", safe });
}

/** A picture that was fetched and made safe. */
export async function keepPicture(store: Store, mxc: MxcUri, name: string, use: MediaUse = "image"): Promise<void> {
  const picture = pictureOf(name);
  assert.ok(picture.kind === "image" && picture.full !== undefined);
  const words = [`${name}, small`, `${name}, small, older`, `${name}, large`];
  const files = [picture.thumbnail, picture.fallback, picture.full].map(
    (file, nth) => [file, words[nth] ?? ""] as const,
  );
  await keepMedia(store, mxc, { [use]: picture }, files);
}

/** What a crawl came to. */
export async function writeOutcome(
  store: Store,
  mxc: MxcUri,
  outcome: Partial<MediaOutcome> & Pick<MediaOutcome, "state">,
): Promise<void> {
  const whole = {
    reason: undefined,
    source: undefined,
    safe: {},
    refusals: {},
    tries: 0,
    missing: 0,
    dueAtMs: neverDue,
    ...outcome,
  };
  assert.ok(await store.transaction((tx) => tx.writeMedia(mxc, whole)), `Nothing names ${mxc}`);
  await store.settleMedia();
}

/** Paths below the output folder of the files of such a picture; without `full` those of the thumbnail. */
export function picturePaths(name: string, { full = true } = {}): readonly string[] {
  const picture = pictureOf(name);
  assert.ok(picture.kind === "image" && picture.full !== undefined);
  const files = [picture.thumbnail, picture.fallback, ...(full ? [picture.full] : [])];
  return files.map((file) => mediaPath(file)).toSorted();
}

export async function loseFiles(store: Store, name: string): Promise<void> {
  const picture = pictureOf(name);
  assert.ok(picture.kind === "image");
  await rm(join(store.folder, safeFilePath(picture.thumbnail)));
}
