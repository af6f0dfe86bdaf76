import type { Brand } from "./brand.ts";
import { sha256Base32 } from "./hash.ts";

/** 16 base32 characters that stand for an event in anchors and addresses. */
export type ShortId = Brand<string, "ShortId">;

/** The short id of an event: the start of SHA-256 of its id, salted where a room hides its people's names. */
export function shortIdFor(eventId: string, salt = ""): ShortId {
  return sha256Base32(salt + eventId, 16) as ShortId;
}
