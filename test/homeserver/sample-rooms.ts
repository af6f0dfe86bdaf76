import { buildRoom } from "#sample/build-room.ts";
import type { RoomBuilder, RoomStart } from "#sample/build-room.ts";

export const ada = "@ada:tidewater.example";
export const ben = "@ben:tidewater.example";
export const roomId = "!test:tidewater.example";
export const createdAtMs = Date.parse("2025-03-01T12:00:00Z");

/** A room of Ada's, world-readable unless told otherwise; its first message is a minute old when the next one comes. */
export function testRoom(start: Partial<RoomStart> = {}): RoomBuilder {
  return buildRoom({ roomId, creator: ada, name: "Test", createdAtMs, ...start });
}
