import type { PublishedRoom, ShownRoom } from "./published-rooms.ts";

/** The last room of a series that may be shown: the one where people are now. */
export function newestOf({ rooms }: Pick<PublishedRoom, "rooms">): ShownRoom {
  return rooms.at(-1) ?? rooms[0];
}
