import type { PollContent } from "#matrix/content.ts";
import type { EventId } from "#matrix/ids.ts";
import { parsePollEnd, parsePollVote } from "#matrix/relations.ts";
import { compareByTime } from "./relation-index.ts";
import type { PlacedEvent, PollTally } from "./timeline.ts";

export type FoldedPoll = {
  readonly tally: PollTally;
  /** The votes that were counted and the event that ended the poll. */
  readonly drawnFrom: readonly EventId[];
};

/**
 * Counts a poll (MSC3381): of each sender the last valid vote up to the end, which only the poll's creator or who may redact can
 * set. A vote for nothing takes the earlier one back; a vote for answers the poll does not have is no vote.
 */
export function foldPoll(
  poll: PlacedEvent,
  content: PollContent,
  references: readonly PlacedEvent[],
  moderatorEnds: ReadonlySet<EventId> = new Set(),
): FoldedPoll {
  const inOrder = references.filter((placed) => placed.event.roomId === poll.event.roomId).toSorted(compareByTime);
  const end = inOrder.find(
    ({ event }) =>
      parsePollEnd(event) !== undefined && (event.sender === poll.event.sender || moderatorEnds.has(event.eventId)),
  );
  const ballots = new Map<string, { eventId: EventId; answers: readonly string[] }>();
  for (const placed of inOrder) {
    if (end !== undefined && placed.event.originServerTs > end.event.originServerTs) break;
    const answers = validAnswers(placed, content);
    if (answers !== undefined) ballots.set(placed.event.sender, { eventId: placed.event.eventId, answers });
  }
  const cast = [...ballots.values()].filter(({ answers }) => answers.length > 0);
  const counted = content.disclosed || end !== undefined;
  return {
    tally: {
      closed: end !== undefined,
      answers: content.answers.map(({ id, text }) => ({
        text,
        votes: counted ? cast.filter(({ answers }) => answers.includes(id)).length : undefined,
      })),
      voters: cast.length,
    },
    drawnFrom: [...cast.map(({ eventId }) => eventId), ...(end === undefined ? [] : [end.event.eventId])],
  };
}

/** undefined: not a vote of this poll, or one for nothing that it offers. */
function validAnswers(placed: PlacedEvent, content: PollContent): readonly string[] | undefined {
  const vote = parsePollVote(placed.event);
  if (vote === undefined) return undefined;
  if (vote.answers.length === 0) return [];
  const listed = new Set(content.answers.map(({ id }) => id));
  const answers = vote.answers.slice(0, content.maxSelections).filter((id) => listed.has(id));
  return answers.length === 0 ? undefined : answers;
}
