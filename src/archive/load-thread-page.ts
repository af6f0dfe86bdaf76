import type { StoreReader } from "#store/store.ts";
import type { ThreadRecord } from "#store/thread-records.ts";
import type { LinkFor, SiteInfo } from "#view/inputs.ts";
import type { MovedPage, ThreadPage } from "#view/models.ts";
import { toMovedPage } from "#view/moved-page.ts";
import { toThreadPage } from "#view/thread-page.ts";
import type { PublishedRoom, ShownRoom } from "./published-rooms.ts";
import { readDayMedia } from "./read-day-media.ts";
import { foldMessages, messagesOf, readThreadEvents, type ThreadEvents } from "./read-thread.ts";

export type ThreadQuestion = {
  readonly site: SiteInfo;
  readonly room: PublishedRoom;
  readonly shortId: string;
  readonly part: number;
  readonly linkFor: LinkFor;
  readonly storeFolder: string;
};

/** A part of a thread's page, or the page that leads to its day; undefined: nothing of it is shown. */
export async function loadThreadPage(
  store: StoreReader,
  question: ThreadQuestion,
): Promise<ThreadPage | MovedPage | undefined> {
  const { site, room, part, linkFor, storeFolder } = question;
  const found = await findThread(store, question);
  if (found === undefined) return undefined;
  const { shown, record } = found;
  const events = await readThreadEvents(store, shown, record.root);
  const all = events === undefined ? [] : messagesOf(events);
  if (events === undefined || all.length === 0) return undefined;
  if (events.replies.length < room.config.threads) {
    const [target] = (await foldMessages(store, shown, events, all)).messages;
    return target === undefined || part !== 1 ? undefined : toMovedPage(site, room.info, target);
  }
  const ofPart = all.filter(({ event }) => (events.stored.get(event.eventId)?.threadPart ?? 1) === part);
  if (part > record.partCount) return undefined;
  const wanted = events.root === undefined || ofPart.includes(events.root) ? ofPart : [events.root, ...ofPart];
  const { loaded, messages } = await foldMessages(store, shown, events, wanted);
  const here = new Set(ofPart.map(({ event }) => event.eventId));
  const { roomId } = shown.record;
  const read = { timeline: { items: messages.map(({ item }) => item) }, rooms: [{ roomId, loaded }], parts: new Map() };
  return toThreadPage(site, room.info, {
    thread: { ...factsOf(record, events), root: messages.find(({ item }) => item.eventId === record.root) },
    part,
    messages: messages.filter(({ item }) => here.has(item.eventId)),
    media: room.info.media === "none" ? new Map() : await readDayMedia(store, storeFolder, read),
    linkFor,
  });
}

/** Which room of the series it is in is not in its address. */
async function findThread(
  store: StoreReader,
  { room, shortId }: ThreadQuestion,
): Promise<{ readonly shown: ShownRoom; readonly record: ThreadRecord } | undefined> {
  for (const shown of room.rooms) {
    const record = await store.readThread(shown.record.key, { shortId });
    if (record !== undefined) return { shown, record };
  }
  return undefined;
}

/** As they are now; the record is as old as the last build. */
function factsOf({ shortId, partCount, firstDay, lastDay }: ThreadRecord, events: ThreadEvents) {
  const all = messagesOf(events);
  return {
    shortId,
    partCount,
    firstDay: all[0]?.day ?? firstDay,
    lastDay: all.at(-1)?.day ?? lastDay,
    replyCount: events.replies.length,
    voiceCount: new Set(all.map(({ event }) => event.sender)).size,
  };
}
