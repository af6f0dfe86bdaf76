import type { Log } from "#lib/progress.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { openStretches, type OpenStretch } from "#publication/open-stretches.ts";
import { powerLevelIn, type PowerLevel } from "#publication/power-level-in.ts";
import type { WalkContext } from "./walk.ts";

/** Changes of visibility asked about in one crawl. A room that has more tells the rest in the next ones. */
const questionLimit = 100;

/**
 * Brings the publication ledger of a room up to what its stored history tells: who opened it when and until when, and, asked
 * once for each, with which power. A power that cannot be learnt is no failure of the crawl.
 */
export async function recordStretches(context: WalkContext, log: Log): Promise<void> {
  const { store, key, crawlStartMs: checkedAtMs, signal } = context;
  const known = new Map((await store.readStretches(key)).map((stretch) => [stretch.eventId, stretch]));
  const stretches = openStretches({ ...(await store.readVisibility(key)), spans: await store.readSpans(key) });
  let questions = 0;
  for (const stretch of stretches) {
    const { eventId, sender, originServerTs: openedAtMs } = stretch.grant;
    const before = known.get(eventId);
    if (before !== undefined && before.ended?.eventId === stretch.ended?.eventId) continue;
    let powerLevel = before?.powerLevel;
    if (before === undefined) {
      if (questions === questionLimit || signal?.aborted === true) break;
      questions += 1;
      try {
        powerLevel = await powerOf(context, stretch);
      } catch (error) {
        // A room that closed, and a token that is refused, are more than a power that cannot be learnt.
        const isMore = !(error instanceof MatrixApiError) || error.isDefinite || error.kind === "unauthorized";
        if (isMore) throw error;
        log.warn(`who opened the history could not be asked for: ${error.message}`);
        break;
      }
    }
    const { ended } = stretch;
    await store.transaction((tx) =>
      tx.writeStretch(key, { eventId, sender, openedAtMs, powerLevel, ended, checkedAtMs }),
    );
  }
  await store.writeStretchCheck(key, context.grantNow.eventId, checkedAtMs);
}

/** By the state at the event itself. undefined: the event is not visible, or its state says nothing. */
async function powerOf({ homeserver, roomId }: WalkContext, { grant }: OpenStretch): Promise<PowerLevel | undefined> {
  const context = await homeserver.fetchContext(roomId, grant.eventId);
  return context && powerLevelIn(context.state, grant.sender);
}
