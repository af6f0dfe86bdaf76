import type { RoomId } from "#matrix/ids.ts";
import type { Reason } from "#publication/verdict.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader, StoreWriter } from "#store/store.ts";
import { readGhostShare, type GhostRules, type GhostShare } from "./ghost-share.ts";

/** What a room is under that otherwise may be shown, but in which too many people have ids of a bridge's form. */
const closed: Reason = "bridge-without-consent";

/** The word that the store keeps for a room that passed every other line of the rule. */
export async function verdictUnderGhosts(
  store: StoreReader,
  room: RoomKey,
  rules: GhostRules,
): Promise<"open" | typeof closed> {
  return (await readGhostShare(store, room, rules)).tooMany ? closed : "open";
}

/**
 * Closes the room that is being read, or opens it again, as the share of ghosts is by now. It is read on in either case: what is found
 * further back may show that they are few.
 */
export async function settleGhosts(
  tx: StoreReader & StoreWriter,
  roomId: RoomId,
  rules: GhostRules,
): Promise<GhostShare | undefined> {
  const record = await tx.readRoom({ roomId });
  if (record?.checkedAtMs === undefined) return undefined;
  const share = await readGhostShare(tx, record.key, rules);
  const verdict = share.tooMany ? closed : "open";
  const { key, state, grant, checkedAtMs } = record;
  const mayChange = record.verdict === "open" || record.verdict === closed;
  if (mayChange && verdict !== record.verdict) await tx.writeRoomVerdict(key, { state, verdict, grant, checkedAtMs });
  return share;
}
