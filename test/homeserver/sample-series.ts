import { buildRoom, type RoomBuilder, type RoomStart } from "#sample/build-room.ts";
import { stateFrom, textFrom } from "#sample/new-event.ts";
import { ada } from "./sample-rooms.ts";

export const oldId = "!old:tidewater.example";
/** Room version 12: the id names no server. */
export const newId = "!newnewnew";

/** `2025-03-02T10:00`, UTC. */
export const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });

/** Readable by everyone, with one message. */
export function spokenRoom(roomId: string, time: string, text: string, start: Partial<RoomStart> = {}): RoomBuilder {
  const createdAtMs = at(time).originServerTs - 60_000;
  const room = buildRoom({ roomId, creator: ada, name: text, createdAtMs, ...start });
  room.add(textFrom(ada, text, at(time)));
  return room;
}

export function tombstone(successor: string, time: string) {
  return stateFrom(ada, "m.room.tombstone", { body: "moved", replacement_room: successor }, at(time));
}

export const after = (predecessor: string): Partial<RoomStart> => ({
  version: "12",
  create: { predecessor: { room_id: predecessor } },
});
