import { titleFor } from "#archive/room-info.ts";
import type { RoomConfig } from "#config/config.ts";
import type { CrawlRoomReport } from "#crawl/crawl-report.ts";
import { startOfDayMs } from "#lib/calendar-day.ts";
import { publishableBeforeMs } from "#publication/judge-event.ts";
import type { Reason } from "#publication/verdict.ts";
import type { RoomRecord, StretchRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { OpenedStretch, RoomStatus } from "./status-report.ts";
import { untoldRoom } from "./untold-room.ts";

export type RoomToTell = {
  readonly store: StoreReader;
  readonly room: RoomConfig;
  /** undefined: the room never came as far as the store. */
  readonly record: RoomRecord | undefined;
  /** What the newest crawl that tried this room said about it. */
  readonly newest: CrawlRoomReport | undefined;
  /** The room before it in its series. Default: it is listed itself. */
  readonly before?: RoomRecord | undefined;
};

/** How one room stands. */
export async function readRoomStatus({ store, room, record, newest, before }: RoomToTell): Promise<RoomStatus> {
  const untold = untoldRoom(room);
  if (record === undefined) return { ...untold, problem: problemOf(newest, record) };
  const { key, verdict, cutoffMs } = record;
  const holes = await store.readHoles(key);
  const months = before === undefined ? await store.readMonths(key) : [];
  const { events } = await store.readCounts(key);
  return {
    ...untold,
    roomId: record.roomId,
    ...(before === undefined ? {} : { upgradedFrom: before.roomId }),
    title: verdict === "open" ? titleFor(room, record) : (room.title ?? record.title ?? room.slug),
    ...(verdict === undefined ? {} : toVerdict(verdict)),
    lastSuccess: isoOf(record.lastSuccessAtMs),
    lastCheck: isoOf(record.checkedAtMs),
    problem: problemOf(newest, record),
    events,
    days: months.reduce((sum, { dayCount }) => sum + dayCount, 0),
    firstDay: months[0]?.firstDay,
    lastDay: months.at(-1)?.lastDay,
    complete: holes.length === 0 && (await reachesStart(store, room, record)),
    holes: holes.map(({ newerTs, olderTs, reason }) => ({
      newer: new Date(newerTs).toISOString(),
      older: isoOf(olderTs),
      reason,
    })),
    cutoff: isoOf(cutoffMs),
    waiting: await store.readWaiting(key, publishableBeforeMs({ cutoffMs, delayMs: room.delayMs })),
    missing: (await store.readSweep(key))?.held ?? 0,
    opened: (await store.readStretches(key)).map((stretch) => toOpened(stretch, record)),
  };
}

function toOpened(stretch: StretchRecord, { grant }: RoomRecord): OpenedStretch {
  const { eventId, sender, openedAtMs, powerLevel, ended, checkedAtMs } = stretch;
  return {
    event: eventId,
    by: sender,
    power: powerLevel,
    from: possibleIso(openedAtMs),
    to: ended && possibleIso(ended.atMs),
    endedBy: ended?.eventId,
    inForce: grant?.eventId === eventId,
    lastCheck: new Date(checkedAtMs).toISOString(),
  };
}

/** undefined: a time that no calendar has, from a clock of strangers. */
function possibleIso(timeMs: number): string | undefined {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function toVerdict(verdict: string): Pick<RoomStatus, "verdict" | "reason"> {
  return verdict === "open"
    ? { verdict: "publish", reason: undefined }
    : { verdict: "withhold", reason: verdict as Reason };
}

/** A refusal by a rule is no failure, unless it came too late to change the verdict: then what stands is not safe. */
function problemOf(newest: CrawlRoomReport | undefined, record: RoomRecord | undefined): string | undefined {
  if (newest === undefined) return undefined;
  const isExpected = newest.outcome === "refused" && record?.verdict !== "open";
  return isExpected || newest.outcome === "complete" ? undefined : newest.problem;
}

/** From the live end to the start of the history, or as far back as the configuration wants it. */
async function reachesStart(store: StoreReader, { since }: RoomConfig, { key }: RoomRecord): Promise<boolean> {
  const [newest] = await store.readSpans(key);
  if (newest?.connected !== true) return false;
  if (newest.olderToken === undefined) return true;
  const oldestMs = since === undefined ? undefined : await store.readOldestTs(key, newest.oldestPosition);
  return since !== undefined && oldestMs !== undefined && oldestMs < startOfDayMs(since);
}

function isoOf(timestampMs: number | undefined): string | undefined {
  return timestampMs === undefined ? undefined : new Date(timestampMs).toISOString();
}
