import { isOpen, type VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { Reason, RoomVerdict } from "./verdict.ts";

/** What must be known of a room before anything of it may be shown. undefined: could not be learnt, which counts as no. */
export type RoomFacts = {
  readonly listed: boolean;
  /** State in force: never the directory's claim. */
  readonly visibility: VisibilityGrant | undefined;
  readonly encrypted: boolean | undefined;
  /** `type` of `m.room.create`; null: an ordinary room. */
  readonly roomType: string | null | undefined;
  /** The room's own state says no to archives. */
  readonly refuses: boolean;
  /** What stands in the way of a network that the room is bridged to; undefined: nothing, or it is not bridged. */
  readonly bridgeObjection: "bridge-without-consent" | "network-never-published" | undefined;
  /** The reading account's own `m.room.member`; null: there is none, as it must be. */
  readonly readerMembership: string | null | undefined;
};

/**
 * The lines of the rule that concern a whole room. The first line that fails names the reason.
 */
export function judgeRoom(facts: RoomFacts): RoomVerdict {
  const reason = refusalOf(facts);
  if (reason !== undefined) return { open: false, because: reason };
  return facts.visibility === undefined
    ? { open: false, because: "unknown" }
    : { open: true, because: facts.visibility };
}

function refusalOf(facts: RoomFacts): Reason | undefined {
  if (!facts.listed) return "not-listed";
  if (facts.readerMembership === undefined) return "unknown";
  if (facts.readerMembership === "ban") return "refused-by-room";
  if (facts.readerMembership !== null) return "reader-is-member";
  if (facts.visibility === undefined || !isOpen(facts.visibility)) return "closed-now";
  if (facts.encrypted !== false) return facts.encrypted ? "encrypted" : "unknown";
  if (facts.roomType !== null) return facts.roomType === undefined ? "unknown" : "not-a-chat";
  if (facts.refuses) return "refused-by-room";
  return facts.bridgeObjection;
}
