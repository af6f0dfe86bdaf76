import type { PublicationConfig, RoomConfig } from "#config/config.ts";
import { stringOr } from "#lib/json.ts";
import { judgeEvent } from "#publication/judge-event.ts";
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

export function judgeFor(
  record: RoomRecord,
  { delayMs, offRecord }: Pick<RoomConfig, "delayMs" | "offRecord">,
  { optOut }: Pick<PublicationConfig, "optOut">,
): Judge {
  const verdictOfRoom = roomVerdictOf(record);
  const rules = { cutoffMs: record.cutoffMs, delayMs, offRecord, optOut };
  const verdict = (stored: StoredEvent) =>
    judgeEvent(
      {
        sender: stored.event.sender,
        body: stringOr(stored.event.content["body"]),
        grant: stored.grant,
        redacted: stored.event.redacted,
        isEdit: stored.isEdit,
        redactedAtMs: stored.redactedAtMs,
        gone: stored.gone,
        eligibleAtMs: stored.eligibleAtMs,
      },
      verdictOfRoom,
      rules,
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
