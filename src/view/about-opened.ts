import { calendarDayOf, type CalendarDay } from "#lib/calendar-day.ts";
import { inlineFor } from "./inline-for.ts";
import type { Opening, RoomInfo, RoomRecord } from "./inputs.ts";
import { matrixToEvent } from "./matrix-to.ts";
import type { AboutSection, Inline, Link } from "./models.ts";
import { plainLine } from "./plain-line.ts";
import type { Dates } from "./strings/dates.ts";
import type { Words } from "./strings/words.ts";

export type Speech = { readonly words: Words; readonly dates: Dates };

/** Earlier openings listed at most, the newest: nobody reads more. */
const earlierLimit = 50;

/** Who opened the history now in force, when, and by which event. */
export function openedParagraph(room: RoomInfo, { grant }: RoomRecord, { words, dates }: Speech): readonly Inline[] {
  const day = dayOf(grant.openedMs);
  if (day === undefined || grant.eventId === undefined) return inlineFor(words, "grantUnknown");
  return inlineFor(words, grant.openedBy === undefined ? "grantByNobody" : "grantBy", {
    name: plainLine(grant.openedBy ?? "", 255),
    date: dates.day(day),
    event: eventLink(room, grant, words),
  });
}

/** The times before the present one from which messages may be here; empty: there were none, as far as is known. */
export function earlierSections(room: RoomInfo, { earlier }: RoomRecord, speech: Speech): readonly AboutSection[] {
  if (earlier.length === 0) return [];
  const { words } = speech;
  return [
    {
      title: words.text.aboutEarlier,
      paragraphs: [inlineFor(words, "aboutEarlierText")],
      items: earlier.slice(-earlierLimit).map((opening) => earlierItem(room, opening, speech)),
    },
  ];
}

/** What was said in rooms that were upgraded, each opened by itself; empty: there is one room. */
export function upgradeSections(
  room: RoomInfo,
  { upgrades = [] }: RoomRecord,
  speech: Speech,
): readonly AboutSection[] {
  if (upgrades.length === 0) return [];
  const { words } = speech;
  return [
    {
      title: words.text.aboutUpgrades,
      paragraphs: [inlineFor(words, "aboutUpgradesText")],
      items: upgrades.map(({ grant, on }) => upgradeItem(room, grant, on, speech)),
    },
  ];
}

function upgradeItem(
  room: RoomInfo,
  grant: Opening,
  on: CalendarDay | undefined,
  { words, dates }: Speech,
): readonly Inline[] {
  const opened = dayOf(grant.openedMs);
  return inlineFor(words, on === undefined ? "upgradeUndated" : "upgradeBy", {
    date: on === undefined ? "" : dates.day(on),
    name: grant.openedBy === undefined ? words.text.roomAdministrator : plainLine(grant.openedBy, 255),
    opened: opened === undefined ? words.text.earlierDateUnknown : dates.day(opened),
    event: eventLink(room, grant, words),
  });
}

function earlierItem(room: RoomInfo, opening: Opening, { words, dates }: Speech): readonly Inline[] {
  const [from, to] = [dayOf(opening.openedMs), dayOf(opening.closedMs)];
  const key = to === undefined ? "earlierFrom" : from === to ? "earlierOn" : "earlierFromTo";
  return inlineFor(words, key, {
    from: from === undefined ? words.text.earlierDateUnknown : dates.day(from),
    to: to === undefined ? "" : dates.day(to),
    name: opening.openedBy === undefined ? words.text.roomAdministrator : plainLine(opening.openedBy, 255),
    event: eventLink(room, opening, words),
  });
}

/** Impossible timestamps name no day. */
function dayOf(timeMs: number | undefined) {
  const isPossible = timeMs !== undefined && timeMs > 0 && timeMs < 8.64e15;
  return isPossible ? calendarDayOf(timeMs) : undefined;
}

/** An event leads any client to its sender: where that one is not to be named, it is not linked. */
function eventLink(room: RoomInfo, { eventId, openedBy, roomId }: Opening, { text }: Words): Link | string {
  const isHidden = room.pseudonyms || eventId === undefined || openedBy === undefined;
  const from = room.earlierRooms?.find((earlier) => earlier.roomId === roomId) ?? room;
  return isHidden ? text.grantEvent : { href: matrixToEvent(from, eventId), label: text.grantEvent };
}
