import type { EventId } from "#matrix/ids.ts";
import { parseRelation } from "#matrix/relations.ts";
import type { StoredEvent } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import { foldDay } from "#timeline/fold-day.ts";
import { pageWeightOf } from "#timeline/page-weight.ts";
import { indexRelations } from "#timeline/relation-index.ts";
import { assignParts, type PartLimits } from "#timeline/split-day.ts";
import { isThreadRoot, threadReplies } from "#timeline/thread-replies.ts";
import type { MessageItem, PlacedEvent } from "#timeline/timeline.ts";
import type { ThreadMessage } from "#view/thread-page.ts";
import { loadEvents, type LoadedDay } from "./load-day.ts";
import type { ShownRoom } from "./published-rooms.ts";

/** As those of a day, with room for what search engines are told of the thread. */
const partLimits: PartLimits = { items: 500, sizeBytes: 355_000 };

/** What of a thread may be shown. */
export type ThreadEvents = {
  /** undefined: it is not shown. */
  readonly root: PlacedEvent | undefined;
  /** In the order of their places. */
  readonly replies: readonly PlacedEvent[];
  readonly stored: ReadonlyMap<EventId, StoredEvent>;
};

/** Reads the messages of a thread; undefined where an event that is in a thread itself is taken for the first of another. */
export async function readThreadEvents(
  store: StoreReader,
  { record, judge }: ShownRoom,
  rootId: EventId,
): Promise<ThreadEvents | undefined> {
  const [first] = await store.readEvents(record.key, [rootId]);
  if (first !== undefined && parseRelation(first.event)?.kind === "thread") return undefined;
  const answers = await store.readRelated(record.key, [rootId], ["thread"]);
  const placed = answers.flatMap((one) => judge.place(one) ?? []);
  const root = first === undefined ? undefined : judge.place(first);
  const all = first === undefined ? answers : [first, ...answers];
  return {
    root: root !== undefined && isThreadRoot(root) ? root : undefined,
    replies: threadReplies(placed).get(rootId) ?? [],
    stored: new Map(all.map((one) => [one.event.eventId, one])),
  };
}

/** The first message, where it is shown, and the replies. */
export function messagesOf({ root, replies }: ThreadEvents): readonly PlacedEvent[] {
  return root === undefined ? replies : [root, ...replies];
}

export type FoldedThread = { readonly loaded: LoadedDay; readonly messages: readonly ThreadMessage[] };

/** Some messages of a thread as a reader sees them, with all that they draw from; in the order given. */
export async function foldMessages(
  store: StoreReader,
  { record, judge }: ShownRoom,
  { stored }: Pick<ThreadEvents, "stored">,
  messages: readonly PlacedEvent[],
): Promise<FoldedThread> {
  const rows = messages.flatMap(({ event }) => stored.get(event.eventId) ?? []);
  const source = { room: record.key, judge, membership: "hide" } as const;
  const loaded = await loadEvents(store, source, rows);
  const days = new Map(messages.map(({ event, day }) => [event.eventId, day]));
  const items = foldDay(loaded.input).items.filter((item): item is MessageItem => item.kind === "message");
  return {
    loaded,
    messages: items.flatMap((item) => {
      const day = days.get(item.eventId);
      return day === undefined ? [] : [{ item, day }];
    }),
  };
}

/** The part of each message: the first one where it begins, and what has a part keeps it. */
export function threadPartsOf(
  { stored }: Pick<ThreadEvents, "stored">,
  messages: readonly PlacedEvent[],
  { input }: LoadedDay,
): ReadonlyMap<EventId, number> {
  const relatedTo = indexRelations(input);
  const lines = messages.map((placed) => {
    const { eventId, sender, originServerTs: ts } = placed.event;
    const sizeBytes = pageWeightOf(placed, input.nameAt(sender, placed.position) ?? sender, relatedTo);
    return { position: placed.position, ts, sizeBytes, part: stored.get(eventId)?.threadPart };
  });
  const parts = assignParts(lines, partLimits);
  return new Map(messages.map(({ event }, index) => [event.eventId, parts[index] ?? 1]));
}
