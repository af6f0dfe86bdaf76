import type { EventContent, TextContent } from "#matrix/content.ts";
import { parseEventContent } from "#matrix/parse-content.ts";
import { parseRelation } from "#matrix/relations.ts";
import { contentNow } from "./content-now.ts";
import { foldContextFor, type FoldContext } from "./fold-context.ts";
import { foldPoll } from "./fold-poll.ts";
import { foldReactions } from "./fold-reactions.ts";
import { eventsWithItem } from "./has-item.ts";
import { memberItem } from "./member-item.ts";
import { quoteFor } from "./quote-for.ts";
import { isShown } from "./relation-index.ts";
import { threadMarkFor } from "./thread-mark-for.ts";
import type {
  DayTimeline,
  FoldInput,
  MemberItem,
  MessageItem,
  PlacedEvent,
  RemovedItem,
  StateItem,
  TimelineItem,
} from "./timeline.ts";

/**
 * Folds one day's events into what a reader sees, in topological order. The result depends on what `related` holds, never
 * on its order; malformed content becomes an item of kind `unsupported`, never an error.
 */
export function foldDay(input: FoldInput): DayTimeline {
  const context = foldContextFor(input);
  return { items: eventsWithItem(input).map((placed) => itemFor(placed, context)) };
}

function itemFor(placed: PlacedEvent, context: FoldContext): TimelineItem {
  if (!isShown(placed)) return removedItem(placed, context);
  return placed.event.stateKey === undefined ? messageItem(placed, context) : stateItem(placed, context);
}

function removedItem(placed: PlacedEvent, context: FoldContext): RemovedItem {
  return {
    kind: "removed",
    ...placeOf(placed, context),
    reason: placed.event.redacted ? "redacted" : "gone",
  };
}

function stateItem(placed: PlacedEvent, context: FoldContext): StateItem | MemberItem {
  const { eventId, type } = placed.event;
  const content = parseEventContent(placed.event);
  if (content.kind === "member") return { ...placeOf(placed, context), ...memberItem(placed, content, context) };
  return {
    kind: "state",
    ...placeOf(placed, context),
    content: isWords(content) ? { kind: "unsupported", type } : content,
    drawnFrom: [eventId],
  };
}

/** A state event of an unknown type may carry a body; it is still no message. */
function isWords(content: EventContent): content is TextContent | { readonly kind: "silent" } {
  return ["text", "notice", "emote", "silent"].includes(content.kind);
}

function messageItem(placed: PlacedEvent, context: FoldContext): MessageItem {
  const { eventId, type } = placed.event;
  const { content, edited, drawnFrom: contentFrom } = contentNow(placed, context);
  const relation = parseRelation(placed.event);
  const reply = quoteFor(relation, placed, context);
  const thread = threadMarkFor(relation, placed, context);
  const reactions = foldReactions(context.related(eventId, "annotation"));
  const poll =
    content.kind === "poll"
      ? foldPoll(placed, content, context.related(eventId, "reference"), context.input.moderatorEnds)
      : undefined;
  const sources = [
    ...contentFrom,
    ...reactions.drawnFrom,
    ...(poll?.drawnFrom ?? []),
    ...(reply?.kind === "shown" ? reply.drawnFrom : []),
    ...(thread?.drawnFrom ?? []),
  ];
  return {
    kind: "message",
    ...placeOf(placed, context),
    content: content.kind === "silent" ? { kind: "unsupported", type } : content,
    edited,
    reply,
    thread: thread?.mark,
    reactions: reactions.reactions,
    poll: poll?.tally,
    contentFrom,
    drawnFrom: [...new Set(sources)],
  };
}

function placeOf(placed: PlacedEvent, context: FoldContext) {
  return {
    eventId: placed.event.eventId,
    shortId: placed.shortId,
    part: placed.part,
    originServerTs: placed.event.originServerTs,
    timestampTrusted: placed.timestampTrusted,
    sender: context.senderOf(placed),
  };
}
