import type { CalendarDay } from "#lib/calendar-day.ts";
import type { DaySummary, ListedThread, RoomInfo, SiteInfo } from "./inputs.ts";
import type { Feed, FeedEntry } from "./models.ts";
import { openingOf, openingText } from "./opening.ts";
import { roomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { threadHeadingFor } from "./thread-heading.ts";
import {
  absoluteHrefFor,
  dayPath,
  homePath,
  roomFeedPath,
  roomPath,
  siteFeedPath,
  threadPath,
  type SitePath,
} from "./urls.ts";

/** A day of a room as a feed tells it. */
export type FeedDay = {
  readonly room: RoomInfo;
  readonly summary: DaySummary;
  /** Day on which what the page shows last changed; from the store, never from a clock. */
  readonly lastChanged: CalendarDay;
};

/** A thread with a page of its own, told once: when it came to have one. */
export type FeedThread = {
  readonly room: RoomInfo;
  readonly thread: ListedThread;
  readonly formedOn: CalendarDay;
};

/** Longest summary of an entry, in graphemes. */
const summaryLimit = 600;

/** The feed of one room, days newest first; undefined for rooms that are not indexed and where there is nothing to tell. */
export function toRoomFeed(
  site: SiteInfo,
  room: RoomInfo,
  days: readonly FeedDay[],
  threads: readonly FeedThread[] = [],
): Feed | undefined {
  const { title } = roomRefFor(site, room);
  return feedFor(
    site,
    { days, threads },
    {
      title: `${title} · ${site.title}`,
      path: roomFeedPath(room.slug),
      page: roomPath(room.slug),
    },
  );
}

/** The feed of the whole site: days of all indexed rooms, in the order given, and threads that came to be in that time. */
export function toSiteFeed(
  site: SiteInfo,
  days: readonly FeedDay[],
  threads: readonly FeedThread[] = [],
): Feed | undefined {
  return feedFor(site, { days, threads }, { title: site.title, path: siteFeedPath, page: homePath });
}

function feedFor(
  site: SiteInfo,
  { days, threads }: { readonly days: readonly FeedDay[]; readonly threads: readonly FeedThread[] },
  { title, path, page }: { readonly title: string; readonly path: SitePath; readonly page: SitePath },
): Feed | undefined {
  const indexed = days.filter(({ room }) => room.index);
  const oldest = indexed.at(-1)?.summary.day ?? "";
  // A thread that came to be before the oldest day told is old news.
  const fresh = threads.filter(({ room, formedOn }) => room.index && formedOn >= oldest);
  const entries = [
    ...indexed.map((day) => entryFor(site, day)),
    ...fresh.map((thread) => threadEntryOf(site, thread)),
  ].toSorted((one, other) => (one.published < other.published ? 1 : one.published > other.published ? -1 : 0));
  const updated = entries
    .map((entry) => entry.updated)
    .toSorted()
    .at(-1);
  if (updated === undefined) return undefined;
  const selfHref = absoluteHrefFor(site.url, path);
  return {
    path,
    id: selfHref,
    title,
    selfHref,
    pageHref: absoluteHrefFor(site.url, page),
    updated,
    entries,
    drawnFrom: [
      ...new Set([
        ...indexed.flatMap(({ summary }) => summary.opening.flatMap(({ drawnFrom }) => drawnFrom)),
        ...fresh.flatMap(({ thread }) => thread.root?.contentFrom ?? []),
      ]),
    ],
  };
}

function entryFor(site: SiteInfo, { room, summary, lastChanged }: FeedDay): FeedEntry {
  const words = wordsFor(site.language);
  const { title } = roomRefFor(site, room);
  const date = datesFor(site.language).day(summary.day);
  const href = absoluteHrefFor(site.url, dayPath(room.slug, summary.day));
  const messages = words.count("messages", summary.messageCount);
  return {
    id: href,
    title: `${title}, ${date}`,
    href,
    published: midnight(summary.day),
    updated: midnight(lastChanged < summary.day ? summary.day : lastChanged),
    summary: openingText(summary.opening, words, summaryLimit) || words.fill("describeDay", { title, date, messages }),
  };
}

/** Nothing that is said in it later makes the entry new: readers would be told of it with every reply. */
function threadEntryOf(site: SiteInfo, { room, thread, formedOn }: FeedThread): FeedEntry {
  const words = wordsFor(site.language);
  const { title } = roomRefFor(site, room);
  const href = absoluteHrefFor(site.url, threadPath(room.slug, thread.shortId));
  const { root, firstDay } = thread;
  const opening = root === undefined ? [] : openingOf([root], words, 1);
  return {
    id: href,
    title: words.fill("threadIn", { title, heading: threadHeadingFor(site.language, root, firstDay) }),
    href,
    published: midnight(formedOn),
    updated: midnight(formedOn),
    summary:
      openingText(opening, words, summaryLimit) ||
      words.fill("describeThread", { title, date: datesFor(site.language).day(firstDay) }),
  };
}

/** Days are all that is known of a change, so feeds name their beginning. */
function midnight(day: CalendarDay): string {
  return `${day}T00:00:00Z`;
}
