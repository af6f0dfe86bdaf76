import type { Config, RoomConfig } from "#config/config.ts";
import { dayMs } from "#lib/calendar-day.ts";
import { absoluteHrefFor, roomAboutPath, roomPath } from "#view/urls.ts";

/** What a room and its people should read before it is archived. Suggested only: Daybook sends nothing. */
export type Notice = { readonly topic: string; readonly message: string };

export function noticeFor({ site }: Config, room: RoomConfig): Notice {
  const address = absoluteHrefFor(site.url, roomPath(room.slug));
  const contact = (room.contact ?? site.contact).replace(/^mailto:/, "");
  const delay = room.delayMs > 0 ? `, each message ${delayWords(room.delayMs)} after it was sent at the earliest` : "";
  const sentences = [
    `Anyone can already read the history of this room. It is now also published as web pages${delay}.`,
    ...(room.since === undefined ? [] : [`Nothing from before ${room.since} is published.`]),
    ...(room.names === "pseudonym" ? ["Names are replaced by others."] : []),
    room.index ? "Search engines may list the pages." : "Search engines are asked not to list the pages.",
    "Remove a message here and it goes from there too.",
    `To be left out, or to have something removed, write to ${contact}.`,
    `The archive: ${address} Why it is public, and what is left out of it: ${absoluteHrefFor(site.url, roomAboutPath(room.slug))}`,
  ];
  return { topic: `Public archive: ${address}`, message: sentences.join(" ") };
}

/** In the largest unit that comes out even: `24 hours`, `90 minutes`, `30 days`. */
function delayWords(delayMs: number): string {
  const units = [
    [dayMs, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
    [1000, "second"],
  ] as const;
  const [unitMs, name] = units.find(([ms]) => delayMs % ms === 0 && (ms !== dayMs || delayMs >= 2 * dayMs)) ?? [
    1000,
    "second",
  ];
  const count = Math.ceil(delayMs / unitMs);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
