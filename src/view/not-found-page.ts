import type { RoomInfo, SiteInfo } from "./inputs.ts";
import type { NotFoundPage } from "./models.ts";
import { frameFor } from "./page-frame.ts";
import { currentRoomRefFor } from "./room-ref.ts";
import { wordsFor } from "./strings/words.ts";
import { notFoundPath } from "./urls.ts";

/** What hosts show at any address without a page. `rooms` in the order of the home page. */
export function toNotFoundPage(site: SiteInfo, rooms: readonly RoomInfo[]): NotFoundPage {
  const { text } = wordsFor(site.language);
  return {
    kind: "not-found",
    frame: frameFor(site, {
      path: notFoundPath,
      title: `${text.notFoundTitle} · ${site.title}`,
      description: text.describeNotFound,
      indexable: false,
      crumbs: [],
      hasAddress: false,
    }),
    rooms: rooms.map((room) => currentRoomRefFor(site, room)),
    places: rooms.flatMap(namesOf),
    drawnFrom: [],
  };
}

function namesOf({ slug, alias, roomId, earlierRooms = [] }: RoomInfo): readonly (readonly [string, string])[] {
  const names = [slug, alias, roomId, ...earlierRooms.map((earlier) => earlier.roomId)];
  return names.flatMap((name) => (name === undefined ? [] : [[name.toLowerCase(), slug] as const]));
}
