import { parseEventContent } from "#matrix/parse-content.ts";
import type { EventContent } from "#matrix/content.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** The event as the parser of wire events would hand it over, with content of any shape. */
export function eventWith(type: string, content: unknown, stateKey?: string): RoomEvent {
  const base = {
    eventId: "$e",
    roomId: "!r",
    type,
    sender: "@ann:tidewater.example",
    originServerTs: 0,
    redacted: false,
  };
  return { ...base, content, ...(stateKey === undefined ? {} : { stateKey }) } as unknown as RoomEvent;
}

export function parseMessageContent(content: unknown): EventContent {
  return parseEventContent(eventWith("m.room.message", content));
}
