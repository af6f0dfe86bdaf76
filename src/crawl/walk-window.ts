import { endOfDayMs, startOfDayMs, type CalendarDay } from "#lib/calendar-day.ts";
import type { RoomConfig } from "#config/config.ts";
import type { Store } from "#store/store.ts";
import { anchorAt, lacksJumpToDate } from "./anchor-at.ts";
import { spanAt } from "./meet-span.ts";
import { spanGap } from "./place-events.ts";
import { walkWithSteps } from "./step-over.ts";
import type { WalkContext, WalkEnd } from "./walk.ts";

/** The days that are wanted of a room; undefined: no bound on that side. */
export type CrawlWindow = { readonly since: CalendarDay | undefined; readonly until: CalendarDay | undefined };

export type WindowCrawl = { readonly store: Store; readonly room: RoomConfig; readonly window: CrawlWindow };

/** Jumps to the end of the last wanted day and walks back from there. undefined: the server cannot jump. */
export async function walkWindow(
  crawl: WindowCrawl,
  context: WalkContext,
  until: CalendarDay,
): Promise<WalkEnd | undefined> {
  const { store, window, room } = crawl;
  const { key } = context;
  try {
    const anchor = await anchorAt(context, endOfDayMs(until) - 1);
    const floorMs = window.since === undefined ? Number.NEGATIVE_INFINITY : startOfDayMs(window.since);
    if (anchor === undefined || anchor.originServerTs < floorMs) return { end: "far-enough", span: undefined };
    const known = (await store.readKnown(key, [anchor.eventId])).get(anchor.eventId);
    const spans = await store.readSpans(key);
    const span = known && spanAt(spans, known.position);
    const isFarEnough = farEnough(window.since ?? room.since);
    const steady = { connected: false, agesFromFirstSight: false, isFarEnough };
    if (span !== undefined) {
      if (span.olderToken === undefined) return { end: "start-of-history", span };
      return await walkWithSteps(context, { ...steady, span, token: span.olderToken, below: span.governing, base: 0 });
    }
    const { below, above } = await store.readPositionAround(key, { timestampMs: anchor.originServerTs });
    const base =
      below === undefined
        ? (above ?? 0) - spanGap
        : above === undefined
          ? below + spanGap
          : Math.floor((below + above) / 2);
    return await walkWithSteps(context, { ...steady, span: undefined, token: anchor.token, below: undefined, base });
  } catch (error) {
    if (lacksJumpToDate(error)) return undefined;
    throw error;
  }
}

/** Without jump-to-date the window is reached by walking down to it. */
export async function walkDownTo({ store, window, room }: WindowCrawl, context: WalkContext): Promise<WalkEnd> {
  const span = (await store.readSpans(context.key)).find((one) => one.connected);
  if (span?.olderToken === undefined) return { end: "start-of-history", span };
  return walkWithSteps(context, {
    span,
    token: span.olderToken,
    below: span.governing,
    base: 0,
    connected: false,
    agesFromFirstSight: false,
    isFarEnough: farEnough(window.since ?? room.since),
  });
}

/** One event out of its time proves nothing: two whole pages must be older than the day. */
export function farEnough(since: CalendarDay | undefined): ((oldestTs: number | undefined) => boolean) | undefined {
  if (since === undefined) return undefined;
  const floorMs = startOfDayMs(since);
  let pages = 0;
  return (oldestTs) => {
    pages = oldestTs !== undefined && oldestTs < floorMs ? pages + 1 : 0;
    return pages >= 2;
  };
}
