import type { ListedRoom, SiteInfo } from "./inputs.ts";
import type { HomePage } from "./models.ts";
import { frameFor } from "./page-frame.ts";
import { plainLine } from "./plain-line.ts";
import { roomCardFor } from "./room-card.ts";
import { homePath } from "./urls.ts";

/** Rooms by space, in the order they are to be shown; `title` undefined: rooms outside of any space. */
export type HomeSection = { readonly title: string | undefined; readonly rooms: readonly ListedRoom[] };

export function toHomePage(site: SiteInfo, sections: readonly HomeSection[]): HomePage {
  const filled = sections.filter(({ rooms }) => rooms.length > 0);
  const rooms = filled.flatMap((section) => section.rooms);
  const cards = filled.map((section) => section.rooms.map((listed) => roomCardFor(site, listed)));
  return {
    kind: "home",
    frame: frameFor(site, {
      path: homePath,
      title: site.title,
      description: site.description,
      indexable: site.indexed,
      crumbs: [],
    }),
    sections: filled.map((section, nth) => ({
      title: section.title === undefined ? undefined : plainLine(section.title, 120) || undefined,
      rooms: cards[nth] ?? [],
    })),
    roomCount: rooms.length,
    messageCount: rooms.reduce((sum, { activity }) => sum + activity.messageCount, 0),
    files: cards.flat().flatMap(({ files }) => files),
    drawnFrom: [],
  };
}
