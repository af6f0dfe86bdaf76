import type { RoomConfig } from "#config/config.ts";
import { isJsonObject, stringOr } from "#lib/json.ts";
import { othersIn } from "#matrix/people-in.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { withoutPeople } from "#message/without-people.ts";
import { judgeEvent } from "#publication/judge-event.ts";
import { bridgeRulesFor, ghostJudgeFor, objectionsTo, worstOf, type BridgeRules } from "#publication/judge-bridges.ts";
import { networkOfGhost } from "#publication/network-of-ghost.ts";
import { isPrivateByNature } from "#publication/private-by-nature.ts";
import { withoutRelayFallback } from "#publication/relayed-author.ts";
import { isOfRemovedNetwork, isRemoved, type Removals } from "#publication/removals.ts";
import type { Reason, RoomVerdict, Verdict } from "#publication/verdict.ts";
import type { RoomRecord, StoredEvent } from "#store/records.ts";
import type { PlacedEvent } from "#timeline/timeline.ts";
import type { KeptOutPeople } from "./kept-out-people.ts";

/** Asks the verdict over stored events of one room, as it is now. */
export type Judge = {
  readonly room: RoomVerdict;
  readonly verdict: (stored: StoredEvent) => Verdict;
  /** The event as the timeline may see it; undefined: nothing of it may be shown. */
  readonly place: (stored: StoredEvent) => PlacedEvent | undefined;
  /** May this person be named? */
  readonly mayName: (userId: string) => boolean;
};

export function judgeFor(
  record: RoomRecord,
  room: Pick<RoomConfig, "delayMs" | "offRecord" | "bridges" | "names">,
  people: KeptOutPeople,
  removals: Removals,
): Judge {
  const { delayMs, offRecord } = room;
  const bridgeRules = bridgeRulesFor(room, record.state);
  const verdictOfRoom = roomVerdictOf(record, bridgeRules, removals);
  const judgeGhost = ghostJudgeFor(record.state.bridges ?? [], bridgeRules);
  const rules = { cutoffMs: record.cutoffMs, delayMs, offRecord, judgePerson: people.judge, judgeGhost };
  const verdict = (stored: StoredEvent) =>
    judgeEvent(
      {
        sender: stored.event.sender,
        others: othersIn(stored.event),
        body: bodyOf(withoutRelayFallback(stored.event)),
        grant: stored.grant,
        redacted: stored.event.redacted,
        isEdit: stored.isEdit,
        redactedAtMs: stored.redactedAtMs,
        gone: stored.gone,
        removed: stored.erased || isRemoved(stored.event, stored.day, removals),
        hidden: stored.hidden,
        isPrivate: isPrivateByNature(stored.event),
        eligibleAtMs: stored.eligibleAtMs,
      },
      verdictOfRoom,
      rules,
    );
  return {
    room: verdictOfRoom,
    verdict,
    mayName: (userId) => people.leftOut?.isOut(userId) !== true,
    place: (stored) => {
      const { show } = verdict(stored);
      if (show === "nothing") return undefined;
      const said = withoutRelayFallback(stored.event);
      const event = people.leftOut === undefined ? said : withoutPeople(said, people.leftOut);
      const network = networkOfGhost(stored.event.sender)?.label;
      return { ...stored, event, part: stored.part ?? 1, show, ...(network === undefined ? {} : { network }) };
    },
  };
}

/** The words of a message, and of an edit the new ones: before them its `body` has a sign for clients that know no edits. */
function bodyOf({ content }: RoomEvent): string | undefined {
  const edited = content["m.new_content"];
  return stringOr((isJsonObject(edited) ? edited : content)["body"]);
}

/** The verdict of the last crawl, and that of today over its bridges. A room never judged is not shown. */
function roomVerdictOf(
  { roomId, verdict, grant, state }: RoomRecord,
  bridgeRules: BridgeRules,
  removals: Removals,
): RoomVerdict {
  if (removals.room.has(roomId)) return { open: false, because: "removed" };
  const bridges = state.bridges ?? [];
  if (bridges.some(({ network }) => isOfRemovedNetwork(network, removals))) return { open: false, because: "removed" };
  const objection = worstOf(objectionsTo(bridges, bridgeRules));
  if (verdict === "open" && objection !== undefined) return { open: false, because: objection };
  if (verdict === "open" && grant !== undefined) return { open: true, because: grant };
  return { open: false, because: verdict === undefined || verdict === "open" ? "unknown" : (verdict as Reason) };
}
