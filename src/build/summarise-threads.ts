import { readPublishedRooms } from "#archive/published-rooms.ts";
import { summariseThread, type SummarisedThread } from "#archive/summarise-thread.ts";
import type { Config } from "#config/config.ts";
import type { StoreReader } from "#store/store.ts";
import type { ThreadToSummarise } from "./index-threads.ts";

/** `summary` undefined: nothing of the thread is shown. */
export type ThreadResult = ThreadToSummarise & { readonly summary: SummarisedThread | undefined };

/** What lists and plans say of threads. */
export async function summariseThreads(
  store: StoreReader,
  config: Config,
  threads: readonly ThreadToSummarise[],
): Promise<readonly ThreadResult[]> {
  const published = await readPublishedRooms(store, config);
  const rooms = new Map(published.map((room) => [room.config.slug, room]));
  const results: ThreadResult[] = [];
  for (const thread of threads) {
    const room = rooms.get(thread.slug);
    const shown = room?.rooms.find(({ record }) => record.key === thread.room);
    const summary =
      room === undefined || shown === undefined
        ? undefined
        : await summariseThread(store, config.site.language, room, shown, thread);
    results.push({ ...thread, summary });
  }
  return results;
}
