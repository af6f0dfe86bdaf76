import { isJsonObject, stringOr } from "#lib/json.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { RoomId } from "#matrix/ids.ts";
import { othersIn } from "#matrix/people-in.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { FoundBridge } from "./find-bridges.ts";
import { bridgeRulesFor, ghostJudgeFor, objectionsTo, worstOf, type BridgeRules } from "./judge-bridges.ts";
import { judgeEvent } from "./judge-event.ts";
import type { PersonJudge } from "./people-rules.ts";
import { isPrivateByNature } from "./private-by-nature.ts";
import { withoutRelayFallback } from "./relayed-author.ts";
import { isOfRemovedNetwork, isRemoved, type Removals } from "./removals.ts";
import type { Reason, RoomVerdict, Verdict } from "./verdict.ts";

/** A room as the archive keeps it. */
export type KeptRoom = {
  readonly roomId: RoomId;
  /** "open", or the reason why nothing may be shown; undefined: never judged. */
  readonly verdict: string | undefined;
  readonly grant: VisibilityGrant | undefined;
  readonly cutoffMs: number | undefined;
  readonly state: { readonly bridges?: readonly FoundBridge[]; readonly topic?: string | undefined };
};

/** What the configuration says of it. */
export type RoomRules = {
  readonly delayMs: number;
  readonly offRecord: string | undefined;
  readonly bridges: BridgeRules["consents"];
  readonly names: "display" | "pseudonym";
};

/** An event as the archive keeps it. */
export type KeptEvent = {
  readonly event: RoomEvent;
  readonly day: CalendarDay;
  readonly grant: VisibilityGrant;
  readonly isEdit: boolean;
  readonly redactedAtMs: number | undefined;
  readonly gone: boolean;
  readonly erased: boolean;
  readonly hidden: boolean;
  readonly eligibleAtMs: number;
};

/** Asks the verdict over kept events of one room, as it is now. */
export type KeptJudge = {
  readonly room: RoomVerdict;
  readonly verdict: (kept: KeptEvent) => Verdict;
  /** May anything of this person be shown in the room? */
  readonly mayShow: (userId: string) => boolean;
};

export function keptJudgeFor(
  room: KeptRoom,
  rules: RoomRules,
  { judgePerson, removals }: { readonly judgePerson: PersonJudge; readonly removals: Removals },
): KeptJudge {
  const { delayMs, offRecord } = rules;
  const bridgeRules = bridgeRulesFor(rules, room.state);
  const verdictOfRoom = roomVerdictOf(room, bridgeRules, removals);
  const judgeGhost = ghostJudgeFor(room.state.bridges ?? [], bridgeRules);
  const waiting = { cutoffMs: room.cutoffMs, delayMs, offRecord, judgePerson, judgeGhost };
  return {
    room: verdictOfRoom,
    verdict: (kept) =>
      judgeEvent(
        {
          sender: kept.event.sender,
          others: othersIn(kept.event),
          body: bodyOf(withoutRelayFallback(kept.event)),
          grant: kept.grant,
          redacted: kept.event.redacted,
          isEdit: kept.isEdit,
          redactedAtMs: kept.redactedAtMs,
          gone: kept.gone,
          removed: kept.erased || isRemoved(kept.event, kept.day, removals),
          hidden: kept.hidden,
          isPrivate: isPrivateByNature(kept.event),
          eligibleAtMs: kept.eligibleAtMs,
        },
        verdictOfRoom,
        waiting,
      ),
    mayShow: (userId) =>
      judgePerson(userId) === undefined && judgeGhost(userId) === undefined && !removals.user.has(userId),
  };
}

/** The words of a message, and of an edit the new ones: before them its `body` has a sign for clients that know no edits. */
function bodyOf({ content }: RoomEvent): string | undefined {
  const edited = content["m.new_content"];
  return stringOr((isJsonObject(edited) ? edited : content)["body"]);
}

/** The verdict of the last crawl, and that of today over its bridges. A room never judged is not shown. */
function roomVerdictOf(
  { roomId, verdict, grant, state }: KeptRoom,
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
