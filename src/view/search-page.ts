import type { RoomInfo, SiteInfo } from "./inputs.ts";
import type { SearchPage } from "./models.ts";
import { frameFor } from "./page-frame.ts";
import { roomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { hrefFor, roomPath, roomSearchPath, searchModulePath, searchPath, searchShardsPath } from "./urls.ts";

export type SearchPageInput = {
  /** Every room one can search, in the order of the home page. */
  readonly rooms: readonly RoomInfo[];
  /** Years that have a page in any of them. */
  readonly years: readonly string[];
  /** The room that is chosen when the page opens; undefined: all. */
  readonly room: RoomInfo | undefined;
};

export function toSearchPage(site: SiteInfo, { rooms, years, room }: SearchPageInput): SearchPage {
  const { text, fill } = wordsFor(site.language);
  const ref = room === undefined ? undefined : roomRefFor(site, room);
  const title = ref?.title ?? site.title;
  const path = room === undefined ? searchPath : roomSearchPath(room.slug);
  return {
    kind: "search",
    frame: frameFor(site, {
      path,
      room,
      title: `${fill("searchTitle", { title })}${ref === undefined ? "" : ` · ${site.title}`}`,
      description: fill("describeSearch", { title }),
      indexable: false,
      crumbs: [
        ...(room === undefined || ref === undefined ? [] : [{ path: roomPath(room.slug), label: ref.title }]),
        { path, label: text.search },
      ],
    }),
    room: ref,
    rooms: rooms.map((one) => roomRefFor(site, one)),
    years: [...new Set(years)].toSorted().toReversed(),
    months: monthsOf(site.language),
    resources: {
      moduleHref: hrefFor(site.url, searchModulePath),
      shardsHref: hrefFor(site.url, searchShardsPath),
    },
    drawnFrom: [],
  };
}

function monthsOf(language: string): SearchPage["months"] {
  const { monthName } = datesFor(language);
  return Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0")).map((value) => ({
    value,
    name: monthName(`2024-${value}`),
  }));
}
