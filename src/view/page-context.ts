import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import type { LinkFor, RoomInfo, SiteInfo } from "./inputs.ts";
import type { PageMedia } from "./page-media.ts";
import type { TellApart } from "./namesakes.ts";
import { datesFor, type Dates } from "./strings/dates.ts";
import { wordsFor, type Words } from "./strings/words.ts";
import { upgradesOfPage, type SeriesOfPage, type UpgradesOfPage } from "./upgrade-line.ts";

/** What the tiles of one page share. */
export type PageContext = {
  readonly siteUrl: string;
  readonly slug: string;
  readonly day: CalendarDay;
  readonly part: number;
  readonly words: Words;
  readonly dates: Dates;
  readonly linkFor: LinkFor;
  readonly media: PageMedia;
  /** Nothing on the page may lead to who sent an event. */
  readonly hidesEvents: boolean;
  readonly tellApart: TellApart;
  readonly upgrades: UpgradesOfPage;
  /** A thread's page: which of its messages are on it. Absent: the page of a day. */
  readonly thread?: { readonly isHere: (eventId: EventId) => boolean };
  /** Replies from which on a thread has a page. Absent: none has. */
  readonly threads?: number;
  /** The room in which something was said. Absent: all of the page was said in one. */
  readonly roomOf?: ((eventId: EventId) => RoomId) | undefined;
};

export function pageContextFor(
  site: Pick<SiteInfo, "url" | "language">,
  room: Pick<RoomInfo, "slug" | "pseudonyms" | "threads"> & SeriesOfPage,
  given: Pick<PageContext, "day" | "part" | "linkFor" | "media" | "tellApart" | "roomOf">,
): PageContext {
  return {
    ...given,
    siteUrl: site.url,
    slug: room.slug,
    ...(room.threads === undefined ? {} : { threads: room.threads }),
    words: wordsFor(site.language),
    dates: datesFor(site.language),
    hidesEvents: room.pseudonyms,
    upgrades: upgradesOfPage(site.url, room),
  };
}
