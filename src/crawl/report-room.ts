import { assertNever } from "#lib/assert-never.ts";
import { calendarDayOf } from "#lib/calendar-day.ts";
import type { RoomConfig } from "#config/config.ts";
import type { Reason } from "#publication/verdict.ts";
import type { HoleRecord, RoomRecord } from "#store/records.ts";
import type { CrawlRoomReport } from "./crawl-report.ts";
import type { RoomCrawl, RoomCrawlEnd } from "./crawl-room.ts";
import { isComplete } from "./is-complete.ts";
import type { GhostShare } from "./ghost-share.ts";
import { adviceFor, ghostRoomAdvice } from "./room-advice.ts";
import type { Tally } from "./tally.ts";
import type { WalkEnd } from "./walk.ts";

type ReportedRoom = { readonly room: RoomConfig; readonly upgradedFrom?: RoomRecord | undefined };

type Counted = { readonly tally: Tally; readonly requests: number };

/** What one room's crawl came to. */
export async function reportOf(crawl: RoomCrawl, result: RoomCrawlEnd, counted: Counted): Promise<CrawlRoomReport> {
  const { store } = crawl;
  if (result.kind === "refused") {
    const { verdict } = result.checked;
    const reason = verdict.open ? undefined : verdict.because;
    return {
      ...countsOf(crawl, counted),
      outcome: "refused",
      reason,
      problem: reason && adviceFor(reason, result.checked.objections),
      holes: [],
      complete: false,
      ...(result.erased === 0 ? {} : { eventsErased: result.erased }),
    };
  }
  const ghosts = ghostsOf(result.ghosts);
  if (result.ghosts?.tooMany === true)
    return {
      ...countsOf(crawl, counted),
      ...ghosts,
      outcome: "refused",
      reason: "bridge-without-consent",
      problem: ghostRoomAdvice(result.ghosts),
      holes: [],
      complete: false,
    };
  const holes = await store.readHoles(result.record.key);
  const problem = problemOf(result.end, holes);
  return {
    ...countsOf(crawl, counted),
    ...ghosts,
    outcome: problem === undefined ? "complete" : "incomplete",
    reason: undefined,
    problem,
    holes: holes.map(toReported),
    complete: problem === undefined && (await isComplete(store, result.record.key)),
    ...(result.missing === undefined ? {} : { missing: result.missing }),
    ...(result.unasked.length === 0 ? {} : { unasked: result.unasked.map(toReported) }),
  };
}

function toReported({ newerTs, olderTs, reason }: HoleRecord): CrawlRoomReport["holes"][number] {
  const older = olderTs === undefined ? undefined : new Date(olderTs).toISOString();
  return { newer: new Date(newerTs).toISOString(), older, reason };
}

/** A room of which nothing usable was learnt in this run, or that must not be read with this account. */
export function reportFailure(
  crawl: ReportedRoom,
  problem: string,
  counted: Counted,
  reason?: Reason,
): CrawlRoomReport {
  const outcome = reason === undefined ? "failed" : "refused";
  return { ...countsOf(crawl, counted), outcome, reason, problem, holes: [], complete: false };
}

function ghostsOf(share: GhostShare | undefined): Pick<CrawlRoomReport, "ghosts"> {
  if (share === undefined || share.withheld.length === 0) return {};
  return { ghosts: share.withheld.map(({ network, people }) => ({ network, people, ofAll: share.people })) };
}

function countsOf({ room, upgradedFrom }: ReportedRoom, { tally, requests }: Counted) {
  return {
    slug: room.slug,
    room: room.room,
    ...(upgradedFrom === undefined ? {} : { upgradedFrom: upgradedFrom.roomId }),
    requests,
    eventsSeen: tally.seen,
    eventsStored: tally.stored,
    eventsChanged: tally.changed,
    eventsMalformed: tally.malformed,
    withheld: tally.withheld,
  };
}

function problemOf(end: WalkEnd, holes: readonly HoleRecord[]): string | undefined {
  const hole = holes[0];
  switch (end.end) {
    case "interrupted":
      return "The crawl was interrupted; the next one goes on from here.";
    case "token-loop":
      return "The server named the same place of the history twice, so the walk would never end. What was read is kept; the next crawl tries again from there.";
    case "undeliverable":
      return `The server could not deliver a stretch of the history, and nothing was found behind it: ${end.error.message}`;
    case "far-enough":
    case "start-of-history":
      return (
        hole && `The server could not deliver the history ${holeDays(hole)}: ${hole.reason} The next crawl tries again.`
      );
    default:
      return assertNever(end);
  }
}

function holeDays({ newerTs, olderTs }: HoleRecord): string {
  return olderTs === undefined
    ? `before ${calendarDayOf(newerTs)}`
    : `from ${calendarDayOf(olderTs)} to ${calendarDayOf(newerTs)}`;
}
