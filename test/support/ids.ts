import { parseEventId, parseRoomId, parseUserId, type EventId, type RoomId, type UserId } from "#matrix/ids.ts";

/** People of the tests. */
export const alice = userId("@alice:example.org");
export const bob = userId("@bob:example.org");
export const carol = userId("@carol:example.org");

export function userId(text: string): UserId {
  return checked(parseUserId(text), text);
}

export function eventId(text: string): EventId {
  return checked(parseEventId(text), text);
}

export function roomId(text: string): RoomId {
  return checked(parseRoomId(text), text);
}

function checked<Id>(id: Id | undefined, text: string): Id {
  if (id === undefined) throw new Error(`Not a Matrix id: ${text}`);
  return id;
}
