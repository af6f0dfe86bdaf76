import type { CalendarDay } from "#lib/calendar-day.ts";
import type { Log, Progress } from "#lib/progress.ts";
import type { Config, RoomConfig } from "#config/config.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import type { UserId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import type { RoomRecord } from "#store/records.ts";
import { SlugTakenError, StoreError } from "#store/store-error.ts";
import type { Store } from "#store/store.ts";
import type { CrawlReport, CrawlRoomReport } from "./crawl-report.ts";
import { crawlPeopleRules, type CrawledPeople } from "./crawl-policy-lists.ts";
import { crawlRoom, type RoomCrawl } from "./crawl-room.ts";
import { crawlSeries } from "./crawl-series.ts";
import { crawlWarnings } from "./crawl-warnings.ts";
import { crawlMedia, type MediaReport } from "./media/crawl-media.ts";
import { recordFailedCrawl } from "./record-failed-crawl.ts";
import { reportFailure, reportOf } from "./report-room.ts";
import { ghostAlarm, readerAdvice } from "./room-advice.ts";
import { scrubStore } from "./scrub-store.ts";
import type { Tally } from "./tally.ts";
import { ReaderIsMemberError } from "./walk.ts";

export type CrawlOptions = {
  /** Slug of the only room to crawl. */
  readonly room?: string | undefined;
  readonly since?: CalendarDay | undefined;
  readonly until?: CalendarDay | undefined;
  readonly full?: boolean | undefined;
  /** Events that are missing on the server go, however many they are. Looks for them now, as `full` does. */
  readonly confirmDeletions?: boolean | undefined;
  /** Events asked for at a time, 1 to 1000. */
  readonly pageLimit?: number | undefined;
};

export type Crawl = {
  readonly config: Config;
  readonly homeserver: Homeserver;
  readonly store: Store;
  readonly log: Log;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
  readonly options?: CrawlOptions;
};

/**
 * Crawls the configured rooms one after the other. A room that fails never stops the others; a token that is refused stops the run,
 * since every further request would be refused too. Each run is recorded with its report, one that failed as a whole too.
 * Throws `MatrixApiError` when not even the account can be asked for, `StoreError` when the store cannot be written or another
 * crawl is running.
 */
export async function crawlArchive({
  config,
  homeserver,
  store,
  log,
  progress,
  signal,
  now,
  options = {},
}: Crawl): Promise<CrawlReport> {
  const lock = await store.lock(
    "crawl",
    "Another crawl is writing to this store. Wait until it is done, or stop it: it can be resumed.",
  );
  const crawlStartMs = now();
  const reports: CrawlRoomReport[] = [];
  try {
    const { userId: readerId } = await homeserver.fetchWhoami();
    const people = await crawlPeopleRules({ config, homeserver, store, log, nowMs: crawlStartMs });
    const rooms = config.rooms.filter((room) => options.room === undefined || room.slug === options.room);
    for (const room of rooms) {
      if (signal?.aborted) break;
      reports.push(await crawlOne(room));
    }
    // Only now is it known which rooms have an entry of their own.
    const upgradeWarnings: string[] = [];
    for (const room of rooms) {
      const crawlSuccessor = (successor: RoomConfig, before: RoomRecord) => crawlOne(successor, before);
      const series = await crawlSeries({ config, room, homeserver, store, log, signal, crawlRoom: crawlSuccessor });
      reports.push(...series.reports);
      upgradeWarnings.push(...series.warnings);
    }
    const isInterrupted = (): boolean => signal?.aborted === true;
    const { judgePerson } = people;
    const filesOf = { config, homeserver, store, log, progress, signal, nowMs: crawlStartMs, judgePerson };
    const media = isInterrupted() ? undefined : await crawlMedia(filesOf);
    const order = new Map(rooms.map(({ slug }, nth) => [slug, nth]));
    const inOrder = reports.toSorted((one, other) => (order.get(one.slug) ?? 0) - (order.get(other.slug) ?? 0));
    const report = toReport(inOrder, {
      media,
      startMs: crawlStartMs,
      endMs: now(),
      homeserver,
      interrupted: isInterrupted(),
      people,
      warnings: [
        ...upgradeWarnings,
        ...(await crawlWarnings({ config, store, rooms: reports, nowMs: crawlStartMs })),
        ...(await scrubStore(store)),
      ],
    });
    await store.writeRun("crawl", crawlStartMs, report);
    return report;

    async function crawlOne(room: RoomConfig, before?: RoomRecord): Promise<CrawlRoomReport> {
      const tally: Tally = { seen: 0, stored: 0, changed: 0, malformed: 0, withheld: {} };
      const crawl: RoomCrawl = {
        config,
        room,
        upgradedFrom: before,
        homeserver,
        readerId: readerId satisfies UserId,
        store,
        log,
        progress,
        signal,
        crawlStartMs,
        window: { since: options.since, until: options.until },
        full: options.full ?? false,
        confirmDeletions: options.confirmDeletions ?? false,
        pageLimit: options.pageLimit ?? 1000,
        tally,
        judgePerson: people.judgePerson,
      };
      const requestsBefore = homeserver.requestCount;
      const counted = () => ({ tally, requests: homeserver.requestCount - requestsBefore });
      try {
        const end = await crawlRoom(crawl);
        return await reportOf(crawl, end, counted());
      } catch (error) {
        if (signal?.aborted === true)
          return reportFailure(crawl, "the crawl was interrupted; the next one goes on from here", counted());
        if (error instanceof ReaderIsMemberError) {
          await withholdRoom(crawl);
          return reportFailure(crawl, readerAdvice, counted(), "reader-is-member");
        }
        if (stopsEveryRoom(error)) throw error;
        // One room never stops the others, whatever went wrong with it.
        const isForeseen = error instanceof MatrixApiError || error instanceof SlugTakenError;
        const problem = isForeseen ? error.message : `Something unforeseen happened: ${String(error)}`;
        log.warn(`${room.slug}: ${problem}`);
        return reportFailure(crawl, problem, counted());
      }
    }
  } catch (error) {
    if (error instanceof MatrixApiError && signal?.aborted !== true) {
      const requests = homeserver.requestCount;
      await recordFailedCrawl({ config, store, startMs: crawlStartMs, endMs: now(), error, done: reports, requests });
    }
    throw error;
  } finally {
    lock.release();
  }
}

/** A refused token is refused everywhere, and what cannot be written for one room cannot be for another. */
function stopsEveryRoom(error: unknown): boolean {
  return error instanceof StoreError || (error instanceof MatrixApiError && error.kind === "unauthorized");
}

/** What was read with an account that turned out to be a member is not shown. */
async function withholdRoom({ store, room, crawlStartMs }: RoomCrawl): Promise<void> {
  const record = await store.readRoom({ configured: room.room });
  if (record === undefined) return;
  const learnt = { state: record.state, verdict: "reader-is-member", grant: undefined, checkedAtMs: crawlStartMs };
  await store.transaction((tx) => tx.writeRoomVerdict(record.key, learnt));
}

function toReport(
  rooms: readonly CrawlRoomReport[],
  {
    startMs,
    endMs,
    homeserver,
    interrupted,
    people,
    media,
    warnings,
  }: {
    startMs: number;
    endMs: number;
    homeserver: Homeserver;
    interrupted: boolean;
    people: CrawledPeople;
    media: MediaReport | undefined;
    warnings: readonly string[];
  },
): CrawlReport {
  const isDone = !people.failed && rooms.every(({ outcome }) => outcome === "complete" || outcome === "refused");
  return {
    startedAt: new Date(startMs).toISOString(),
    endedAt: new Date(endMs).toISOString(),
    outcome: interrupted ? "interrupted" : isDone ? "done" : "partial",
    requests: homeserver.requestCount,
    rooms,
    ...(media === undefined ? {} : { media }),
    warnings: [
      ...warnings,
      ...(media?.problem === undefined ? [] : [media.problem]),
      ...people.warnings,
      ...rooms.flatMap(ghostAlarms),
    ],
  };
}

/** A room that is closed because of them says so itself. */
function ghostAlarms({ slug, outcome, ghosts = [] }: CrawlRoomReport): readonly string[] {
  return outcome === "refused" ? [] : ghosts.map((some) => `${slug}: ${ghostAlarm(some)}`);
}
