import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import type { TimelineItem } from "#timeline/timeline.ts";
import { collectingLinks } from "./collecting-links.ts";
import { dayEntriesFor } from "./day-entries.ts";
import { dayFrameFor } from "./day-frame.ts";
import { messageCountOf, partsOf } from "./day-summary.ts";
import type { DayInput, RoomInfo, SiteInfo } from "./inputs.ts";
import { eventPlace, matrixToEvent, matrixToRoom } from "./matrix-to.ts";
import type { DayPage, Link, PageFrame } from "./models.ts";
import { namesakesOn } from "./namesakes.ts";
import { opensPictures } from "./opens-pictures.ts";
import { pageContextFor } from "./page-context.ts";
import { pageMediaFor } from "./page-media.ts";
import { isBusy } from "./pause-marks.ts";
import { reportHrefFor } from "./report-href.ts";
import { roomsOnPage, type RoomsOnPage } from "./rooms-on-page.ts";
import { roomRefFor } from "./room-ref.ts";
import { datesFor } from "./strings/dates.ts";
import { wordsFor } from "./strings/words.ts";
import { threadEntryFor } from "./thread-entry.ts";
import { dayPath, hrefFor, monthPath } from "./urls.ts";

/** One part of a day; undefined when there is nothing to show at that address. */
export function toDayPage(site: SiteInfo, room: RoomInfo, input: DayInput): DayPage | undefined {
  const { day, part, timeline } = input;
  const parts = partsOf(timeline);
  if (timeline.items.length === 0 || !parts.includes(part)) return undefined;
  const items = timeline.items.filter((item) => item.part === part);
  const dates = datesFor(site.language);
  const links = collectingLinks(input.linkFor);
  const media = pageMediaFor(site, room, input.media ?? new Map());
  const spoken = roomsOnPage(room, items, input.earlierRoomOf);
  const tellApart = namesakesOn(items);
  const { roomOf } = spoken;
  const context = pageContextFor(site, room, { day, part, linkFor: links.linkFor, media, tellApart, roomOf });
  const entries = dayEntriesFor(items, context, { busy: isBusy(items.length, parts.length) });
  const hours = entries.filter((entry) => entry.kind === "hour");
  const frame = dayFrameFor(site, room, { ...input, items, parts });
  const month = day.slice(0, 7);
  const linkToDay = (other: CalendarDay | undefined): Link | undefined =>
    other === undefined
      ? undefined
      : { href: hrefFor(site.url, dayPath(room.slug, other)), label: dates.fullDay(other) };
  return {
    kind: "day",
    frame,
    room: roomRefFor(site, room),
    day,
    label: dates.fullDay(day),
    messageCount: messageCountOf(timeline),
    part: parts.length === 1 ? undefined : { number: part, links: partLinks(site, room, input, parts) },
    previous: linkToDay(input.previous),
    next: linkToDay(input.next),
    month: { href: hrefFor(site.url, monthPath(room.slug, month)), label: dates.month(month) },
    entries,
    ...(hours.length < 2 ? {} : { hours }),
    ...threadsOf(site, room, items, day),
    openInMatrixHref: openHref(room, items, input.earlierRoomOf),
    messageLinks: messageLinks(room, spoken, frame),
    opensPictures: entries.some(opensPictures),
    files: media.shown(),
    drawnFrom: [...new Set([...items.flatMap(sourcesOf), ...links.followed])],
  };
}

/** Threads with a page of their own that began on this page. */
function threadsOf(
  site: SiteInfo,
  room: RoomInfo,
  items: readonly TimelineItem[],
  day: CalendarDay,
): Pick<DayPage, "threads"> {
  const threads = items.flatMap((item) => {
    if (item.kind !== "message" || item.thread?.kind !== "root") return [];
    const { replyCount, lastReply } = item.thread;
    if (replyCount < (room.threads ?? Infinity) || lastReply === undefined) return [];
    const { shortId } = item;
    return [threadEntryFor(site, room, { shortId, replyCount, root: item, firstDay: day, lastDay: lastReply.day })];
  });
  return threads.length === 0 ? {} : { threads };
}

/** A removed message shows nothing of itself, so that only what is readable counts as a source. */
export function sourcesOf(item: TimelineItem): readonly EventId[] {
  return item.kind === "removed" ? [] : item.drawnFrom;
}

function partLinks(site: SiteInfo, room: RoomInfo, { day, part }: DayInput, parts: readonly number[]) {
  return parts.map((number) => ({
    href: hrefFor(site.url, dayPath(room.slug, day, number)),
    label: String(number),
    current: number === part,
  }));
}

/** Report and client for each message, to be filled in; where names are hidden the event is named by neither. */
function messageLinks(room: RoomInfo, { place }: RoomsOnPage, frame: PageFrame): readonly Link[] {
  const { text } = wordsFor(frame.language);
  const event = room.pseudonyms ? undefined : eventPlace;
  const report = { href: reportHrefFor(frame, { address: "{address}", event }), label: text.reportMessage };
  if (event === undefined) return [report];
  return [report, { href: matrixToEvent(place, event), label: text.openMessageInMatrix }];
}

/** An event leads any client to its sender, so rooms that hide names link to the room alone. */
function openHref(room: RoomInfo, items: readonly TimelineItem[], earlierRoomOf: DayInput["earlierRoomOf"]): string {
  const first = items.find(({ kind }) => kind === "message");
  if (first === undefined || room.pseudonyms) return matrixToRoom(room);
  return matrixToEvent(roomsOnPage(room, [first], earlierRoomOf).place, first.eventId);
}
