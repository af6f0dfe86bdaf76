import type { ListedThread, RoomInfo, SiteInfo } from "./inputs.ts";
import type { ThreadEntry } from "./models.ts";
import { shownName } from "./sender-view.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { threadHeadingFor } from "./thread-heading.ts";
import { hrefFor, threadPath } from "./urls.ts";

/** A thread in a list: how it began, how many answered and when last. */
export function threadEntryFor(site: SiteInfo, room: Pick<RoomInfo, "slug">, thread: ListedThread): ThreadEntry {
  const { root, firstDay, lastDay, replyCount, shortId } = thread;
  const words = wordsFor(site.language);
  return {
    href: hrefFor(site.url, threadPath(room.slug, shortId)),
    heading: threadHeadingFor(site.language, root, firstDay),
    author: root === undefined ? undefined : shownName(root.sender.displayName, root.sender.userId),
    note: words.fill("threadLast", {
      replies: words.count("replies", replyCount),
      date: datesFor(site.language).day(lastDay),
    }),
  };
}
