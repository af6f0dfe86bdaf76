import { createHash } from "node:crypto";
import { parseEventId, parseRoomAlias, parseRoomId, parseUserId } from "#matrix/ids.ts";
import type { EventId, RoomAlias, RoomId, UserId } from "#matrix/ids.ts";

/** The checked form of an id that is written down in sample data; throws when it is none. */
export const sampleRoomId = (text: string): RoomId => required(parseRoomId(text), text);
export const sampleEventId = (text: string): EventId => required(parseEventId(text), text);
export const sampleUserId = (text: string): UserId => required(parseUserId(text), text);
export const sampleAlias = (text: string): RoomAlias => required(parseRoomAlias(text), text);

/** An event id of the form of room versions 4 and later: `$` and 43 characters that depend on nothing but the seed text. */
export function eventIdFor(seed: string): EventId {
  return sampleEventId(`$${createHash("sha256").update(seed).digest("base64url")}`);
}

function required<Id>(id: Id | undefined, text: string): Id {
  if (id === undefined) throw new Error(`"${text}" is not an id of the kind that is needed here`);
  return id;
}
