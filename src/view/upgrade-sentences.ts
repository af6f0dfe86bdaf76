import type { CalendarDay } from "#lib/calendar-day.ts";
import { inlineFor } from "./inline-for.ts";
import type { RoomInfo, SiteInfo, UpgradedRoom } from "./inputs.ts";
import type { Inline, Link } from "./models.ts";
import { shownTitle } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { hrefFor, roomPath } from "./urls.ts";

/** What a room's page tells of its upgrades: those within the series, and rooms beside it that have a page of their own. */
export function upgradeSentences(
  site: SiteInfo,
  room: RoomInfo,
  upgrades: readonly { readonly on: CalendarDay | undefined }[],
): readonly (readonly Inline[])[] {
  const words = wordsFor(site.language);
  const dates = datesFor(site.language);
  const within = upgrades.map(({ on }) =>
    on === undefined ? inlineFor(words, "upgradedOnce") : inlineFor(words, "upgradedOn", { date: dates.day(on) }),
  );
  const { upgradedFrom, upgradedTo } = room;
  return [
    ...(upgradedFrom === undefined
      ? []
      : [inlineFor(words, "upgradedFrom", { room: upgradedRoomLink(site, upgradedFrom) })]),
    ...within,
    ...(upgradedTo === undefined ? [] : [inlineFor(words, "upgradedTo", { room: upgradedRoomLink(site, upgradedTo) })]),
  ];
}

/** To the page of a room beside another one in an upgrade. */
export function upgradedRoomLink({ url }: Pick<SiteInfo, "url">, { slug, title, roomId }: UpgradedRoom): Link {
  return { href: hrefFor(url, roomPath(slug)), label: shownTitle(title) || roomId };
}
