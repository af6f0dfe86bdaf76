import type { CalendarDay } from "#lib/calendar-day.ts";
import type { DayTimeline, MessageItem } from "#timeline/timeline.ts";
import { messageBlocks, plainForm } from "./message-text.ts";
import type { RoomInfo, SiteInfo } from "./inputs.ts";
import type { MessageLines } from "./models.ts";
import { plainLine } from "./plain-line.ts";
import { fitUserId, shownName } from "./sender-view.ts";
import { wordsFor } from "./strings/words.ts";
import { isoTimeOf } from "./time-view.ts";
import { absoluteHrefFor, messagePath } from "./urls.ts";

/** The messages of a day as docs/outputs.md describes them; what is removed, and changes of the room, are not among them. */
export function toMessageLines(
  site: SiteInfo,
  room: RoomInfo,
  { day, timeline }: { readonly day: CalendarDay; readonly timeline: DayTimeline },
): MessageLines {
  const items = timeline.items.filter((item) => item.kind === "message");
  return {
    lines: items.map((item) => JSON.stringify(messageFor(site, room, day, item))),
    drawnFrom: [...new Set(items.flatMap(({ drawnFrom }) => drawnFrom))],
  };
}

/** Members whose value is undefined are left out of JSON. */
function messageFor(site: SiteInfo, room: RoomInfo, day: CalendarDay, item: MessageItem) {
  const { sender, content, reply, thread } = item;
  const author = shownName(sender.displayName, sender.userId);
  const hrefOf = (place: Parameters<typeof messagePath>[1]) => absoluteHrefFor(site.url, messagePath(room.slug, place));
  const root = thread?.kind === "reply" ? thread.root : undefined;
  return {
    id: item.shortId,
    url: hrefOf({ day, part: item.part, shortId: item.shortId }),
    time: isoTimeOf(item, day),
    author,
    user: room.pseudonyms ? undefined : fitUserId(sender.userId),
    network: sender.network,
    kind: content.kind,
    text: messageBlocks(item, author, wordsFor(site.language), plainForm).join("\n"),
    edited: item.edited || undefined,
    replyTo: reply?.kind === "shown" ? hrefOf(reply.target) : undefined,
    thread: root === undefined ? undefined : hrefOf(root),
    reactions:
      item.reactions.length === 0
        ? undefined
        : item.reactions.map(({ key, count }) => ({ key: plainLine(key, 40), count })),
  };
}
