import { parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";
import type { DayTimeline } from "#timeline/timeline.ts";
import { toDayPage } from "#view/day-page.ts";
import type { DayInput, RoomActivity, RoomInfo, SiteInfo } from "#view/inputs.ts";
import type { DayPage } from "#view/models.ts";
import { roomId } from "./ids.ts";

/** A site under a base path, so that an address that forgets it is noticed. */
export const site: SiteInfo = {
  url: "https://chat.example.org/archive/",
  title: "Example chat",
  description: "What the community says, day by day",
  language: "en",
  contact: "mailto:archive@example.org",
  mediaUrl: undefined,
  legal: [],
  indexed: true,
};

export const general: RoomInfo = {
  slug: "general",
  title: "General",
  roomId: roomId("!room:example.org"),
  alias: undefined,
  currentName: undefined,
  topic: undefined,
  via: ["example.org"],
  index: true,
  pseudonyms: false,
  media: "full",
  language: "en",
  contact: "mailto:archive@example.org",
};

export const noActivity: RoomActivity = {
  messageCount: 0,
  dayCount: 0,
  firstDay: undefined,
  lastDay: undefined,
  months: [],
};

export function day(text: string): CalendarDay {
  const parsed = parseCalendarDay(text);
  if (parsed === undefined) throw new Error(`Not a date: ${text}`);
  return parsed;
}

/** The page of a folded day of the general room; by default the first part of 5 March 2024, without neighbours. */
export function dayPageOf(
  timeline: DayTimeline,
  changes: Partial<DayInput> = {},
  room: RoomInfo = general,
  ofSite: SiteInfo = site,
): DayPage {
  const page = toDayPage(ofSite, room, {
    day: day("2024-03-05"),
    part: 1,
    previous: undefined,
    next: undefined,
    ...changes,
    timeline,
  });
  if (page === undefined) throw new Error("The day has no page");
  return page;
}
