import type { CalendarDay } from "#lib/calendar-day.ts";
import type { LinkFor, RoomInfo, SiteInfo } from "./inputs.ts";
import type { PageMedia } from "./page-media.ts";
import { datesFor, type Dates } from "./strings/dates.ts";
import { wordsFor, type Words } from "./strings/words.ts";

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
};

export function pageContextFor(
  site: Pick<SiteInfo, "url" | "language">,
  room: Pick<RoomInfo, "slug" | "pseudonyms">,
  { day, part, linkFor, media }: Pick<PageContext, "day" | "part" | "linkFor" | "media">,
): PageContext {
  return {
    siteUrl: site.url,
    slug: room.slug,
    day,
    part,
    words: wordsFor(site.language),
    dates: datesFor(site.language),
    linkFor,
    media,
    hidesEvents: room.pseudonyms,
  };
}
