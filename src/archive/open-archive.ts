import type { Archive, RouteParams } from "#archive.ts";
import type { Config } from "#config/config.ts";
import { parseCalendarDay, type CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import type { StoreReader } from "#store/store.ts";
import { toAboutPage } from "#view/about-site-page.ts";
import { toRoomAboutPage } from "#view/about-room-page.ts";
import { toDayPage } from "#view/day-page.ts";
import { toDayTwin } from "#view/day-twin.ts";
import { toHomePage } from "#view/home-page.ts";
import type { RoomInfo } from "#view/inputs.ts";
import { toLlmsText } from "#view/llms-text.ts";
import { toMessageLines } from "#view/message-lines.ts";
import { toMonthPage } from "#view/month-page.ts";
import { toNotFoundPage } from "#view/not-found-page.ts";
import { hasTwins } from "#view/page-frame.ts";
import { toRemovalPage } from "#view/removal-page.ts";
import { toRoomPage } from "#view/room-page.ts";
import { toSearchPage } from "#view/search-page.ts";
import { toRoomFeed, toSiteFeed } from "#view/to-feed.ts";
import { toSearchDay } from "#view/to-search-day.ts";
import type { Removed } from "#view/urls.ts";
import { toYearPage } from "#view/year-page.ts";
import { readAboutRecord } from "./about-record.ts";
import { keysOf, listThreads } from "./list-threads.ts";
import { linksInto } from "./links-into.ts";
import { loadThreadPage } from "./load-thread-page.ts";
import { readPublishedRooms, siteInfoFor, type PublishedRoom } from "./published-rooms.ts";
import { readDay, type ReadDay } from "./read-day.ts";
import { readDayMedia, readMedia } from "./read-day-media.ts";
import { readPinned } from "./read-pinned.ts";
import { readUpgrades } from "./read-upgrades.ts";
import { readActivity, readCoverage, toSummary } from "./room-activity.ts";

const latestDayCount = 7;
const feedDayCount = 30;
const listedThreadCount = 10;

/** By the last part of their route. */
const removedFor: ReadonlyMap<string, Removed> = new Map([
  ["removed-page", "page"],
  ["removed-room", "room"],
]);

/**
 * The archive as it is at this moment: rooms, verdicts and titles are read once, so open a new one for each build. Lists and
 * calendars come from the day summaries that the build keeps in the store.
 */
export async function openArchive({ config, store }: { config: Config; store: StoreReader }): Promise<Archive> {
  const rooms = await readPublishedRooms(store, config);
  const site = siteInfoFor(config, rooms);
  const infos = rooms.map(({ info }) => info);
  const bySlug = new Map(rooms.map((room) => [room.config.slug, room]));
  const linkFor = linksInto(site.url, rooms);

  const roomOf = (params: RouteParams) => bySlug.get(params["room"] ?? "");
  const dayOf = (params: RouteParams) => {
    const room = roomOf(params);
    const day = parseCalendarDay(`${params["year"]}-${params["month"]}-${params["day"]}`);
    const part = partNumber(params["part"]);
    return room === undefined || day === undefined || part === undefined ? undefined : { room, day, part };
  };
  let last: { readonly room: PublishedRoom; readonly day: CalendarDay; readonly read: ReadDay } | undefined;
  /** The parts of a day, and its twin after its page, are asked for one after the other. */
  const readOnce = async (room: PublishedRoom, day: CalendarDay) => {
    if (last?.room !== room || last.day !== day) last = { room, day, read: await readDay(store, room, day) };
    return last.read;
  };
  const feedDays = async (room: PublishedRoom) => {
    const summaries = (await store.readDaySummaries(room.record.key)).slice(-feedDayCount).toReversed();
    return summaries.map((one) => ({ room: room.info, summary: toSummary(one), lastChanged: one.lastModified }));
  };
  const threadsOf = async (room: PublishedRoom, by: "last-reply" | "formed") =>
    listThreads(store, room, await store.readLatestThreads(keysOf(room), by, listedThreadCount));
  const feedThreads = async (room: PublishedRoom) =>
    (await threadsOf(room, "formed")).map((thread) => ({ room: room.info, thread, formedOn: thread.formedOn }));
  /** The room's picture. */
  const mediaOf = ({ avatar }: RoomInfo) => readMedia(store, config.store, avatar === undefined ? [] : [avatar]);
  const yearsOf = async (room: PublishedRoom) => [
    ...new Set((await store.readMonths(room.record.key)).map(({ month }) => month.slice(0, 4))),
  ];

  return {
    async homePage() {
      const listed = [];
      for (const { info, record } of rooms) {
        listed.push({ room: info, activity: await readActivity(store, record), media: await mediaOf(info) });
      }
      return toHomePage(site, [{ title: undefined, rooms: listed }]);
    },
    aboutPage: async () => toAboutPage(site, infos),
    searchPage: async () => toSearchPage(site, { rooms: infos, years: await allYears(), room: undefined }),
    notFoundPage: async () => toNotFoundPage(site, infos),
    async removalPage(params) {
      const removed = removedFor.get(params["removed"] ?? "");
      return removed && toRemovalPage(site, removed);
    },

    async roomPage(params) {
      const room = roomOf(params);
      if (room === undefined) return undefined;
      const activity = await readActivity(store, room.record);
      const lastMonth = activity.months.at(-1)?.month;
      const recent = lastMonth === undefined ? [] : await readRecentDays(room, lastMonth);
      const coverage = await readCoverage(store, room, activity);
      return toRoomPage(site, room.info, {
        activity,
        media: await mediaOf(room.info),
        latestDays: recent.slice(-latestDayCount).toReversed().map(toSummary),
        coverage,
        upgrades: await readUpgrades(store, room),
        pinned: await readPinned(store, room),
        threads: await threadsOf(room, "last-reply"),
      });
    },
    async roomAboutPage(params) {
      const room = roomOf(params);
      return room && toRoomAboutPage(site, room.info, await readAboutRecord(store, room, config));
    },
    async roomSearchPage(params) {
      const room = roomOf(params);
      return room && toSearchPage(site, { rooms: infos, years: await allYears(), room: room.info });
    },
    async yearPage(params) {
      const [room, year] = [roomOf(params), params["year"] ?? ""];
      if (room === undefined || !/^\d{4}$/.test(year)) return undefined;
      const days = await store.readDaySummaries(room.record.key, { from: `${year}-01-01`, to: `${year}-12-31` });
      if (days.length === 0) return undefined;
      return toYearPage(site, room.info, { year, days, ...neighbours(await yearsOf(room), year) });
    },
    async monthPage(params) {
      const [room, month] = [roomOf(params), `${params["year"]}-${params["month"]}`];
      if (room === undefined || !/^\d{4}-\d{2}$/.test(month)) return undefined;
      const days = await store.readDaySummaries(room.record.key, { from: `${month}-01`, to: `${month}-31` });
      if (days.length === 0) return undefined;
      const months = (await store.readMonths(room.record.key)).map((one) => one.month);
      return toMonthPage(site, room.info, { month, days: days.map(toSummary), ...neighbours(months, month) });
    },
    async dayPage(params) {
      const asked = dayOf(params);
      if (asked === undefined) return undefined;
      const { room, day, part } = asked;
      const read = await readOnce(room, day);
      const { timeline } = read;
      const media = room.info.media === "none" ? new Map() : await readDayMedia(store, config.store, read);
      const { previous, next } = await store.readNeighbourDays(room.record.key, day);
      const earlierRoomOf = earlierRoomsOf(room.info, read);
      return toDayPage(site, room.info, { day, part, timeline, previous, next, linkFor, media, earlierRoomOf });
    },
    async dayTwin(params) {
      const asked = dayOf(params);
      if (asked === undefined || !hasTwins(site, asked.room.info)) return undefined;
      const { room, day, part } = asked;
      const { timeline } = await readOnce(room, day);
      return toDayTwin(site, room.info, { day, part, timeline, previous: undefined, next: undefined, linkFor });
    },
    async messageLines(slug, day) {
      const room = bySlug.get(slug);
      return room && toMessageLines(site, room.info, { day, timeline: (await readDay(store, room, day)).timeline });
    },
    async threadPage(params) {
      const [room, part] = [roomOf(params), partNumber(params["part"])];
      if (room === undefined || part === undefined) return undefined;
      const shortId = params["root"] ?? "";
      return loadThreadPage(store, { site, room, shortId, part, linkFor, storeFolder: config.store });
    },

    llmsText: async () => toLlmsText(site, infos),
    async siteFeed() {
      const days = [];
      const threads = [];
      for (const room of rooms.filter(({ info }) => info.index)) {
        days.push(...(await feedDays(room)));
        threads.push(...(await feedThreads(room)));
      }
      const newestFirst = days.toSorted((a, b) =>
        a.summary.day < b.summary.day ? 1 : a.summary.day > b.summary.day ? -1 : 0,
      );
      return toSiteFeed(site, newestFirst.slice(0, feedDayCount), threads);
    },
    async roomFeed(slug) {
      const room = bySlug.get(slug);
      return room && toRoomFeed(site, room.info, await feedDays(room), await feedThreads(room));
    },
    async searchDay(slug, day) {
      const room = bySlug.get(slug);
      return room && toSearchDay(site, room.info, day, (await readDay(store, room, day)).timeline);
    },
  };

  async function allYears(): Promise<readonly string[]> {
    const years = new Set<string>();
    for (const room of rooms) for (const year of await yearsOf(room)) years.add(year);
    return [...years].toSorted();
  }

  /** The last month may be short: enough days are wanted, not enough months. */
  async function readRecentDays({ record }: PublishedRoom, lastMonth: string) {
    const inMonth = await store.readDaySummaries(record.key, { from: `${lastMonth}-01`, to: `${lastMonth}-31` });
    return inMonth.length >= latestDayCount ? inMonth : store.readDaySummaries(record.key);
  }
}

/** By what was said in them that day. */
function earlierRoomsOf({ roomId: newest }: RoomInfo, { rooms }: ReadDay): (eventId: EventId) => RoomId | undefined {
  const earlier = rooms.filter(({ roomId }) => roomId !== newest);
  const spoken = new Map(
    earlier.flatMap(({ roomId, loaded }) => loaded.input.events.map(({ event }) => [event.eventId, roomId] as const)),
  );
  return (eventId) => spoken.get(eventId);
}

/** `/2/` is the second part; the first one has the day's own address alone. */
function partNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return 1;
  return /^[1-9]\d{0,3}$/.test(text) && text !== "1" ? Number(text) : undefined;
}

function neighbours(
  sorted: readonly string[],
  current: string,
): { previous: string | undefined; next: string | undefined } {
  return { previous: sorted.findLast((one) => one < current), next: sorted.find((one) => one > current) };
}
