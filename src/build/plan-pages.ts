import type { CalendarDay } from "#lib/calendar-day.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import {
  aboutPath,
  dayOfPath,
  dayPath,
  homePath,
  monthPath,
  notFoundPath,
  roomAboutPath,
  roomPath,
  roomSearchPath,
  searchPath,
  twinPathOf,
  yearPath,
  type SitePath,
} from "#view/urls.ts";
import type { IndexedDay } from "./index-days.ts";
import type { ThreadPlan } from "./plan-threads.ts";

export type PagePlan = {
  readonly render: readonly SitePath[];
  /** Days of `render` as Markdown. */
  readonly twins: readonly SitePath[];
  /** Folders whose artifacts must be those of `render` or none: what else lies there has vanished. */
  readonly settled: readonly SitePath[];
  /** Pages in such folders that stay as they are. Absent: none. */
  readonly standing?: readonly SitePath[];
};

/** The pages that a set of changed days touches: the days, the days beside those that came or went, and what lists them. */
export async function planPages(
  store: StoreReader,
  rooms: readonly { readonly key: RoomKey; readonly slug: string; readonly hasTwins: boolean }[],
  indexed: readonly IndexedDay[],
): Promise<PagePlan> {
  const withTwins = new Set(rooms.filter(({ hasTwins }) => hasTwins).map(({ slug }) => slug));
  const render = new Set<SitePath>([homePath, aboutPath, searchPath, notFoundPath]);
  const settled = new Set<SitePath>();
  const bySlug = Map.groupBy(indexed, ({ slug }) => slug);
  for (const { key, slug } of rooms) {
    for (const path of [roomPath(slug), roomAboutPath(slug), roomSearchPath(slug)]) render.add(path);
    const days = bySlug.get(slug) ?? [];
    if (days.length === 0) continue;
    const months = new Set((await store.readMonths(key)).map(({ month }) => month));
    const years = new Set([...months].map((month) => month.slice(0, 4)));
    for (const day of days) {
      settled.add(dayPath(slug, day.day));
      for (const path of dayPaths(slug, day)) render.add(path);
      if (!day.pageAppearedOrWent) continue;
      for (const path of await neighbourPaths(store, key, slug, day.day)) render.add(path);
    }
    const touchedMonths = new Set(days.map(({ day }) => day.slice(0, 7)));
    const touchedYears = new Set(days.map(({ day }) => day.slice(0, 4)));
    for (const month of touchedMonths) if (months.has(month)) render.add(monthPath(slug, month));
    for (const year of touchedYears) if (years.has(year)) render.add(yearPath(slug, year));
    // A month or a year that came or went changes the way from its neighbours.
    if (days.some(({ pageAppearedOrWent }) => pageAppearedOrWent)) {
      for (const path of besidePaths(slug, [...months], touchedMonths, monthPath)) render.add(path);
      for (const path of besidePaths(slug, [...years], touchedYears, yearPath)) render.add(path);
    }
  }
  const twins = [...render].filter((path) => withTwins.has(dayOfPath(path)?.["room"] ?? ""));
  return { render: [...render].toSorted(), twins: twins.map(twinPathOf), settled: [...settled].toSorted() };
}

function dayPaths(slug: string, { day, hasPage, partCount }: IndexedDay): SitePath[] {
  return hasPage ? Array.from({ length: partCount }, (_, index) => dayPath(slug, day, index + 1)) : [];
}

async function neighbourPaths(store: StoreReader, key: RoomKey, slug: string, day: CalendarDay): Promise<SitePath[]> {
  const { previous, next } = await store.readNeighbourDays(key, day);
  const paths: SitePath[] = [];
  for (const neighbour of [previous, next]) {
    if (neighbour === undefined) continue;
    const [summary] = await store.readDaySummaries(key, { from: neighbour, to: neighbour });
    for (let part = 1; part <= (summary?.partCount ?? 0); part += 1) paths.push(dayPath(slug, neighbour, part));
  }
  return paths;
}

function besidePaths(
  slug: string,
  existing: readonly string[],
  touched: ReadonlySet<string>,
  toPath: (slug: string, period: string) => SitePath,
): SitePath[] {
  return [...touched].flatMap((period) => {
    const beside = [existing.findLast((one) => one < period), existing.find((one) => one > period)];
    return beside.flatMap((one) => (one === undefined ? [] : [toPath(slug, one)]));
  });
}

/** The same with the pages of threads. */
export function withThreads(pages: PagePlan, threads: ThreadPlan): PagePlan {
  return {
    ...pages,
    render: [...pages.render, ...threads.render].toSorted(),
    settled: [...pages.settled, ...threads.settled].toSorted(),
    standing: threads.standing,
  };
}
