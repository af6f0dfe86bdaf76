import { activityLevel, busiestOf, lastTwelveMonths } from "./activity.ts";
import type { ListedRoom, SiteInfo } from "./inputs.ts";
import type { RoomCard } from "./models.ts";
import { inlinePictureFor, pageMediaFor } from "./page-media.ts";
import { plainLine } from "./plain-line.ts";
import { currentRoomRefFor } from "./room-ref.ts";
import { hueOf, initialOf } from "./sender-view.ts";
import { datesFor } from "./strings/dates.ts";
import { dayPath, hrefFor } from "./urls.ts";

/** Longest topic that is shown, in graphemes. */
const topicLimit = 500;

export function roomCardFor(site: SiteInfo, { room, activity, media: known = new Map() }: ListedRoom): RoomCard {
  const media = pageMediaFor(site, room, known);
  const avatar = room.avatar && inlinePictureFor(media, room.avatar, "room");
  const dates = datesFor(site.language);
  const ref = currentRoomRefFor(site, room);
  const { firstDay, lastDay } = activity;
  const months = lastTwelveMonths(activity);
  const busiest = busiestOf(months);
  return {
    room: ref,
    topic: topicOf(room.topic),
    initial: initialOf(ref.title),
    hue: hueOf(room.slug),
    ...(avatar === undefined ? {} : { avatar }),
    files: media.shown(),
    messageCount: activity.messageCount,
    dayCount: activity.dayCount,
    firstDay: firstDay === undefined ? undefined : { day: firstDay, label: dates.day(firstDay) },
    lastDay:
      lastDay === undefined
        ? undefined
        : { day: lastDay, label: dates.day(lastDay), href: hrefFor(site.url, dayPath(room.slug, lastDay)) },
    months: months.map(({ month, messageCount }) => ({
      label: dates.month(month),
      count: messageCount,
      level: activityLevel(messageCount, busiest),
    })),
  };
}

/** undefined: none, or nothing that can be seen. */
function topicOf(topic: string | undefined): string | undefined {
  return plainLine(topic ?? "", topicLimit) || undefined;
}
