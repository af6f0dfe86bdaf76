import { join } from "node:path";
import type { Config } from "#config/config.ts";
import type { Log, Progress } from "#lib/progress.ts";
import { mediaFolder } from "#lib/media-paths.ts";
import type { MediaRefusal } from "#lib/safe-media.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { openDeriver, type Deriver } from "#media/open-deriver.ts";
import type { PersonJudge } from "#publication/people-rules.ts";
import type { DueMedia, MediaOutcome } from "#store/media-records.ts";
import { StoreError } from "#store/store-error.ts";
import type { Store } from "#store/store.ts";
import { failed, keepFile, stopsFiles } from "./keep-file.ts";
import { readMediaJudge, type MediaJudge } from "./media-judge.ts";
import { mediaRulesFor } from "./media-rules.ts";
import { mediaSpace, type MediaSpace } from "./media-space.ts";
import { sweepMedia } from "./sweep-media.ts";

export type MediaReport = {
  /** Files that arrived, and their bytes. */
  readonly fetched: number;
  readonly fetchedBytes: number;
  /** Files that may be shown now and could not before. */
  readonly kept: number;
  readonly refused: Readonly<Partial<Record<MediaRefusal, number>>>;
  /** Files that could not be fetched and will be asked for again. */
  readonly failed: number;
  /** Files that the server had and has no more: they left the store. */
  readonly quarantined: number;
  /** For the operator: why the run went no further; undefined: it looked at all there was. */
  readonly problem: string | undefined;
};

export type MediaCrawl = {
  readonly config: Config;
  readonly homeserver: Homeserver;
  readonly store: Store;
  readonly log: Log;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
  readonly nowMs: number;
  /** How long a file that is kept is not asked about. */
  readonly sweepMs: number;
  readonly judge: MediaJudge;
  readonly space: MediaSpace;
  readonly deriver: Deriver;
  readonly tally: MediaTally;
  /** A name for the next file on its way. */
  readonly nextPart: () => string;
};

export type MediaTally = {
  fetched: number;
  fetchedBytes: number;
  kept: number;
  failed: number;
  quarantined: number;
  refused: Partial<Record<MediaRefusal, number>>;
};

export type MediaCrawlOptions = Pick<
  MediaCrawl,
  "config" | "homeserver" | "store" | "log" | "progress" | "signal" | "nowMs"
> & { readonly judgePerson: PersonJudge };

const filesAtATime = 200;
const sideBySide = 2;

/**
 * Copies the files that events name and that may be shown now, the newest first, makes safe ones of them, and asks about those that
 * are kept. Each file is settled by itself: a run that stops goes on with the rest. Throws `MatrixApiError` where the token is refused.
 */
export async function crawlMedia({ judgePerson, ...options }: MediaCrawlOptions): Promise<MediaReport | undefined> {
  const { store, config, nowMs } = options;
  await store.transaction(async (tx) => tx.applyMediaRules(await mediaRulesFor(tx, config)));
  if (!(await hasDue(store, nowMs))) return undefined;
  const tally: MediaTally = { fetched: 0, fetchedBytes: 0, kept: 0, failed: 0, quarantined: 0, refused: {} };
  let part = 0;
  const crawl: MediaCrawl = {
    ...options,
    sweepMs: config.publication.sweepMs,
    judge: await readMediaJudge(store, config, judgePerson),
    space: mediaSpace(store, config.media),
    deriver: openDeriver({ storeFolder: store.folder }),
    tally,
    nextPart: () => String((part = (part + 1) % 1_000)),
  };
  await store.beginMedia();
  try {
    const problem = (await keepFiles(crawl)) ?? (await sweepMedia(crawl));
    return { ...tally, problem };
  } finally {
    await crawl.deriver.close();
    await store.settleMedia();
  }
}

async function hasDue(store: Store, nowMs: number): Promise<boolean> {
  for (const kept of [false, true]) if ((await store.readDueMedia({ nowMs, kept, limit: 1 })).length > 0) return true;
  return false;
}

/** Gives why it went no further. */
async function keepFiles(crawl: MediaCrawl): Promise<string | undefined> {
  const { store, nowMs, signal, progress } = crawl;
  const seen = new Set<string>();
  for (;;) {
    const due = await store.readDueMedia({ nowMs, kept: false, limit: filesAtATime });
    // What stands where it stood, such as a file whose bytes were lost on the way, is for the next run.
    const fresh = due.filter(({ mxc }) => !seen.has(mxc));
    if (fresh.length === 0 || signal?.aborted === true) return undefined;
    for (const { mxc } of fresh) seen.add(mxc);
    const problem = await keepSome(crawl, fresh);
    if (problem !== undefined) return problem;
    progress({ subject: "media", done: seen.size, total: undefined, unit: "files" });
  }
}

/** Two at a time, each as soon as one is done. */
async function keepSome(crawl: MediaCrawl, due: readonly DueMedia[]): Promise<string | undefined> {
  const left = due.values();
  let problem: string | undefined;
  const work = async (): Promise<void> => {
    for (const one of left) {
      if (problem !== undefined || crawl.signal?.aborted === true) return;
      problem = (await keepOne(crawl, one)) ?? problem;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: sideBySide }, work));
  for (const end of ended) if (end.status === "rejected" && crawl.signal?.aborted !== true) throw end.reason;
  return problem;
}

async function keepOne(crawl: MediaCrawl, due: DueMedia): Promise<string | undefined> {
  try {
    await settle(crawl, due, await keepFile(crawl, due));
    return undefined;
  } catch (error) {
    if (crawl.signal?.aborted === true) return undefined;
    if (!(error instanceof MatrixApiError)) throw toStoreError(error, crawl.store.folder);
    if (error.kind === "unauthorized") throw error;
    if (stopsFiles(error)) return error.message;
    crawl.log.debug(error.message);
    crawl.tally.failed += 1;
    await settle(crawl, due, failed(due, crawl.nowMs));
    return undefined;
  }
}

/** What is no fault of the server's or the file's: a full disk, rights, a process that could not be started. */
function toStoreError(error: unknown, folder: string): Error {
  if (error instanceof StoreError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new StoreError(
    `Copies of files cannot be made below ${join(folder, mediaFolder)}: ${why}. Make room there or mend its rights, then run the command again: it goes on where it stopped.`,
    { cause: error },
  );
}

async function settle({ store, tally }: MediaCrawl, due: DueMedia, outcome: MediaOutcome): Promise<void> {
  const isWritten = await store.transaction((tx) => tx.writeMedia(due.mxc, outcome));
  if (!isWritten) return;
  if (outcome.state === "kept" && Object.keys(due.safe).length === 0) tally.kept += 1;
  const isNews = outcome.state !== due.state || outcome.reason !== due.reason;
  if (isNews && outcome.state === "failed" && outcome.missing > 0) tally.failed += 1;
  if (isNews && (outcome.state === "refused" || outcome.state === "gone") && outcome.reason !== undefined)
    tally.refused[outcome.reason] = (tally.refused[outcome.reason] ?? 0) + 1;
}
