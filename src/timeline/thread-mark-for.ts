import type { EventId } from "#matrix/ids.ts";
import type { Relation } from "#matrix/relations.ts";
import type { FoldContext } from "./fold-context.ts";
import { hasItem } from "./has-item.ts";
import type { PlacedEvent, ThreadMark } from "./timeline.ts";

/**
 * A message's place in a thread (spec: "Threading"): its root, one of its replies, or neither. A reply whose root is not
 * shown keeps its mark. An event in a thread cannot be the root of another one.
 */
export function threadMarkFor(
  relation: Relation | undefined,
  placed: PlacedEvent,
  context: FoldContext,
): { readonly mark: ThreadMark; readonly drawnFrom: readonly EventId[] } | undefined {
  if (relation?.kind === "thread") {
    const root = context.find(relation.target);
    const shown = root !== undefined && root.event.roomId === placed.event.roomId && hasItem(root) ? root : undefined;
    return {
      mark: { kind: "reply", root: shown },
      drawnFrom: shown === undefined ? [] : [shown.event.eventId],
    };
  }
  const thread = context.input.threads.get(placed.event.eventId);
  if (thread === undefined || thread.replyCount === 0) return undefined;
  const { replyCount, lastReply } = thread;
  return {
    mark: { kind: "root", replyCount, lastReply },
    drawnFrom: lastReply === undefined ? [] : [lastReply.event.eventId],
  };
}
