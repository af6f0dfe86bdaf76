import type { RoomInfo, SiteInfo } from "./inputs.ts";
import { matrixToRoom } from "./matrix-to.ts";
import type { RoomRef } from "./models.ts";
import { plainLine } from "./plain-line.ts";
import { hrefFor, roomAboutPath, roomPath, roomSearchPath } from "./urls.ts";

/** Longest name of a room that is shown whole, in graphemes. */
const titleLimit = 120;

/** A room as the pages of its days name it: by the title that was fixed when it was first published. */
export function roomRefFor(site: SiteInfo, room: RoomInfo): RoomRef {
  return {
    slug: room.slug,
    title: shownTitle(room.title) || room.alias || room.roomId,
    href: hrefFor(site.url, roomPath(room.slug)),
    searchHref: hrefFor(site.url, roomSearchPath(room.slug)),
    aboutHref: hrefFor(site.url, roomAboutPath(room.slug)),
    joinHref: matrixToRoom(room),
  };
}

/** A room's title as one line; empty where it has no words. */
export function shownTitle(title: string): string {
  return plainLine(title, titleLimit);
}

/** A room as it calls itself today: for the home page, the room's own page and its About, which follow a new name. */
export function currentRoomRefFor(site: SiteInfo, room: RoomInfo): RoomRef {
  const fixed = roomRefFor(site, room);
  return { ...fixed, title: shownTitle(room.currentName ?? "") || fixed.title };
}
