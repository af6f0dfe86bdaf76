import { endOfDayMs, startOfDayMs, type CalendarDay } from "#lib/calendar-day.ts";
import type { RoomConfig } from "#config/config.ts";
import type { Store } from "#store/store.ts";
import { anchorAt } from "./anchor-at.ts";
import { baseFor } from "./base-for.ts";
import { farEnough } from "./far-enough.ts";
import { spanAt } from "./meet-span.ts";
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
  const landing = await anchorAt(context, endOfDayMs(until) - 1);
  if (landing.kind === "no-help") return undefined;
  const floorMs = window.since === undefined ? Number.NEGATIVE_INFINITY : startOfDayMs(window.since);
  if (landing.kind === "nothing-there" || landing.anchor.originServerTs < floorMs)
    return { end: "far-enough", span: undefined };
  const { anchor } = landing;
  const known = (await store.readKnown(key, [anchor.eventId])).get(anchor.eventId);
  const span = known && spanAt(await store.readSpans(key), known.position);
  const steady = {
    connected: false,
    agesFromFirstSight: false,
    isFarEnough: farEnough(window.since ?? room.since),
  };
  if (span !== undefined) {
    if (span.olderToken === undefined) return { end: "start-of-history", span };
    return walkWithSteps(context, { ...steady, span, token: span.olderToken, below: span.governing, base: 0 });
  }
  const base = await baseFor(store, key, { timestampMs: anchor.originServerTs });
  return walkWithSteps(context, { ...steady, span: undefined, token: anchor.token, below: undefined, base });
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
