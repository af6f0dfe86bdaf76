import type { StoreReader } from "#store/store.ts";
import type { ThreadRecord } from "#store/thread-records.ts";
import { foldDay } from "#timeline/fold-day.ts";
import type { MessageItem } from "#timeline/timeline.ts";
import type { ListedThread } from "#view/inputs.ts";
import { loadEvents } from "./load-day.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/** Threads of a room with the message that began each, as it is now and as far as it may be shown; in the order given. */
export async function listThreads(
  store: StoreReader,
  { rooms }: PublishedRoom,
  records: readonly ThreadRecord[],
): Promise<readonly (ListedThread & Pick<ThreadRecord, "formedOn">)[]> {
  const roots = new Map<string, MessageItem>();
  for (const { record, judge } of rooms) {
    const ids = records.filter(({ room }) => room === record.key).map(({ root }) => root);
    if (ids.length === 0) continue;
    const source = { room: record.key, judge, membership: "hide" } as const;
    const { input } = await loadEvents(store, source, await store.readEvents(record.key, ids));
    for (const item of foldDay(input).items) if (item.kind === "message") roots.set(item.eventId, item);
  }
  return records.map(({ shortId, replyCount, firstDay, lastDay, formedOn, root }) => ({
    shortId,
    replyCount,
    firstDay,
    lastDay,
    formedOn,
    root: roots.get(root),
  }));
}

/** The rooms whose threads stand under one slug. */
export function keysOf({ rooms }: PublishedRoom) {
  return rooms.map(({ record }) => record.key);
}
