import { dayMs } from "#lib/calendar-day.ts";
import { isOpen, type VisibilityGrant } from "#matrix/visibility-grant.ts";
import { matchesGlob } from "./matches-glob.ts";
import type { RoomVerdict, Verdict } from "./verdict.ts";

/** What the verdict over a stored event needs to know. Times in milliseconds since 1970. */
export type EventFacts = {
  readonly sender: string;
  /** Plain text of a message; undefined: it has none. */
  readonly body: string | undefined;
  /** The grant under which it was stored. */
  readonly grant: VisibilityGrant | undefined;
  readonly redacted: boolean;
  /** A redacted edit leaves nothing: its target stands where it always stood. */
  readonly isEdit: boolean;
  /** When the redaction was sent, where it came as an event of its own. */
  readonly redactedAtMs: number | undefined;
  /** Emptied by the server without a redaction. */
  readonly gone: boolean;
  /** The time its delay counts from: its timestamp, or its first sight where that is later and it was found live. */
  readonly eligibleAtMs: number;
};

/** The rules of one room that depend on time. */
export type Waiting = {
  /** Start of the room's last successful crawl minus its delay; undefined: never crawled, nothing may go out. */
  readonly cutoffMs: number | undefined;
  readonly delayMs: number;
};

/** What the operator keeps out. */
export type KeptOut = {
  /** User ids or globs of people who opted out. */
  readonly optOut: readonly string[];
  /** What a message begins with that its author wants kept out, as `[off]`. */
  readonly offRecord: string | undefined;
};

/** May this event be shown now: the lines of the rule that concern one event, in their order. */
export function judgeEvent(
  facts: EventFacts,
  room: RoomVerdict,
  { optOut, offRecord, ...waiting }: Waiting & KeptOut,
): Verdict {
  if (!room.open) return { show: "nothing", because: room.because };
  if (optOut.some((glob) => matchesGlob(glob, facts.sender))) return { show: "nothing", because: "opted-out" };
  if (facts.grant === undefined) return { show: "nothing", because: "unknown" };
  if (!isOpen(facts.grant)) return { show: "nothing", because: "not-public-when-sent" };
  if (facts.eligibleAtMs >= publishableBeforeMs(waiting)) return { show: "nothing", because: "too-young" };
  if (facts.redacted)
    return { show: leavesNoTrace(facts, waiting.delayMs) ? "nothing" : "placeholder", because: "redacted" };
  if (facts.gone) return { show: facts.isEdit ? "nothing" : "placeholder", because: "gone" };
  if (offRecord !== undefined && facts.body?.trimStart().startsWith(offRecord))
    return { show: "nothing", because: "off-record" };
  return { show: "publish", because: facts.grant };
}

/**
 * Events eligible before this time may go out. With a delay of a day or more a day is published once and whole, so the
 * time falls on a midnight; with a shorter one the day grows up to the cutoff itself, so that without any delay a crawl's own
 * finds go out at once.
 */
export function publishableBeforeMs({ cutoffMs, delayMs }: Waiting): number {
  if (cutoffMs === undefined) return Number.NEGATIVE_INFINITY;
  return delayMs >= dayMs ? Math.floor(cutoffMs / dayMs) * dayMs : cutoffMs + 1;
}

/** A message taken back before anyone could read it here leaves none, nor does an edit. */
function leavesNoTrace({ isEdit, redactedAtMs, eligibleAtMs }: EventFacts, delayMs: number): boolean {
  return isEdit || (redactedAtMs !== undefined && redactedAtMs - eligibleAtMs < delayMs);
}
