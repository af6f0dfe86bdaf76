import type { RoomRecord } from "#store/records.ts";
import type { UpgradedRoom } from "#view/inputs.ts";
import { newestOf } from "./newest-of.ts";
import type { PublishedRoom } from "./published-rooms.ts";

/**
 * Rooms of an upgrade that are listed apart lead to each other, where both are shown and both say so. What only one says is not
 * believed, and no other room is named.
 */
export function linkUpgrades(rooms: readonly PublishedRoom[]): readonly PublishedRoom[] {
  const firstById = new Map(rooms.map((room) => [room.rooms[0].record.roomId, room]));
  const links = rooms.flatMap((before) => {
    const { record } = newestOf(before);
    const after = record.state.successor && firstById.get(record.state.successor.roomId);
    return after !== undefined && after !== before && isAfter(after.rooms[0].record, record) ? [{ before, after }] : [];
  });
  if (links.length === 0) return rooms;
  return rooms.map((room) => {
    const [before, after] = [links.find((link) => link.after === room), links.find((link) => link.before === room)];
    const upgradedFrom = before && toUpgradedRoom(before.before, newestOf(before.before).record);
    const upgradedTo = after && toUpgradedRoom(after.after, after.after.rooms[0].record);
    const info = { ...room.info, ...(upgradedFrom && { upgradedFrom }), ...(upgradedTo && { upgradedTo }) };
    return { ...room, info };
  });
}

function isAfter({ state }: RoomRecord, before: RoomRecord): boolean {
  return state.predecessor?.roomId === before.roomId;
}

function toUpgradedRoom({ info }: PublishedRoom, { roomId }: RoomRecord): UpgradedRoom {
  return { roomId, slug: info.slug, title: info.title };
}
