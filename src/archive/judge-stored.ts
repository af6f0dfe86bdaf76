import type { RoomConfig } from "#config/config.ts";
import { judgeEvent, type Waiting } from "#publication/judge-event.ts";
import type { Reason, RoomVerdict, Verdict } from "#publication/verdict.ts";
import type { RoomRecord, StoredEvent } from "#store/records.ts";
import type { PlacedEvent } from "#timeline/timeline.ts";

/** Asks the verdict over stored events of one room, as it is now. */
export type Judge = {
  readonly room: RoomVerdict;
  readonly verdict: (stored: StoredEvent) => Verdict;
  /** The event as the timeline may see it; undefined: nothing of it may be shown. */
  readonly place: (stored: StoredEvent) => PlacedEvent | undefined;
};

export function judgeFor(record: RoomRecord, room: Pick<RoomConfig, "delayMs">): Judge {
  const verdictOfRoom = roomVerdictOf(record);
  const waiting: Waiting = { cutoffMs: record.cutoffMs, delayMs: room.delayMs };
  const verdict = (stored: StoredEvent) =>
    judgeEvent(
      {
        grant: stored.grant,
        redacted: stored.event.redacted,
        isEdit: stored.isEdit,
        redactedAtMs: stored.redactedAtMs,
        gone: stored.gone,
        eligibleAtMs: stored.eligibleAtMs,
      },
      verdictOfRoom,
      waiting,
    );
  return {
    room: verdictOfRoom,
    verdict,
    place: (stored) => {
      const { show } = verdict(stored);
      return show === "nothing" ? undefined : { ...stored, part: stored.part ?? 1, show };
    },
  };
}

/** The verdict of the last crawl. A room never judged is not shown. */
function roomVerdictOf({ verdict, grant }: RoomRecord): RoomVerdict {
  if (verdict === "open" && grant !== undefined) return { open: true, because: grant };
  return { open: false, because: verdict === undefined || verdict === "open" ? "unknown" : (verdict as Reason) };
}
