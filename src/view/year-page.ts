import { busiestOf } from "./activity.ts";
import type { DayCount, RoomInfo, SiteInfo } from "./inputs.ts";
import type { YearPage } from "./models.ts";
import { monthGridFor } from "./month-grid.ts";
import { frameFor, isIndexable } from "./page-frame.ts";
import { monthsOfYear } from "./room-page.ts";
import { roomRefFor } from "./room-ref.ts";
import { wordsFor } from "./strings/words.ts";
import { hrefFor, roomPath, yearPath } from "./urls.ts";

export type YearPageInput = {
  readonly year: string;
  /** Days of the year that have a page. */
  readonly days: readonly DayCount[];
  /** Neighbouring years that have a page. */
  readonly previous: string | undefined;
  readonly next: string | undefined;
};

export function toYearPage(site: SiteInfo, room: RoomInfo, input: YearPageInput): YearPage {
  const { year, days, previous, next } = input;
  const words = wordsFor(site.language);
  const ref = roomRefFor(site, room);
  const messageCount = days.reduce((sum, day) => sum + day.messageCount, 0);
  const busiest = busiestOf(days);
  const linkTo = (other: string | undefined) =>
    other === undefined ? undefined : { href: hrefFor(site.url, yearPath(room.slug, other)), label: other };
  return {
    kind: "year",
    frame: frameFor(site, {
      path: yearPath(room.slug, year),
      room,
      title: `${ref.title}, ${year} · ${site.title}`,
      description: words.fill("describePeriod", {
        title: ref.title,
        period: year,
        messages: words.count("messages", messageCount),
      }),
      indexable: isIndexable(room, messageCount),
      schema: { "@type": "CollectionPage" },
      crumbs: [
        { path: roomPath(room.slug), label: ref.title },
        { path: yearPath(room.slug, year), label: year },
      ],
      previous: previous === undefined ? undefined : yearPath(room.slug, previous),
      next: next === undefined ? undefined : yearPath(room.slug, next),
    }),
    room: ref,
    year,
    messageCount,
    months: monthsOfYear(year).map((month) =>
      monthGridFor({
        siteUrl: site.url,
        language: site.language,
        slug: room.slug,
        month,
        days: days.filter(({ day }) => day.startsWith(month)),
        busiest,
        linked: true,
      }),
    ),
    previous: linkTo(previous),
    next: linkTo(next),
    drawnFrom: [],
  };
}
