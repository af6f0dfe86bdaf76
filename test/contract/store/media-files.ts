import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { safeFilePath, sourceFilePath } from "#lib/media-paths.ts";
import type { SafeFile } from "#lib/safe-media.ts";
import { parseMxcUri, type MxcUri } from "#matrix/ids.ts";
import { neverDue, type MediaOutcome } from "#store/media-records.ts";
import type { Store } from "#store/store.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

export const mxc = (id: string): MxcUri => parseMxcUri(`mxc://example.org/${id}`) ?? assert.fail(id);
const hashOf = (letter: string): string => letter.repeat(64);

function safeFile(letter: string): SafeFile {
  return { hash: letter.repeat(32), extension: "webp", mimeType: "image/webp", sizeBytes: 1, width: 1, height: 1 };
}

/** A kept picture of one letter's bytes. */
export function kept(letter: string, use: "image" | "avatar" = "image"): MediaOutcome {
  const file = safeFile(letter);
  const picture = { kind: "image", thumbnail: file, fallback: file, animated: false } as const;
  return {
    state: "kept",
    reason: undefined,
    source: { hash: hashOf(letter), sizeBytes: 10 },
    safe: { [use]: picture },
    refusals: {},
    madeFor: { [use]: "thumbnails" },
    tries: 0,
    missing: 0,
    dueAtMs: neverDue,
  };
}

export const pathsOf = (letter: string): readonly string[] => [
  sourceFilePath(hashOf(letter)),
  safeFilePath(safeFile(letter)),
];

export async function writeFiles(store: Store, letter: string): Promise<void> {
  for (const path of pathsOf(letter)) {
    await mkdir(dirname(join(store.folder, path)), { recursive: true });
    await writeFile(join(store.folder, path), letter);
  }
}

export const onDisk = (store: Store, letter: string): boolean[] =>
  pathsOf(letter).map((path) => existsSync(join(store.folder, path)));

export async function keep(store: Store, id: string, letter: string): Promise<boolean> {
  await writeFiles(store, letter);
  return store.transaction((tx) => tx.writeMedia(mxc(id), kept(letter)));
}

export const due = async (store: Store): Promise<readonly string[]> =>
  (await store.readDueMedia({ nowMs: 0, kept: false, limit: 100 })).map((one) => one.mxc.split("/").at(-1) ?? "");

/** A room whose messages may show files. */
export async function mediaScene(t: TestContext, open: OpenStore) {
  const store = await freshStore(t, open);
  const stored = new StoredRoom(store);
  const image = (id: string) => stored.room.image("a picture", { url: mxc(id) });
  return { store, stored, room: stored.room, image };
}
