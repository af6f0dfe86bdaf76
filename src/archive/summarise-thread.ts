import { sha256Hex } from "#lib/hash.ts";
import { shortIdFor } from "#lib/short-id.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { StoreReader } from "#store/store.ts";
import type { ThreadRecord } from "#store/thread-records.ts";
import { threadHeadingFor } from "#view/thread-heading.ts";
import { isThreadIndexable } from "#view/thread-page.ts";
import type { PublishedRoom, ShownRoom } from "./published-rooms.ts";
import { foldMessages, messagesOf, readThreadEvents, threadPartsOf } from "./read-thread.ts";
import { lastModifiedOf } from "./summarise-day.ts";

/** What the build keeps of a thread, made once when one of its days changed. */
export type SummarisedThread = {
  /** Without the number of a change, which only the build knows. `partCount` 0: it has no page. */
  readonly record: Omit<ThreadRecord, "headingChange">;
  /** Days that show something of it. */
  readonly days: readonly CalendarDay[];
  /** Parts to be fixed: of each message that has none yet. */
  readonly newParts: readonly { readonly eventId: EventId; readonly part: number }[];
  /** Parts with something of the days asked for. */
  readonly touchedParts: readonly number[];
};

/** undefined: nothing of it is shown. */
export async function summariseThread(
  store: StoreReader,
  language: string,
  room: PublishedRoom,
  shown: ShownRoom,
  asked: { readonly root: EventId; readonly days: readonly CalendarDay[] },
): Promise<SummarisedThread | undefined> {
  const events = await readThreadEvents(store, shown, asked.root);
  if (events === undefined) return undefined;
  const all = messagesOf(events);
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const key = shown.record.key;
  const days = [...new Set(all.map(({ day }) => day))];
  const counts = {
    room: key,
    root: asked.root,
    shortId: shortIdFor(asked.root, await store.readShortIdSalt(key)),
    replyCount: events.replies.length,
    voiceCount: new Set(all.map(({ event }) => event.sender)).size,
    firstDay: first.day,
    lastDay: last.day,
    lastPosition: last.position,
  };
  const { loaded, messages } = await foldMessages(store, shown, events, all);
  // An edit may have taken all of it off the record.
  if (messages.length === 0) return undefined;
  const forming = events.replies[room.config.threads - 1];
  if (forming === undefined) {
    const none = { partCount: 0, formedOn: last.day, lastModified: last.day, headingKey: "" };
    return { record: { ...counts, ...none }, days, newParts: [], touchedParts: [] };
  }
  const parts = threadPartsOf(events, all, loaded);
  const root = messages.find(({ item }) => item.eventId === asked.root)?.item;
  const heading = [
    threadHeadingFor(language, root, first.day),
    isThreadIndexable(room.info, counts),
    root?.contentFrom,
  ];
  const touched = new Set(asked.days);
  return {
    record: {
      ...counts,
      partCount: Math.max(...parts.values()),
      formedOn: forming.day,
      lastModified: lastModifiedOf(loaded.drawn, first.day),
      headingKey: sha256Hex(JSON.stringify(heading)),
    },
    days,
    newParts: [...parts]
      .filter(([eventId]) => events.stored.get(eventId)?.threadPart === undefined)
      .map(([eventId, part]) => ({ eventId, part })),
    touchedParts: [
      ...new Set(all.flatMap(({ event, day }) => (touched.has(day) ? (parts.get(event.eventId) ?? []) : []))),
    ],
  };
}
