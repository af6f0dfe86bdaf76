import { dayMs } from "#lib/calendar-day.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { exceedsBrake } from "#publication/exceeds-brake.ts";
import type { DueMedia, MediaOutcome } from "#store/media-records.ts";
import type { MediaCrawl } from "./crawl-media.ts";

/** Files that one run asks about; the others have their turn in the next ones. */
const filesARun = 500;

/**
 * Asks the server about files that are kept and were not asked about for a while. What it had and has no more was removed or quarantined
 * there: it leaves the store, unless that is so much that a server at fault is likelier. Gives why it went no further.
 */
export async function sweepMedia(crawl: MediaCrawl): Promise<string | undefined> {
  const { store, nowMs, config, sweepMs, signal } = crawl;
  const due = await store.readDueMedia({ nowMs, kept: true, limit: filesARun });
  const isAborted = (): boolean => signal?.aborted === true;
  const lost: DueMedia[] = [];
  for (const one of due) {
    if (isAborted()) return undefined;
    try {
      if (await isThere(crawl, one)) await write(crawl, one, { ...one, dueAtMs: nowMs + sweepMs });
      else lost.push(one);
    } catch (error) {
      if (isAborted()) return undefined;
      if (!(error instanceof MatrixApiError) || error.kind === "unauthorized") throw error;
      return `The files that are kept could not all be asked about: ${error.message}`;
    }
  }
  if (exceedsBrake(lost.length, due.length, config.publication.brake)) {
    for (const one of lost) await write(crawl, one, { ...one, dueAtMs: nowMs + dayMs });
    return `${lost.length} of ${due.length} files that are kept are missing on the server: too many to delete unasked. They are asked about again tomorrow; "publication.brake" says how many may go at once.`;
  }
  for (const one of lost) await write(crawl, one, quarantined(nowMs));
  crawl.tally.quarantined += lost.length;
  return undefined;
}

/** Asked twice: a no takes the file away. */
async function isThere({ homeserver }: MediaCrawl, { mxc }: DueMedia): Promise<boolean> {
  return (await homeserver.hasMedia(mxc)) || homeserver.hasMedia(mxc);
}

function quarantined(nowMs: number): MediaOutcome {
  return {
    state: "gone",
    reason: "quarantined",
    source: undefined,
    safe: {},
    refusals: {},
    tries: 0,
    missing: 2,
    // An administrator may think better of it.
    dueAtMs: nowMs + 30 * dayMs,
  };
}

async function write({ store }: MediaCrawl, { mxc }: DueMedia, outcome: MediaOutcome): Promise<void> {
  await store.transaction((tx) => tx.writeMedia(mxc, outcome));
}
