import { parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";
import type { PageTreeOptions } from "#message/page-tree.ts";
import { parseMessage } from "#message/parse-message.ts";
import { renderSafeHtml } from "#message/render-safe-html.ts";
import type {
  ActivityLevel,
  DayCell,
  Link,
  MessageTile,
  MonthGrid,
  PageFrame,
  RemovalPage,
  RoomCard,
  RoomRef,
  SafeHtml,
} from "#view/models.ts";

/** Under a base path, so that an address that forgets it is noticed. */
export const basePath = "/archive/";

export const harbour = roomRef("harbour", "Harbour");
export const boards = roomRef("boards", "Boards and batteries");

/** The frame of a page at a path below the site's root; `crumbs` lead there from the site. */
export function frameFor(title: string, path: string, crumbs: readonly Link[] = [], indexable = true): PageFrame {
  return {
    language: "en",
    siteTitle: "Tide gauges",
    siteDescription: "What the people who build and read tide gauges say",
    homeHref: basePath,
    searchHref: `${basePath}search/`,
    aboutHref: `${basePath}about/`,
    contactHref: "mailto:archive@tidewater.example",
    reportHref: `mailto:archive@tidewater.example?subject=${encodeURIComponent(path)}`,
    legalLinks: [{ href: "https://tidewater.example/imprint", label: "Imprint" }],
    basePath,
    title,
    description: `${title}, as it was said`,
    canonicalHref: `https://chat.tidewater.example${basePath}${path}`,
    indexable,
    feeds: [],
    openSearchHref: `${basePath}opensearch.xml`,
    previousHref: undefined,
    nextHref: undefined,
    breadcrumbs: [{ href: basePath, label: "Tide gauges" }, ...crumbs],
  };
}

export function cardFor(room: RoomRef, messageCount: number): RoomCard {
  const day = calendarDay("2026-03-03");
  return {
    room,
    topic: `All about ${room.title.toLowerCase()}`,
    initial: room.title.slice(0, 1),
    hue: 3,
    files: [],
    messageCount,
    dayCount: 40,
    firstDay: { day, label: "3 March 2026" },
    lastDay: { day, label: "3 March 2026", href: `${room.href}2026/03/03/` },
    months: Array.from({ length: 12 }, (_, month) => ({
      label: `month ${month}`,
      count: month,
      level: levelOf(month),
    })),
  };
}

/** March 2026 of the harbour room; the 3rd and each day after it has a page. */
export function marchGrid(): MonthGrid {
  const before: undefined[] = Array.from({ length: 6 });
  const cells = [
    ...before,
    ...Array.from({ length: 31 }, (_, index) => cellFor(index + 1)),
    ...Array.from({ length: 5 }, () => undefined),
  ];
  const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  return {
    label: "March 2026",
    href: undefined,
    messageCount: 310,
    weekdays: days.map((long) => ({ short: long.slice(0, 1), long })),
    weeks: Array.from({ length: 6 }, (_, week) => cells.slice(week * 7, week * 7 + 7)),
  };
}

/** A message by somebody at a time of 3 March 2026; the id is made from both. */
export function messageFor(
  author: string,
  label: string,
  html: string,
  changes: Partial<MessageTile> = {},
): MessageTile {
  return {
    id: `${author.toLowerCase()}${label.replace(":", "")}`.padEnd(16, "x").slice(0, 16),
    eventId: `$${author.toLowerCase()}-${label}`.padEnd(44, "x"),
    time: { iso: `2026-03-03T${label}:00Z`, label, trusted: true },
    permalinkLabel: `Permalink to ${author}’s message, ${label}`,
    body: { kind: "text", html: safeHtml(html), long: false },
    edited: false,
    reply: undefined,
    thread: undefined,
    reactions: [],
    ...changes,
  };
}

/** As the product prints it. */
export function safeHtml(html: string, pictureFor?: PageTreeOptions["pictureFor"]): SafeHtml {
  return renderSafeHtml(parseMessage({ body: html, html }), pictureFor === undefined ? {} : { pictureFor });
}

export function calendarDay(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  if (day === undefined) throw new Error(`Not a date: ${text}`);
  return day;
}

export function levelOf(count: number): ActivityLevel {
  const levels = [0, 1, 2, 3, 4] as const;
  return levels[count % 5] ?? 0;
}

function cellFor(date: number): DayCell {
  const label = String(date);
  const messageCount = date < 3 ? 0 : date;
  return {
    day: calendarDay(`2026-03-${label.padStart(2, "0")}`),
    label,
    href: messageCount === 0 ? undefined : `${harbour.href}2026/03/${label.padStart(2, "0")}/`,
    messageCount,
    level: messageCount === 0 ? 0 : levelOf((date % 4) + 1),
    description: `${date} March 2026, ${messageCount} messages`,
  };
}

function roomRef(slug: string, title: string): RoomRef {
  const href = `${basePath}${slug}/`;
  return {
    slug,
    title,
    href,
    searchHref: `${href}search/`,
    aboutHref: `${href}about/`,
    joinHref: `https://matrix.to/#/%23${slug}:tidewater.example`,
  };
}

export const removalPage: RemovalPage = {
  kind: "removal",
  drawnFrom: [],
  frame: frameFor("Something was removed here", "about/removed-page/", [], false),
  heading: "Something was removed here",
  explanation: "What could be read at this address is no longer part of this archive.",
};
