import type { EventId, RoomId } from "#matrix/ids.ts";
import type { TimelineItem } from "#timeline/timeline.ts";
import type { DayInput, RoomInfo } from "./inputs.ts";
import { roomPlace, type EventRoom } from "./matrix-to.ts";

/** In which rooms of a series the items of a page were said. */
export type RoomsOnPage = {
  /** How links to their events name the room: itself where there is one, else the place where each message's own is put. */
  readonly place: EventRoom;
  /** undefined: all in one. */
  readonly roomOf: ((eventId: EventId) => RoomId) | undefined;
};

export function roomsOnPage(
  { roomId, via, earlierRooms = [] }: RoomInfo,
  items: readonly TimelineItem[],
  earlierRoomOf: DayInput["earlierRoomOf"] = () => undefined,
): RoomsOnPage {
  const roomOf = (eventId: EventId): RoomId => earlierRoomOf(eventId) ?? roomId;
  const ids = new Set(items.map(({ eventId }) => roomOf(eventId)));
  const rooms = [...earlierRooms, { roomId, via }].filter((room) => ids.has(room.roomId));
  const [first = { roomId, via }, ...others] = rooms;
  if (others.length === 0) return { place: first, roomOf: undefined };
  return { place: { roomId: roomPlace, via: [...new Set(rooms.flatMap((room) => room.via))] }, roomOf };
}
