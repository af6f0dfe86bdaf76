import type { Brand } from "#lib/brand.ts";

/** `!opaque:server`, or `!hash` since room version 12. Never parse a server out of it (spec: appendices, room ids). */
export type RoomId = Brand<string, "RoomId">;
/** `$…`: with a server in room versions 1 and 2, a hash since. Case-sensitive; may hold `/` and `+` in version 3. */
export type EventId = Brand<string, "EventId">;
/** `@localpart:server`; historical ids hold almost any character, so it is opaque to us. */
export type UserId = Brand<string, "UserId">;
/** `#name:server`. */
export type RoomAlias = Brand<string, "RoomAlias">;
/** `mxc://server/mediaId`, both parts checked: they end up in request paths. */
export type MxcUri = Brand<string, "MxcUri">;

/** Longest id the specification allows, in bytes. */
const idLimitBytes = 255;

export function parseRoomId(value: unknown): RoomId | undefined {
  return isSigilId(value, "!") ? (value as RoomId) : undefined;
}

export function parseEventId(value: unknown): EventId | undefined {
  return isSigilId(value, "$") ? (value as EventId) : undefined;
}

export function parseUserId(value: unknown): UserId | undefined {
  return isSigilId(value, "@") && value.includes(":") ? (value as UserId) : undefined;
}

export function parseRoomAlias(value: unknown): RoomAlias | undefined {
  return isSigilId(value, "#") && value.includes(":") ? (value as RoomAlias) : undefined;
}

/**
 * Server names and media ids reach paths of requests, so only the characters the specification names are taken, and no name that a path
 * would take for a step upward.
 */
export function parseMxcUri(value: unknown): MxcUri | undefined {
  if (typeof value !== "string" || value.length > 512) return undefined;
  return /^mxc:\/\/(?!\.)[A-Za-z0-9.:[\]-]+\/[A-Za-z0-9_-]+$/.test(value) ? (value as MxcUri) : undefined;
}

function isSigilId(value: unknown, sigil: string): value is string {
  return (
    typeof value === "string" &&
    value.length > 1 &&
    value.startsWith(sigil) &&
    !value.includes("\0") &&
    value.isWellFormed() &&
    Buffer.byteLength(value) <= idLimitBytes
  );
}
