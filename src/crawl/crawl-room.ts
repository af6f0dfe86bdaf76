import type { Log, Progress } from "#lib/progress.ts";
import type { Config, RoomConfig } from "#config/config.ts";
import type { Homeserver } from "#matrix/homeserver.ts";
import type { RoomId, UserId } from "#matrix/ids.ts";
import { MatrixApiError } from "#matrix/matrix-api-error.ts";
import { hiddenPeopleIn } from "#publication/hidden-people.ts";
import type { PersonJudge } from "#publication/people-rules.ts";
import type { RoomRecord } from "#store/records.ts";
import type { Store, StoreReader, StoreWriter } from "#store/store.ts";
import { checkRoom, type CheckedRoom } from "./check-room.ts";
import { contextFor } from "./crawl-context.ts";
import { crawlProfiles } from "./crawl-profiles.ts";
import type { GhostShare } from "./ghost-share.ts";
import { isComplete } from "./is-complete.ts";
import { recordStretches } from "./record-stretches.ts";
import { assertNotRemoved, RoomRemovedError } from "./read-removed.ts";
import { rereadRecent } from "./reread-recent.ts";
import { settleGhosts } from "./settle-ghosts.ts";
import { isSweepDue, sweepRoom, type SweptRoom } from "./sweep-room.ts";
import type { CrawlWindow } from "./walk-window.ts";
import type { Tally } from "./tally.ts";
import { walkHistory, type RoomToRead } from "./walk-history.ts";
import type { LeftOff, WalkContext } from "./walk.ts";
import { isWithdrawn, writeChecked } from "./write-checked.ts";

export type RoomCrawl = {
  readonly config: Config;
  readonly room: RoomConfig;
  /** The room before it in its series, by which it counts as listed; undefined: it has an entry of its own. */
  readonly upgradedFrom: RoomRecord | undefined;
  readonly homeserver: Homeserver;
  readonly readerId: UserId;
  readonly store: Store;
  readonly log: Log;
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
  readonly crawlStartMs: number;
  readonly window: CrawlWindow;
  /** Walk all history again, also what is known: finds what the server changed without a word. */
  readonly full: boolean;
  /** The operator says that so many events may really go. */
  readonly confirmDeletions: boolean;
  readonly pageLimit: number;
  readonly tally: Tally;
  /** Opt-outs and policy lists, as they hold in this run. */
  readonly judgePerson: PersonJudge;
};

export type RoomCrawlEnd =
  /** `erased`: how many events left the store with it. */
  | { readonly kind: "refused"; readonly checked: CheckedRoom; readonly erased: number }
  | ({
      readonly kind: "walked";
      readonly record: RoomRecord;
      readonly ghosts: GhostShare | undefined;
    } & SweptRoom);

/**
 * Brings one room's history into the store: permission, then what is new, then what was not reached yet, newest first.
 * Throws `MatrixApiError` where the server gave no usable answer, `ReaderIsMemberError` where the account must not be used.
 */
export async function crawlRoom(crawl: RoomCrawl): Promise<RoomCrawlEnd> {
  try {
    return await crawlListed(crawl);
  } catch (error) {
    if (error instanceof RoomRemovedError) return removedRoom(error.roomId);
    throw error;
  }
}

async function crawlListed(crawl: RoomCrawl): Promise<RoomCrawlEnd> {
  const { store, room } = crawl;
  const before = await store.readRoom({ configured: room.room });
  if (before !== undefined) await assertNotRemoved(store, before.roomId);
  const checked = await checkTwice(crawl, before);
  const { record, ...written } = await writeChecked(crawl, checked);
  if (!checked.verdict.open) return { kind: "refused", checked, ...written };
  if (hiddenPeopleIn(room).who !== "nobody") await store.hideNames(record.key);
  try {
    const context = contextFor(crawl, { record, grantNow: checked.verdict.because, now: checked.now });
    const read = await readRoom(crawl, context, { record, newestPage: checked.page });
    const ghosts = await store.transaction((tx) => settleGhosts(tx, record.roomId, context.ghosts));
    return { kind: "walked", record, ghosts, ...read };
  } catch (error) {
    if (!(error instanceof MatrixApiError && error.kind === "forbidden")) throw error;
    // It may have closed while it was read: then nothing of it may be shown from this run on.
    const again = await checkRoom({ ...crawl, knownRoomId: checked.roomId });
    const { erased } = await writeChecked(crawl, again);
    if (again.verdict.open) throw error;
    return { kind: "refused", checked: again, erased };
  }
}

/** What the operator removed is not asked for. Its content left with the removal. */
function removedRoom(roomId: RoomId): RoomCrawlEnd {
  const verdict = { open: false, because: "removed" } as const;
  const checked: CheckedRoom = { roomId, verdict, summary: undefined, now: undefined, objections: [], page: undefined };
  return { kind: "refused", checked, erased: 0 };
}

/** A no that takes everything of a room away is asked for once more: the second answer counts. */
async function checkTwice(crawl: RoomCrawl, before: RoomRecord | undefined): Promise<CheckedRoom> {
  const knownRoomId = before?.roomId;
  const checked = await checkRoom({ ...crawl, knownRoomId });
  const isLoss = before !== undefined && isWithdrawn(checked) && (await crawl.store.hasEvents(before.key));
  return isLoss ? checkRoom({ ...crawl, knownRoomId }) : checked;
}

async function readRoom(crawl: RoomCrawl, context: WalkContext, room: RoomToRead): Promise<SweptRoom> {
  const { store, crawlStartMs, window } = crawl;
  const { record } = room;
  let left: LeftOff | undefined;
  let end = await walkHistory(crawl, context, { ...room, onMet: (where) => (left ??= where) });
  const hasWindow = window.since !== undefined || window.until !== undefined;
  const isWhole = end.end === "start-of-history" || (end.end === "far-enough" && !hasWindow);
  let missing: SweptRoom["missing"];
  let unasked: SweptRoom["unasked"] = [];
  // Behind a stretch that cannot be had nothing new comes, but what is known of it may have gone.
  if ((isWhole || end.end === "undeliverable") && (await isSweepDue(crawl, record)))
    ({ end, missing, unasked } = await sweepRoom(crawl, context, room.newestPage));
  else await rereadRecent(crawl, context, record, left);
  if (crawl.signal?.aborted !== true) {
    await crawlProfiles(context, crawl.log);
    await recordStretches(context, crawl.log);
  }
  if (isWhole) await store.transaction((tx) => writeIfComplete(tx, record, { nowMs: crawlStartMs, hasWindow }));
  return { end, missing, unasked };
}

/** A room is complete at its start of history, or at the day from which it is wanted. */
async function writeIfComplete(
  tx: StoreReader & StoreWriter,
  { key }: RoomRecord,
  { nowMs, hasWindow }: { nowMs: number; hasWindow: boolean },
): Promise<void> {
  const hasHoles = (await tx.readHoles(key)).length > 0;
  const isDone = hasWindow ? await isComplete(tx, key) : !hasHoles;
  if (isDone) await tx.writeFirstComplete(key, nowMs);
}
