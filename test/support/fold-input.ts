import assert from "node:assert/strict";
import type { EventContent } from "#matrix/content.ts";
import type { EventId } from "#matrix/ids.ts";
import { parseRelation } from "#matrix/relations.ts";
import { foldDay } from "#timeline/fold-day.ts";
import type {
  AwaitingEdit,
  DayTimeline,
  FoldInput,
  MessageItem,
  NameAt,
  PlacedEvent,
  ThreadSummary,
  TimelineItem,
} from "#timeline/timeline.ts";
import { idOf, type RoomBuilder, type Target } from "./room-builder.ts";

/** What the archive would hand to the fold of one day of the room, with nothing withheld. Default: 5 March 2024. */
export function foldInputFor(room: RoomBuilder, day = "2024-03-05", changes: Partial<FoldInput> = {}): FoldInput {
  const { placed } = room;
  return {
    events: placed.filter((one) => one.day === day),
    related: placed.filter((one) => parseRelation(one.event) !== undefined),
    targets: new Map(placed.map((one) => [one.event.eventId, one])),
    editsWaiting: new Set(),
    threads: threadsOf(placed),
    nameAt: nameAtFrom(placed),
    ...changes,
  };
}

export function foldRoom(room: RoomBuilder, day?: string, changes?: Partial<FoldInput>): DayTimeline {
  return foldDay(foldInputFor(room, day, changes));
}

function threadsOf(placed: readonly PlacedEvent[]): ReadonlyMap<EventId, ThreadSummary> {
  const threads = new Map<EventId, ThreadSummary>();
  for (const one of placed) {
    const relation = parseRelation(one.event);
    if (relation?.kind !== "thread" || one.show !== "publish") continue;
    const replyCount = (threads.get(relation.target)?.replyCount ?? 0) + 1;
    threads.set(relation.target, { replyCount, lastReply: one });
  }
  return threads;
}

/** What each member event is compared with where membership has lines: for `changes` of an input. */
export function membersOf(room: RoomBuilder): ReadonlyMap<EventId, PlacedEvent> {
  const before = new Map<string | undefined, PlacedEvent>();
  const pairs = new Map<EventId, PlacedEvent>();
  for (const one of room.placed) {
    const { type, stateKey, eventId } = one.event;
    if (type !== "m.room.member") continue;
    const earlier = before.get(stateKey);
    if (earlier !== undefined) pairs.set(eventId, earlier);
    before.set(stateKey, one);
  }
  return pairs;
}

function nameAtFrom(placed: readonly PlacedEvent[]): NameAt {
  return (userId, position) => {
    const member = placed.findLast(
      ({ event, position: at }) => isArrival(event) && event.stateKey === userId && at < position,
    );
    const name = member?.event.content["displayname"];
    return typeof name === "string" ? name : undefined;
  };
}

/** Only these give a name. */
function isArrival({ type, content, redacted }: PlacedEvent["event"]): boolean {
  return type === "m.room.member" && content["membership"] === "join" && !redacted;
}

/** The item of an event; fails the test when there is none. */
export function itemOf(timeline: DayTimeline, target: Target): TimelineItem {
  const item = timeline.items.find((one) => one.eventId === idOf(target));
  assert.ok(item, `No item for ${idOf(target)}`);
  return item;
}

/** The item of an event, which must be a message. */
export function messageOf(timeline: DayTimeline, target: Target): MessageItem {
  const item = itemOf(timeline, target);
  assert.equal(item.kind, "message");
  return item;
}

/** The words of a text item; its kind where it is no text. */
export function wordsOf(timeline: DayTimeline): readonly string[] {
  return timeline.items.map((item) => ("content" in item ? wordsIn(item.content) : `(${item.kind})`));
}

export function wordsIn(content: EventContent | AwaitingEdit): string {
  return "body" in content ? content.body : `(${content.kind})`;
}
