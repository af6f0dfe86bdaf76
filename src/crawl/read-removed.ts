import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, RoomId, UserId } from "#matrix/ids.ts";
import { parseRelation } from "#matrix/relations.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { isRemoved, toRemovals, type Removals } from "#publication/removals.ts";
import type { KnownEvent, RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

/** The operator removed the room while it was read: nothing of it may be written any more. */
export class RoomRemovedError extends Error {
  override readonly name = "RoomRemovedError";
  readonly roomId: RoomId;

  constructor(roomId: RoomId) {
    super(`The room ${roomId} was removed while it was read`);
    this.roomId = roomId;
  }
}

/** Throws `RoomRemovedError` for a room that the operator removed. */
export async function assertNotRemoved(store: StoreReader, roomId: RoomId): Promise<void> {
  if (toRemovals(await store.readRemovals()).room.has(roomId)) throw new RoomRemovedError(roomId);
}

export async function isPersonRemoved(store: StoreReader, userId: UserId): Promise<boolean> {
  return toRemovals(await store.readRemovals()).user.has(userId);
}

/**
 * Which of these events the operator removed, with the edits of what went with its day, its sender or its file. Asked in the
 * transaction that would store them, so that a removal made meanwhile holds. Throws `RoomRemovedError`.
 */
export async function readRemoved(
  tx: StoreReader,
  room: RoomKey,
  events: readonly { readonly event: RoomEvent; readonly day: CalendarDay }[],
): Promise<ReadonlySet<EventId>> {
  const standing = await tx.readRemovals();
  if (standing.length === 0) return new Set();
  const removals = toRemovals(standing);
  const gone = events.find(({ event }) => removals.room.has(event.roomId));
  if (gone !== undefined) throw new RoomRemovedError(gone.event.roomId);
  const own = events.filter(({ event, day }) => isRemoved(event, day, removals)).map(({ event }) => event.eventId);
  const removed = new Set(own);
  const edits = events.flatMap(({ event }) => {
    const relation = parseRelation(event);
    return relation?.kind === "replace" ? [{ id: event.eventId, roomId: event.roomId, target: relation.target }] : [];
  });
  const targets = await tx.readKnown(
    room,
    edits.map(({ target }) => target),
  );
  for (const { id, target, roomId } of edits)
    if (removed.has(target) || isTargetRemoved(targets.get(target), roomId, removals)) removed.add(id);
  return removed;
}

/** Which file an erased event showed is not known any more: where any was removed, its edits stay away. */
function isTargetRemoved(target: KnownEvent | undefined, roomId: RoomId, removals: Removals): boolean {
  if (target?.erased !== true) return false;
  const { eventId, sender, type, day } = target;
  const event: RoomEvent = { eventId, roomId, type, sender, originServerTs: 0, content: {}, redacted: false };
  return removals.media.size > 0 || isRemoved(event, day, removals);
}
