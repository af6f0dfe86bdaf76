import { basename, join } from "node:path";
import type { Store } from "#store/store.ts";
import type { UnpublishedRecord } from "#store/unpublished-record.ts";
import { discardUnfinished, emitFile } from "./emit-file.ts";
import type { ArtifactKind } from "./ledger.ts";

/**
 * What a host has still to lose and to get, one path a line, relative to the output folder. They are numbered in the order in
 * which they are to be worked off: what has gone and what shows less than before is not kept waiting by anything.
 */
export const publishListNames = [
  "1-delete.txt",
  "2-upload.txt",
  "3-upload.txt",
  "4-upload.txt",
  "5-delete.txt",
] as const;

export type PublishListName = (typeof publishListNames)[number];

/** The file that says up to which number the lists go: what `daybook published` is to be told. */
export const publishNumberName = "number";

/** The folder of a site's lists, in the store's folder and named after the output folder. */
export function publishFolderFor(storeFolder: string, outputFolder: string): string {
  return join(storeFolder, "publish", basename(outputFolder));
}

/** Writes the lists anew. The number comes last: whoever reads it first and the lists after it misses nothing up to it. */
export async function writePublishLists(
  store: Pick<Store, "folder" | "readOutput" | "readUnpublished">,
  outputFolder: string,
): Promise<void> {
  const output = await store.readOutput(outputFolder);
  const rows = output === undefined ? [] : await store.readUnpublished(output.key);
  const folder = publishFolderFor(store.folder, outputFolder);
  const lists = Map.groupBy(rows, listFor);
  for (const name of publishListNames) {
    await emitFile(folder, name, (lists.get(name) ?? []).map(({ path }) => `${path}\n`).join(""));
  }
  const number = rows.reduce((most, row) => Math.max(most, row.number), 0);
  await emitFile(folder, publishNumberName, `${number}\n`);
  await discardUnfinished(folder);
}

/** Styles and scripts of older templates go last: pages that the host has still to get use them. */
function listFor({ path, kind, isWithdrawn }: UnpublishedRecord): PublishListName {
  if (kind === undefined) return path.startsWith("_astro/") ? "5-delete.txt" : "1-delete.txt";
  if (isWithdrawn || kind === ("removal" satisfies ArtifactKind)) return "2-upload.txt";
  // The entries of the search index name its other files, as pages name theirs.
  return neededByOthers.has(kind) && !path.endsWith(".json") ? "3-upload.txt" : "4-upload.txt";
}

/** Pages must not be there before these. */
const neededByOthers: ReadonlySet<string> = new Set([
  "asset",
  "media",
  "search",
  "search-main",
] satisfies ArtifactKind[]);
