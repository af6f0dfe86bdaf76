import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import { activityLevel, busiestOf } from "./activity.ts";
import { contentLine } from "./content-line.ts";
import { dayEntryFor, entrySources } from "./day-entry.ts";
import { gapSentences } from "./gap-sentences.ts";
import type {
  DaySummary,
  ListedThread,
  MediaKnown,
  PinnedMessage,
  RoomActivity,
  RoomCoverage,
  RoomInfo,
  SiteInfo,
} from "./inputs.ts";
import type { RoomPage, YearSummary } from "./models.ts";
import { frameFor, isIndexable } from "./page-frame.ts";
import { roomCardFor } from "./room-card.ts";
import { shownName } from "./sender-view.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { threadEntryFor } from "./thread-entry.ts";
import { upgradeSentences } from "./upgrade-sentences.ts";
import { hrefFor, messagePath, monthPath, roomFeedPath, roomPath, yearPath } from "./urls.ts";

export type RoomPageInput = {
  readonly activity: RoomActivity;
  /** The newest days that have a page, newest first. */
  readonly latestDays: readonly DaySummary[];
  readonly coverage: RoomCoverage;
  /** The last pinned one first. Default: nothing is pinned. */
  readonly pinned?: readonly PinnedMessage[];
  /** Threads with a page, the one answered last first. Default: none. */
  readonly threads?: readonly ListedThread[];
  /** What is known of the room's picture. Default: nothing. */
  readonly media?: MediaKnown;
  /** When the rooms under this slug were upgraded, and the events that say so. Default: they were not. */
  readonly upgrades?: {
    readonly upgrades: readonly { readonly on: CalendarDay | undefined }[];
    readonly drawnFrom: readonly EventId[];
  };
};

export function toRoomPage(site: SiteInfo, room: RoomInfo, input: RoomPageInput): RoomPage {
  const { activity, latestDays, pinned = [], threads = [] } = input;
  const words = wordsFor(site.language);
  const card = roomCardFor(site, { room, activity, ...(input.media === undefined ? {} : { media: input.media }) });
  const { title } = card.room;
  const sentences = upgradeSentences(site, room, input.upgrades?.upgrades ?? []);
  const counts = {
    title,
    messages: words.count("messages", activity.messageCount),
    days: words.count("days", activity.dayCount),
  };
  return {
    kind: "room",
    frame: frameFor(site, {
      path: roomPath(room.slug),
      room,
      title: `${title} · ${site.title}`,
      description: card.topic ?? words.fill(activity.dayCount === 0 ? "describeRoomEmpty" : "describeRoom", counts),
      indexable: isIndexable(room, activity.messageCount),
      schema: { "@type": "CollectionPage" },
      crumbs: [{ path: roomPath(room.slug), label: title }],
    }),
    room: card.room,
    card,
    topic: card.topic,
    alias: room.alias,
    ...(pinned.length === 0 ? {} : { pinned: pinned.map((one) => pinnedFor(site, room, one)) }),
    latestDays: latestDays.map((summary) => dayEntryFor(site, room.slug, summary)),
    ...(threads.length === 0 ? {} : { threads: threads.map((thread) => threadEntryFor(site, room, thread)) }),
    years: yearsOf(site, room, activity),
    ...(sentences.length === 0 ? {} : { upgrades: sentences }),
    gaps: gapSentences(site.language, input.coverage),
    feedHref: room.index ? hrefFor(site.url, roomFeedPath(room.slug)) : undefined,
    files: card.files,
    drawnFrom: [
      ...entrySources(latestDays),
      ...pinned.flatMap(({ item }) => item.contentFrom),
      ...threads.flatMap(({ root }) => root?.contentFrom ?? []),
      ...(input.upgrades?.drawnFrom ?? []),
    ],
  };
}

/** Longest pinned message, in graphemes: its start is enough to know it by. */
const pinnedLimit = 200;

function pinnedFor(site: SiteInfo, room: RoomInfo, { item, day }: PinnedMessage) {
  const author = shownName(item.sender.displayName, item.sender.userId);
  return {
    author,
    text: contentLine(item.content, author, wordsFor(site.language), pinnedLimit),
    date: datesFor(site.language).fullDay(day),
    href: hrefFor(site.url, messagePath(room.slug, { ...item, day })),
  };
}

function yearsOf(site: SiteInfo, room: RoomInfo, activity: RoomActivity): readonly YearSummary[] {
  const dates = datesFor(site.language);
  const busiest = busiestOf(activity.months);
  const years = [...new Set(activity.months.map(({ month }) => month.slice(0, 4)))].toSorted().toReversed();
  return years.map((year) => {
    const counts = new Map(
      activity.months.filter(({ month }) => month.startsWith(year)).map((one) => [one.month, one.messageCount]),
    );
    return {
      year,
      href: hrefFor(site.url, yearPath(room.slug, year)),
      messageCount: [...counts.values()].reduce((sum, count) => sum + count, 0),
      months: monthsOfYear(year).map((month) => ({
        label: dates.shortMonthName(month),
        href: counts.has(month) ? hrefFor(site.url, monthPath(room.slug, month)) : undefined,
        messageCount: counts.get(month) ?? 0,
        level: activityLevel(counts.get(month) ?? 0, busiest),
      })),
    };
  });
}

/** `2024` → `2024-01` to `2024-12`. */
export function monthsOfYear(year: string): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
}
