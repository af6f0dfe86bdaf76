import { calendarDayOf, dayMs } from "#lib/calendar-day.ts";
import type { EventId } from "#matrix/ids.ts";
import { buildRoom } from "#sample/build-room.ts";
import type { RoomBuilder, RoomStart } from "#sample/build-room.ts";
import { textFrom } from "#sample/new-event.ts";

export const ada = "@ada:tidewater.example";
export const ben = "@ben:tidewater.example";
export const roomId = "!test:tidewater.example";
export const createdAtMs = Date.parse("2025-03-01T12:00:00Z");

/** A room of Ada's, world-readable unless told otherwise; its first message is a minute old when the next one comes. */
export function testRoom(start: Partial<RoomStart> = {}): RoomBuilder {
  return buildRoom({ roomId, creator: ada, name: "Test", createdAtMs, ...start });
}

/** A room with this many messages a day, from midnight on, five minutes apart: `2025-03-02 #1` and so on. */
export function roomOfDays(
  days: number,
  perDay = 10,
): { readonly room: RoomBuilder; readonly ids: readonly EventId[] } {
  const room = testRoom();
  const ids = Array.from({ length: days * perDay }, (_, index) => {
    const midnight = Date.parse("2025-03-02") + Math.floor(index / perDay) * dayMs;
    const body = `${calendarDayOf(midnight)} #${(index % perDay) + 1}`;
    return room.add(textFrom(ada, body, { originServerTs: midnight + (index % perDay) * 300_000 }));
  });
  return { room, ids };
}
