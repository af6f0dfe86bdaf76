import type { RoomInfo, SiteInfo } from "./inputs.ts";
import type { MovedPage } from "./models.ts";
import { frameFor } from "./page-frame.ts";
import { roomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import type { ThreadMessage } from "./thread-page.ts";
import { dayPath, hrefFor, messagePath, roomPath } from "./urls.ts";

/** Leads from the address of a thread that has no page any more to one of its messages in its day. */
export function toMovedPage(site: SiteInfo, room: RoomInfo, { item, day }: ThreadMessage): MovedPage {
  const { text, fill } = wordsFor(site.language);
  const href = hrefFor(site.url, messagePath(room.slug, { ...item, day }));
  const roomRef = roomRefFor(site, room);
  const frame = frameFor(site, {
    // The canonical address is where it leads.
    path: dayPath(room.slug, day, item.part),
    room,
    title: `${text.threadMovedHeading} · ${site.title}`,
    description: text.threadMovedText,
    indexable: false,
    crumbs: [{ path: roomPath(room.slug), label: roomRef.title }],
  });
  return {
    kind: "moved",
    frame: { ...frame, refreshHref: href },
    room: roomRef,
    heading: text.threadMovedHeading,
    explanation: text.threadMovedText,
    link: { href, label: fill("threadMovedLink", { date: datesFor(site.language).day(day) }) },
    drawnFrom: [item.eventId],
  };
}
