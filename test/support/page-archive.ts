import type { Archive } from "#archive.ts";
import type { AboutPage, DayPage, Link, MonthPage, RoomPage, SearchPage, YearPage } from "#view/models.ts";
import {
  basePath,
  boards,
  calendarDay,
  cardFor,
  frameFor,
  harbour,
  levelOf,
  marchGrid,
  removalPage,
} from "./page-models.ts";
import { entriesOfEveryKind, hours, plainEntry } from "./page-entries.ts";
import { dayThreads, threadPage } from "./page-thread.ts";

const year: Link = { href: `${harbour.href}2026/`, label: "2026" };
const month: Link = { href: `${harbour.href}2026/03/`, label: "March 2026" };
const crumbs: readonly Link[] = [
  { href: harbour.href, label: harbour.title },
  { href: year.href, label: "2026" },
  { href: month.href, label: "March" },
];
const dayHref = `${harbour.href}2026/03/03/`;
const drawnFrom: readonly never[] = [];

/** An archive of one page of each kind, whose day shows everything a day can. `plain` puts that many plain messages below. */
export function pageArchive({ plain = 0 } = {}): Archive {
  return {
    homePage: async () => ({
      kind: "home",
      drawnFrom,
      frame: frameFor("Tide gauges", ""),
      sections: [
        { title: undefined, rooms: [cardFor(harbour, 310), ...Array.from({ length: 9 }, () => cardFor(boards, 12))] },
      ],
      roomCount: 10,
      messageCount: 430,
    }),
    aboutPage: async () => aboutPage(),
    searchPage: async () => searchPage(),
    notFoundPage: async () => ({
      kind: "not-found",
      drawnFrom,
      frame: frameFor("Not found", "404.html", [], false),
      rooms: [harbour],
      places: [
        ["harbour", "harbour"],
        ["#harbour:tidewater.example", "harbour"],
      ],
    }),
    removalPage: async () => removalPage,
    roomPage: async () => roomPage(),
    roomAboutPage: async () => ({ ...aboutPage(), room: harbour }),
    roomSearchPage: async () => ({ ...searchPage(), room: harbour }),
    yearPage: async () => yearPage(),
    monthPage: async () => monthPage(),
    dayPage: async ({ part }) => dayPage(part, plain),
    threadPage: async () => threadPage(),
    // Nothing that is no page.
    dayTwin: async () => undefined,
    messageLines: async () => undefined,
    llmsText: async () => undefined,
    siteFeed: async () => undefined,
    roomFeed: async () => undefined,
    searchDay: async () => undefined,
  };
}

function aboutPage(): AboutPage {
  const paragraphs = [["Write to ", { href: "mailto:archive@tidewater.example", label: "the archive" }, "."]];
  const sections = [{ title: "How to have something removed", paragraphs }];
  return { kind: "about", drawnFrom, frame: frameFor("About", "about/"), heading: "About", room: undefined, sections };
}

function searchPage(): SearchPage {
  const months = [{ value: "03", name: "March" }];
  const resources = { moduleHref: `${basePath}pagefind/pagefind.js`, shardsHref: `${basePath}pagefind/shards.json` };
  const frame = frameFor("Search", "search/", [], false);
  return {
    kind: "search",
    drawnFrom,
    frame,
    room: undefined,
    rooms: [harbour, boards],
    years: ["2026"],
    months,
    resources,
  };
}

function roomPage(): RoomPage {
  const months = Array.from({ length: 12 }, (_, index) => ({
    label: `M${index + 1}`,
    href: index !== 2 ? undefined : `${year.href}${String(index + 1).padStart(2, "0")}/`,
    messageCount: index,
    level: levelOf(index),
  }));
  return {
    kind: "room",
    drawnFrom,
    frame: frameFor("Harbour", "harbour/", crumbs.slice(0, 1)),
    room: harbour,
    card: cardFor(harbour, 310),
    topic: "Piers, gauges and what floats between them",
    alias: "#harbour:tidewater.example",
    pinned: [
      {
        author: "Mara",
        text: "How to read a gauge",
        date: "Tuesday, 3 March 2026",
        href: `${dayHref}#mara0802xxxxxxxx`,
      },
    ],
    latestDays: monthPage().days,
    threads: dayThreads,
    years: [{ year: "2026", href: year.href, messageCount: 310, months }],
    gaps: ["History is known from 3 March 2026."],
    feedHref: `${harbour.href}feed.xml`,
  };
}

function yearPage(): YearPage {
  const previous = { href: `${harbour.href}2025/`, label: "2025" };
  const frame = frameFor("Harbour, 2026", "harbour/2026/", crumbs.slice(0, 2));
  const months = [{ ...marchGrid(), href: month.href }];
  return {
    kind: "year",
    drawnFrom,
    frame,
    room: harbour,
    year: "2026",
    messageCount: 310,
    months,
    previous,
    next: undefined,
  };
}

function monthPage(): MonthPage {
  const opening = { author: "Mara", text: "The gauge at the east pier went quiet at four." };
  const day = {
    day: calendarDay("2026-03-03"),
    label: "Tuesday, 3 March 2026",
    href: dayHref,
    messageCount: 12,
    opening,
  };
  const frame = frameFor("Harbour, March 2026", "harbour/2026/03/", crumbs);
  const { label } = month;
  const neighbours = { previous: undefined, next: undefined };
  return {
    kind: "month",
    drawnFrom,
    frame,
    room: harbour,
    label,
    messageCount: 310,
    grid: marchGrid(),
    days: [day],
    year,
    ...neighbours,
  };
}

function dayPage(part: string | undefined, plain: number): DayPage {
  const links = ["1", "2"].map((label) => ({
    href: label === "1" ? dayHref : `${dayHref}2/`,
    label,
    current: label === (part ?? "1"),
  }));
  return {
    kind: "day",
    drawnFrom,
    frame: frameFor("Harbour, 3 March 2026", "harbour/2026/03/03/", [...crumbs, { href: dayHref, label: "3" }]),
    room: harbour,
    day: calendarDay("2026-03-03"),
    label: "Tuesday, 3 March 2026",
    messageCount: 12,
    part: part === undefined ? undefined : { number: Number(part), links },
    previous: { href: `${harbour.href}2026/03/01/`, label: "Sunday, 1 March 2026" },
    next: { href: `${harbour.href}2026/03/04/`, label: "Wednesday, 4 March 2026" },
    month,
    hours,
    threads: dayThreads,
    entries: [...entriesOfEveryKind(), ...Array.from({ length: plain }, plainEntry)],
    opensPictures: true,
    openInMatrixHref: "https://matrix.to/#/!harbour:tidewater.example/$first",
    messageLinks: [
      {
        href: "mailto:archive@tidewater.example?subject=About%20%7Baddress%7D&body=Event%3A%20%7Bevent%7D",
        label: "Report this message",
      },
      { href: "https://matrix.to/#/!harbour:tidewater.example/%7Bevent%7D", label: "Open in Matrix" },
    ],
  };
}
