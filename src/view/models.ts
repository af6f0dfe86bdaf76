import type { CalendarDay } from "#lib/calendar-day.ts";
import type { SafeFile } from "#lib/safe-media.ts";
import type { EventId } from "#matrix/ids.ts";
import type { Inline } from "./about-models.ts";
import type { ActivityLevel, MonthGrid } from "./calendar-models.ts";
import type { SmallPicture } from "./media-models.ts";
import type { ThreadEntry } from "./thread-models.ts";
import type { StructuredData } from "./structured-data.ts";
import type { DayPageEntry, HourMark } from "./tile-models.ts";

export type * from "./about-models.ts";
export type * from "./calendar-models.ts";
export type * from "./feed-models.ts";
export type * from "./media-models.ts";
export type * from "./thread-models.ts";
export type * from "./text-models.ts";
export type * from "./tile-models.ts";

export type Link = { readonly href: string; readonly label: string };

/** What every page has: head, navigation and the standing words about the archive. */
export type PageFrame = {
  readonly language: string;
  readonly siteTitle: string;
  readonly siteDescription: string;
  readonly homeHref: string;
  readonly searchHref: string;
  readonly aboutHref: string;
  /** `mailto:` or `https:` address for questions and removal requests. */
  readonly contactHref: string;
  /** The same, told of this page; undefined: the page has no address of its own. */
  readonly reportHref: string | undefined;
  readonly legalLinks: readonly Link[];
  /** Base path with trailing slash, for the few addresses scripts build. */
  readonly basePath: string;
  readonly title: string;
  readonly description: string;
  /** Origin from which media come, where it is not the site's own. Absent: the site's own. */
  readonly mediaOrigin?: string;
  /** Absolute address. */
  readonly canonicalHref: string;
  readonly indexable: boolean;
  /** The page leads there at once. Absent: it does not. */
  readonly refreshHref?: string;
  readonly feeds: readonly Link[];
  /** How browsers search the site by themselves. */
  readonly openSearchHref: string;
  /** Picture before the site's name. Absent: none. */
  readonly logoHref?: string;
  /** Stylesheet with the operator's colour. Absent: none. */
  readonly accentHref?: string;
  /** What search engines are told of the page. Absent: it is not for them. */
  readonly structuredData?: StructuredData;
  /** The same page as Markdown. Absent: there is none. */
  readonly twinHref?: string;
  /** Says which other networks the page's room is joined to. Absent: none, or a page of the whole site. */
  readonly bridgeNotice?: string;
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
  /** From the site down to this page; the last one is the page itself. */
  readonly breadcrumbs: readonly Link[];
};

/** The members every page model shares. `drawnFrom` holds each event whose content or existence shows on the page. */
export type PageBase = {
  readonly frame: PageFrame;
  readonly drawnFrom: readonly EventId[];
  /** Files of strangers that the page shows or offers; each must lie in its place before the page does. Absent: none. */
  readonly files?: readonly SafeFile[];
};

export type RoomRef = {
  readonly slug: string;
  readonly title: string;
  readonly href: string;
  readonly searchHref: string;
  readonly aboutHref: string;
  /** matrix.to link that opens the room in a client. */
  readonly joinHref: string;
};

export type HomePage = PageBase & {
  readonly kind: "home";
  readonly sections: readonly { readonly title: string | undefined; readonly rooms: readonly RoomCard[] }[];
  readonly roomCount: number;
  readonly messageCount: number;
};

export type RoomCard = {
  readonly room: RoomRef;
  readonly topic: string | undefined;
  readonly initial: string;
  /** 0 to 11: one of the palette's hues. */
  readonly hue: number;
  /** Stands in the place of `initial`. Absent: none. */
  readonly avatar?: SmallPicture;
  /** What the card shows of strangers' files. */
  readonly files: readonly SafeFile[];
  readonly messageCount: number;
  readonly dayCount: number;
  readonly firstDay: DateLabel | undefined;
  readonly lastDay: (DateLabel & { readonly href: string }) | undefined;
  /** Messages in each of the last twelve months of the room's history, oldest first. */
  readonly months: readonly { readonly label: string; readonly count: number; readonly level: ActivityLevel }[];
};

export type DateLabel = { readonly day: CalendarDay; readonly label: string };

export type RoomPage = PageBase & {
  readonly kind: "room";
  readonly room: RoomRef;
  readonly card: RoomCard;
  readonly topic: string | undefined;
  readonly alias: string | undefined;
  /** What its moderators have pinned, the last one first. Absent: nothing that may be shown. */
  readonly pinned?: readonly {
    readonly author: string;
    readonly text: string;
    /** Its day, and where it is. */
    readonly date: string;
    readonly href: string;
  }[];
  readonly latestDays: readonly DayEntry[];
  /** Threads with a page, the one answered last first. Absent: none. */
  readonly threads?: readonly ThreadEntry[];
  /** Newest first. */
  readonly years: readonly YearSummary[];
  /** Plain sentences about what the room was upgraded from and to. Absent: none. */
  readonly upgrades?: readonly (readonly Inline[])[];
  /** Plain sentences about what is missing: "History is known from 3 May 2021." */
  readonly gaps: readonly string[];
  readonly feedHref: string | undefined;
};

export type YearSummary = {
  readonly year: string;
  readonly href: string;
  readonly messageCount: number;
  /** Twelve, January first. */
  readonly months: readonly {
    readonly label: string;
    readonly href: string | undefined;
    readonly messageCount: number;
    readonly level: ActivityLevel;
  }[];
};

/** A day in a list: its date, how much was said and how it began. */
export type DayEntry = {
  readonly day: CalendarDay;
  readonly label: string;
  readonly href: string;
  readonly messageCount: number;
  readonly opening: { readonly author: string; readonly text: string } | undefined;
};

export type YearPage = PageBase & {
  readonly kind: "year";
  readonly room: RoomRef;
  readonly year: string;
  readonly messageCount: number;
  readonly months: readonly MonthGrid[];
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
};

export type MonthPage = PageBase & {
  readonly kind: "month";
  readonly room: RoomRef;
  readonly label: string;
  readonly messageCount: number;
  readonly grid: MonthGrid;
  readonly days: readonly DayEntry[];
  readonly year: Link;
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
};

export type DayPage = PageBase & {
  readonly kind: "day";
  readonly room: RoomRef;
  readonly day: CalendarDay;
  /** "Tuesday, 5 March 2024". */
  readonly label: string;
  /** Of the whole day, all parts together. */
  readonly messageCount: number;
  readonly part:
    | { readonly number: number; readonly links: readonly (Link & { readonly current: boolean })[] }
    | undefined;
  readonly previous: Link | undefined;
  readonly next: Link | undefined;
  readonly month: Link;
  readonly entries: readonly DayPageEntry[];
  /** A picture of the page has a larger copy. */
  readonly opensPictures: boolean;
  /** Of a busy page: the hours that are marked in it. Absent: none are. */
  readonly hours?: readonly HourMark[];
  /** Threads with a page of their own that began on this page. Absent: none. */
  readonly threads?: readonly ThreadEntry[];
  /** Link to the day's first message in a client, for "open in Matrix". */
  readonly openInMatrixHref: string;
  /** Links of each message, with `%7Baddress%7D` and `%7Bevent%7D` where its own are to be put, encoded. */
  readonly messageLinks: readonly Link[];
};

export type SearchPage = PageBase & {
  readonly kind: "search";
  /** Preset room. */
  readonly room: RoomRef | undefined;
  readonly rooms: readonly RoomRef[];
  readonly years: readonly string[];
  /** The twelve months by name; `value` is `MM`. */
  readonly months: readonly { readonly value: string; readonly name: string }[];
  readonly resources: {
    /** Address of `pagefind.js`. */
    readonly moduleHref: string;
    /** Address of the list of shards. */
    readonly shardsHref: string;
  };
};

export type NotFoundPage = PageBase & {
  readonly kind: "not-found";
  readonly rooms: readonly RoomRef[];
  /** What addresses may call a room (its slug, an alias, an id, in lower case), with its slug. */
  readonly places: readonly (readonly [string, string])[];
};

/** What stands at the address of a page that has gone. */
export type RemovalPage = PageBase & {
  readonly kind: "removal";
  readonly heading: string;
  readonly explanation: string;
};
