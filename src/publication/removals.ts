import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, RoomId } from "#matrix/ids.ts";
import { mediaIn } from "#matrix/media-in.ts";
import { parseRelation } from "#matrix/relations.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { networkCalled } from "./bridge-networks.ts";
import { networkOfGhost } from "./network-of-ghost.ts";

/** What the operator removed, by kind: ids, names of networks, and days as `dayTarget` writes them. */
export type Removals = Readonly<Record<"event" | "user" | "day" | "room" | "network" | "media", ReadonlySet<string>>>;

export function toRemovals(removed: readonly { readonly kind: keyof Removals; readonly target: string }[]): Removals {
  const of = (kind: keyof Removals) => new Set(removed.filter((one) => one.kind === kind).map(({ target }) => target));
  return {
    event: of("event"),
    user: of("user"),
    day: of("day"),
    room: of("room"),
    network: of("network"),
    media: of("media"),
  };
}

/** How a day of a room is named in a removal. */
export function dayTarget(roomId: RoomId, day: CalendarDay): string {
  return `${roomId} ${day}`;
}

/**
 * Did the operator remove this event: itself, what it edits, who sent it or whose membership it tells of, its day, its room,
 * or a file it shows? An edit of an event that went with its day, its sender or its file is known by its target's row.
 */
export function isRemoved(event: RoomEvent, day: CalendarDay, removals: Removals): boolean {
  const { eventId, roomId, sender, stateKey, type, content } = event;
  return (
    removals.room.has(roomId) ||
    removals.event.has(eventId) ||
    removals.user.has(sender) ||
    (type === "m.room.member" && stateKey !== undefined && removals.user.has(stateKey)) ||
    removals.day.has(dayTarget(roomId, day)) ||
    (removals.network.size > 0 && isOfRemovedNetwork(networkOfGhost(sender)?.label, removals)) ||
    editsOneOf(event, removals.event) ||
    (removals.media.size > 0 && !removals.media.isDisjointFrom(mediaIn(content)))
  );
}

/** Was this network removed, by its label, or the protocol that it speaks? undefined: no network that is known. */
export function isOfRemovedNetwork(label: string | undefined, { network }: Pick<Removals, "network">): boolean {
  if (label === undefined || network.size === 0) return false;
  const speaks = networkCalled(label)?.speaks;
  return network.has(label) || (speaks !== undefined && network.has(speaks));
}

function editsOneOf(event: RoomEvent, removed: ReadonlySet<string>): boolean {
  if (removed.size === 0) return false;
  const relation = parseRelation(event);
  return relation?.kind === "replace" && removed.has(relation.target satisfies EventId);
}
