import type { CalendarDay } from "#lib/calendar-day.ts";
import type { ShortId } from "#lib/short-id.ts";
import type { EventId } from "#matrix/ids.ts";
import type { MessageItem } from "#timeline/timeline.ts";
import { collectingLinks } from "./collecting-links.ts";
import { dayEntriesFor } from "./day-entries.ts";
import { discussionFor } from "./discussion.ts";
import type { LinkFor, MediaKnown, RoomInfo, SiteInfo } from "./inputs.ts";
import type { Link, ThreadDay, ThreadPage } from "./models.ts";
import { namesakesOn } from "./namesakes.ts";
import { openingOf, openingText } from "./opening.ts";
import { opensPictures } from "./opens-pictures.ts";
import { pageContextFor } from "./page-context.ts";
import { frameFor, isIndexable } from "./page-frame.ts";
import { pageMediaFor } from "./page-media.ts";
import { roomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { threadHeadingFor } from "./thread-heading.ts";
import { hrefFor, messagePath, roomPath, threadPath } from "./urls.ts";

/** Longest description of a page, in graphemes. */
const descriptionLimit = 160;

/** A message of a thread and the day that it is on; `item.part` is its part of that day. */
export type ThreadMessage = { readonly item: MessageItem; readonly day: CalendarDay };

/** What is known of a thread as a whole; all of it counts what is shown. */
export type ThreadFacts = {
  /** Of its first message, which may not be shown. */
  readonly shortId: ShortId;
  /** undefined: it is not shown. */
  readonly root: ThreadMessage | undefined;
  readonly replyCount: number;
  /** People who wrote in it. */
  readonly voiceCount: number;
  readonly partCount: number;
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
};

export type ThreadInput = {
  readonly thread: ThreadFacts;
  /** From 1. */
  readonly part: number;
  /** Of this part, in their order; the first message of the thread among them, where it is shown. */
  readonly messages: readonly ThreadMessage[];
  /** What is known of the files that they name. Default: nothing. */
  readonly media?: MediaKnown;
  /** Default: every link leads out. */
  readonly linkFor?: LinkFor;
};

/** One part of a thread's page. A thread in which one person talks to nobody is not for search engines. */
export function toThreadPage(site: SiteInfo, room: RoomInfo, input: ThreadInput): ThreadPage {
  const { thread, part } = input;
  const words = wordsFor(site.language);
  const heading = threadHeadingFor(site.language, thread.root?.item, thread.firstDay);
  const links = collectingLinks(input.linkFor);
  const media = pageMediaFor(site, room, input.media ?? new Map());
  const days = daysFor(site, room, input, { links, media });
  const start = part === 1 ? undefined : partLink(site, room, thread, 1);
  return {
    kind: "thread",
    frame: threadFrameFor(site, room, input, heading),
    room: roomRefFor(site, room),
    heading,
    note: noteFor(site, thread, part),
    ...(thread.root === undefined && part === 1 ? { rootNotShown: words.text.threadRootNotShown } : {}),
    ...(start === undefined ? {} : { start: { ...start, label: words.text.threadStart } }),
    previous: partLink(site, room, thread, part - 1),
    next: partLink(site, room, thread, part + 1),
    days,
    opensPictures: days.some(({ entries }) => entries.some(opensPictures)),
    files: media.shown(),
    drawnFrom: sourcesOf(input, links.followed),
  };
}

function daysFor(
  site: SiteInfo,
  room: RoomInfo,
  { messages }: ThreadInput,
  {
    links,
    media,
  }: { readonly links: ReturnType<typeof collectingLinks>; readonly media: ReturnType<typeof pageMediaFor> },
): readonly ThreadDay[] {
  const here = new Set(messages.map(({ item }) => item.eventId));
  const isHere = (eventId: EventId) => here.has(eventId);
  const tellApart = namesakesOn(messages.map(({ item }) => item));
  const dates = datesFor(site.language);
  return runsOfDays(messages).map(([first, ...others]) => {
    const { day } = first;
    const items = [first, ...others].map(({ item }) => ({ ...item, thread: undefined }));
    const given = { day, part: first.item.part, linkFor: links.linkFor, media, tellApart, roomOf: undefined };
    const context = { ...pageContextFor(site, room, given), thread: { isHere } };
    const href = hrefFor(site.url, messagePath(room.slug, { ...first.item, day }));
    return { day, label: dates.fullDay(day), href, entries: dayEntriesFor(items, context) };
  });
}

type Run = [ThreadMessage, ...ThreadMessage[]];

function runsOfDays(messages: readonly ThreadMessage[]): readonly Run[] {
  const runs: Run[] = [];
  for (const message of messages) {
    const run = runs.at(-1);
    if (run !== undefined && run[0].day === message.day) run.push(message);
    else runs.push([message]);
  }
  return runs;
}

function threadFrameFor(site: SiteInfo, room: RoomInfo, { thread, part, messages }: ThreadInput, heading: string) {
  const { slug } = room;
  const words = wordsFor(site.language);
  const { title } = roomRefFor(site, room);
  const partLabel = words.fill("partLabel", { number: String(part) });
  const opening = openingOf(
    messages.map(({ item }) => item),
    words,
    3,
  );
  const date = datesFor(site.language).day(thread.firstDay);
  const name = [title, ...(part === 1 ? [] : [partLabel])].join(", ");
  return frameFor(site, {
    path: threadPath(slug, thread.shortId, part),
    room,
    title: `${name}: ${heading}`,
    description: openingText(opening, words, descriptionLimit) || words.fill("describeThread", { title, date }),
    indexable: isThreadIndexable(room, thread),
    schema: discussionFor({
      siteUrl: site.url,
      language: site.language,
      slug,
      heading,
      firstDay: thread.firstDay,
      root: thread.root,
      messages,
    }),
    crumbs: [
      { path: roomPath(slug), label: title },
      { path: threadPath(slug, thread.shortId), label: heading },
      ...(part === 1 ? [] : [{ path: threadPath(slug, thread.shortId, part), label: partLabel }]),
    ],
    previous: part > 1 ? threadPath(slug, thread.shortId, part - 1) : undefined,
    next: part < thread.partCount ? threadPath(slug, thread.shortId, part + 1) : undefined,
  });
}

/** May search engines list it: enough was said, by two people or more (publication.md, "Search engines"). */
export function isThreadIndexable(
  room: Pick<RoomInfo, "index">,
  { replyCount, voiceCount }: Pick<ThreadFacts, "replyCount" | "voiceCount">,
): boolean {
  return voiceCount > 1 && isIndexable(room, replyCount + 1);
}

/** A thread of several parts tells no count: parts that are complete change with nothing that is said later. */
function noteFor(site: SiteInfo, thread: ThreadFacts, part: number): string {
  const words = wordsFor(site.language);
  const dates = datesFor(site.language);
  const first = dates.day(thread.firstDay);
  if (thread.partCount > 1) return words.fill("threadPartNote", { number: words.number(part), first });
  const replies = words.count("replies", thread.replyCount);
  if (thread.firstDay === thread.lastDay) return words.fill("threadNoteOneDay", { replies, first });
  return words.fill("threadNote", { replies, first, last: dates.day(thread.lastDay) });
}

function partLink(site: SiteInfo, room: RoomInfo, thread: ThreadFacts, part: number): Link | undefined {
  if (part < 1 || part > thread.partCount) return undefined;
  const label = wordsFor(site.language).fill("partLabel", { number: String(part) });
  return { href: hrefFor(site.url, threadPath(room.slug, thread.shortId, part)), label };
}

function sourcesOf({ thread, messages }: ThreadInput, followed: ReadonlySet<EventId>): readonly EventId[] {
  const heading = thread.root?.item.contentFrom ?? [];
  // What a thread's mark tells of stands on its day, not here.
  return [...new Set([...heading, ...messages.flatMap(({ item }) => item.drawnFrom), ...followed])];
}
