import { existsSync } from "node:fs";
import { join } from "node:path";
import { safeFilePath, safeFilesOf } from "#lib/media-paths.ts";
import type { KnownMedia } from "#lib/safe-media.ts";
import type { MxcUri } from "#matrix/ids.ts";
import { mediaUsesIn } from "#matrix/media-uses.ts";
import type { StoreReader } from "#store/store.ts";
import type { MediaKnown } from "#view/inputs.ts";
import type { ReadDay } from "./read-day.ts";

/** What became of the files that a day's messages, reactions and people name. */
export async function readDayMedia(
  store: StoreReader,
  storeFolder: string,
  { timeline, rooms }: ReadDay,
): Promise<MediaKnown> {
  const placed = rooms.flatMap(({ loaded: { input } }) => [...input.events, ...input.related]);
  const named = placed.flatMap(({ event }) => mediaUsesIn(event).map(({ mxc }) => mxc));
  const faces = timeline.items.flatMap((item) => ("sender" in item ? (item.sender.avatar ?? []) : []));
  return readMedia(store, storeFolder, [...named, ...faces]);
}

/** What became of files. A copy that is not where it should be, as after a move without its folder, is waited for: no page breaks. */
export async function readMedia(store: StoreReader, storeFolder: string, mxcs: readonly MxcUri[]): Promise<MediaKnown> {
  if (mxcs.length === 0) return new Map();
  const known = await store.readMedia([...new Set(mxcs)]);
  return new Map([...known].map(([mxc, media]) => [mxc, withoutLost(media, storeFolder)]));
}

function withoutLost(media: KnownMedia, storeFolder: string): KnownMedia {
  const isThere = (file: Parameters<typeof safeFilePath>[0]) => existsSync(join(storeFolder, safeFilePath(file)));
  const entries = Object.entries(media.safe).filter(([, safe]) => safeFilesOf(safe).every(isThere));
  return { ...media, safe: Object.fromEntries(entries) };
}
