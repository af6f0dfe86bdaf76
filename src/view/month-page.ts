import { busiestOf } from "./activity.ts";
import { dayEntryFor, entrySources } from "./day-entry.ts";
import type { DaySummary, RoomInfo, SiteInfo } from "./inputs.ts";
import type { MonthPage } from "./models.ts";
import { monthGridFor } from "./month-grid.ts";
import { frameFor, isIndexable } from "./page-frame.ts";
import { roomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { hrefFor, monthPath, roomPath, yearPath } from "./urls.ts";

export type MonthPageInput = {
  /** `YYYY-MM`, as are `previous` and `next`: neighbouring months that have a page. */
  readonly month: string;
  /** Days of the month that have a page, oldest first. */
  readonly days: readonly DaySummary[];
  readonly previous: string | undefined;
  readonly next: string | undefined;
};

export function toMonthPage(site: SiteInfo, room: RoomInfo, input: MonthPageInput): MonthPage {
  const { month, days, previous, next } = input;
  const { slug } = room;
  const words = wordsFor(site.language);
  const dates = datesFor(site.language);
  const ref = roomRefFor(site, room);
  const year = month.slice(0, 4);
  const label = dates.month(month);
  const messageCount = days.reduce((sum, day) => sum + day.messageCount, 0);
  const linkTo = (other: string | undefined) =>
    other === undefined ? undefined : { href: hrefFor(site.url, monthPath(slug, other)), label: dates.month(other) };
  return {
    kind: "month",
    frame: frameFor(site, {
      path: monthPath(slug, month),
      room,
      title: `${ref.title}, ${label} · ${site.title}`,
      description: words.fill("describePeriod", {
        title: ref.title,
        period: label,
        messages: words.count("messages", messageCount),
      }),
      indexable: isIndexable(room, messageCount),
      schema: { "@type": "CollectionPage" },
      crumbs: [
        { path: roomPath(slug), label: ref.title },
        { path: yearPath(slug, year), label: year },
        { path: monthPath(slug, month), label: dates.monthName(month) },
      ],
      previous: previous === undefined ? undefined : monthPath(slug, previous),
      next: next === undefined ? undefined : monthPath(slug, next),
    }),
    room: ref,
    label,
    messageCount,
    grid: monthGridFor({
      siteUrl: site.url,
      language: site.language,
      slug,
      month,
      days,
      busiest: busiestOf(days),
      linked: false,
    }),
    days: days.map((summary) => dayEntryFor(site, slug, summary)),
    year: { href: hrefFor(site.url, yearPath(slug, year)), label: year },
    previous: linkTo(previous),
    next: linkTo(next),
    drawnFrom: entrySources(days),
  };
}
