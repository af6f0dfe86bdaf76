import { isWithdrawal } from "#publication/is-withdrawal.ts";
import type { RoomRecord, RoomState } from "#store/records.ts";
import type { CheckedRoom } from "./check-room.ts";
import { ghostsIn } from "./crawl-context.ts";
import type { RoomCrawl } from "./crawl-room.ts";
import { assertNotRemoved } from "./read-removed.ts";
import { verdictUnderGhosts } from "./settle-ghosts.ts";

export type WrittenRoom = { readonly record: RoomRecord; readonly erased: number };

/** Writes what was learnt. A room that withdrew loses everything in the same transaction. */
export async function writeChecked(crawl: RoomCrawl, checked: CheckedRoom): Promise<WrittenRoom> {
  const { store, room, upgradedFrom, crawlStartMs } = crawl;
  const withdrawn = isWithdrawn(checked);
  return store.transaction(async (tx) => {
    await assertNotRemoved(tx, checked.roomId);
    const record = await tx.writeRoom({
      roomId: checked.roomId,
      configured: room.room,
      // The address is that of the series: a successor has none of its own.
      slug: upgradedFrom === undefined ? room.slug : checked.roomId,
      nowMs: crawlStartMs,
      follows: upgradedFrom?.key,
    });
    await tx.writeRoomVerdict(record.key, {
      state: withdrawn ? nothingKnown : (checked.now?.state ?? record.state),
      verdict: checked.verdict.open
        ? await verdictUnderGhosts(tx, record.key, ghostsIn(crawl, checked.now))
        : checked.verdict.because,
      grant: checked.verdict.open ? checked.verdict.because : undefined,
      checkedAtMs: crawlStartMs,
    });
    const erased = withdrawn && (await tx.hasEvents(record.key)) ? await tx.eraseRoom(record.key) : 0;
    return { record: (await tx.readRoom({ roomId: checked.roomId })) ?? record, erased };
  });
}

/** Does the answer take a room out of the archive? */
export function isWithdrawn({ verdict }: CheckedRoom): boolean {
  return !verdict.open && isWithdrawal(verdict.because);
}

/** As a room begins in the store. */
const nothingKnown: RoomState = {
  name: undefined,
  topic: undefined,
  canonicalAlias: undefined,
  joinRule: undefined,
  roomVersion: undefined,
};
