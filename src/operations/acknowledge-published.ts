import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lockOutput } from "#build/lock-output.ts";
import { publishFolderFor, publishNumberName, writePublishLists } from "#build/publish-lists.ts";
import type { Store } from "#store/store.ts";

export type PublishedReport = {
  /** Files that the host had to get or to lose and that are done with. */
  readonly published: number;
  /** Those that are left: what was built since the lists were read. */
  readonly waiting: number;
  /** The folder of the lists. */
  readonly lists: string;
};

/**
 * Strikes off the lists what the host has got and lost, up to a number that stood beside the lists when they were read.
 * Default: the one that stands there now. Throws `StoreBusyError` while a build writes to the folder.
 */
export async function acknowledgePublished(
  store: Store,
  outputFolder: string,
  upToNumber?: number,
): Promise<PublishedReport> {
  const lock = await lockOutput(store, outputFolder);
  const lists = publishFolderFor(store.folder, outputFolder);
  try {
    const output = await store.readOutput(outputFolder);
    if (output === undefined) return { published: 0, waiting: 0, lists };
    const published = await store.deleteUnpublished(output.key, upToNumber ?? (await readNumber(lists)));
    await writePublishLists(store, outputFolder);
    return { published, waiting: (await store.readUnpublished(output.key)).length, lists };
  } finally {
    lock.release();
  }
}

async function readNumber(lists: string): Promise<number> {
  const text = await readFile(join(lists, publishNumberName), "utf8").catch(() => "0");
  return Number(text);
}
