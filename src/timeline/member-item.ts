import { parseUserId } from "#matrix/ids.ts";
import { parseEventContent } from "#matrix/parse-content.ts";
import type { FoldContext } from "./fold-context.ts";
import { memberChange, type MemberStep } from "./member-change.ts";
import type { MemberItem, PlacedEvent, TimelineSender } from "./timeline.ts";

type Member = Extract<ReturnType<typeof parseEventContent>, { kind: "member" }>;

/** What a member event says in its line: whose membership it set, and what changed. */
export function memberItem(
  placed: PlacedEvent,
  now: Member,
  { input, senderOf }: FoldContext,
): Pick<MemberItem, "kind" | "member" | "change" | "drawnFrom"> {
  const { event, position } = placed;
  const isOwn = event.stateKey === event.sender;
  const userId = parseUserId(event.stateKey);
  const earlier = input.members?.get(event.eventId);
  // A name that comes with an arrival is in force from there on, so the line has it already.
  const member: TimelineSender =
    userId === undefined || isOwn
      ? named(senderOf(placed), now)
      : named({ userId, displayName: input.nameAt(userId, position) }, now);
  return {
    kind: "member",
    member,
    change:
      userId === undefined
        ? { kind: "changed" }
        : memberChange({ now, before: earlier && memberBefore(earlier), isOwn }),
    drawnFrom: earlier === undefined ? [event.eventId] : [event.eventId, earlier.event.eventId],
  };
}

function named(sender: TimelineSender, { membership, displayName }: Member): TimelineSender {
  return membership === "join" && displayName !== undefined ? { ...sender, displayName } : sender;
}

function memberBefore({ event }: PlacedEvent): MemberStep["before"] {
  const content = parseEventContent(event);
  return content.kind === "member" ? { ...content, redacted: event.redacted } : undefined;
}
