import type { RoomConfig } from "#config/config.ts";
import { withoutPeople } from "#message/without-people.ts";
import { keptJudgeFor } from "#publication/judge-kept.ts";
import { networkOfGhost } from "#publication/network-of-ghost.ts";
import { withoutRelayFallback } from "#publication/relayed-author.ts";
import type { Removals } from "#publication/removals.ts";
import type { RoomVerdict, Verdict } from "#publication/verdict.ts";
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
  const { room: verdictOfRoom, verdict } = keptJudgeFor(record, room, { judgePerson: people.judge, removals });
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
