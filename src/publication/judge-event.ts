import { dayMs } from "#lib/calendar-day.ts";
import { isOpen, type VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { GhostJudge } from "./judge-bridges.ts";
import type { PersonJudge } from "./people-rules.ts";
import type { RoomVerdict, Verdict } from "./verdict.ts";

/** What the verdict over a stored event needs to know. Times in milliseconds since 1970. */
export type EventFacts = {
  readonly sender: string;
  /** Ids of people it speaks for or is about. */
  readonly others: readonly string[];
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
  /** The operator removed it, or its content was erased and has not come back. */
  readonly removed: boolean;
  /** A moderator's mark that hides it stands (MSC3531). */
  readonly hidden: boolean;
  /** Its type is private by nature. */
  readonly isPrivate: boolean;
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
  /** People who opted out, and whom a policy list bans. */
  readonly judgePerson: PersonJudge;
  /** People whose ids name a network that has not consented. */
  readonly judgeGhost: GhostJudge;
  /** What a message begins with that its author wants kept out, as `[off]`. */
  readonly offRecord: string | undefined;
};

/** May this event be shown now: the lines of the rule that concern one event, in their order. */
export function judgeEvent(
  facts: EventFacts,
  room: RoomVerdict,
  { judgePerson, judgeGhost, offRecord, ...waiting }: Waiting & KeptOut,
): Verdict {
  if (!room.open) return { show: "nothing", because: room.because };
  const personReason = reasonOfPeople([facts.sender, ...facts.others], judgePerson);
  if (personReason !== undefined) return { show: "nothing", because: personReason };
  const objection = [facts.sender, ...facts.others].map(judgeGhost).find((found) => found !== undefined);
  if (objection !== undefined) return { show: "nothing", because: objection.reason };
  if (facts.removed) return { show: "nothing", because: "removed" };
  if (facts.grant === undefined) return { show: "nothing", because: "unknown" };
  if (!isOpen(facts.grant)) return { show: "nothing", because: "not-public-when-sent" };
  if (facts.eligibleAtMs >= publishableBeforeMs(waiting)) return { show: "nothing", because: "too-young" };
  if (facts.redacted)
    return { show: leavesNoTrace(facts, waiting.delayMs) ? "nothing" : "placeholder", because: "redacted" };
  if (facts.isPrivate) return { show: "nothing", because: "private-by-nature" };
  if (facts.hidden) return { show: "nothing", because: "hidden" };
  if (facts.gone) return { show: facts.isEdit ? "nothing" : "placeholder", because: "gone" };
  if (isOffRecord(facts.body, offRecord)) return { show: "nothing", because: "off-record" };
  return { show: "publish", because: facts.grant };
}

/** Does a message begin with the mark by which its author keeps it out of archives? */
export function isOffRecord(body: string | undefined, mark: string | undefined): boolean {
  return mark !== undefined && body?.trimStart().startsWith(mark) === true;
}

/** An opt-out comes before a ban: it is the reason that the person gave. */
function reasonOfPeople(people: readonly string[], judgePerson: PersonJudge): ReturnType<PersonJudge> {
  const reasons = people.map(judgePerson);
  return reasons.find((reason) => reason === "opted-out") ?? reasons.find((reason) => reason !== undefined);
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
