import { isJsonObject } from "#lib/json.ts";
import type { UserId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** "creator": without any limit, as a room's creators have it since room version 12 (MSC4289). */
export type PowerLevel = number | "creator";

/**
 * The power level that a room's state gives to someone (spec: `m.room.power_levels`). undefined: the state was not readable
 * far enough to say.
 */
export function powerLevelIn(state: readonly RoomEvent[], user: UserId): PowerLevel | undefined {
  const create = stateEvent(state, "m.room.create");
  if (create === undefined) return undefined;
  const version = create.content["room_version"] ?? "1";
  if (hasLimitlessCreators(version) && isCreator(create, user)) return "creator";
  const levels = stateEvent(state, "m.room.power_levels")?.content;
  if (levels === undefined) return isFirstCreator(create, user) ? 100 : 0;
  const users = levels["users"];
  return levelFrom(isJsonObject(users) ? users[user] : undefined) ?? levelFrom(levels["users_default"]) ?? 0;
}

function stateEvent(state: readonly RoomEvent[], type: string): RoomEvent | undefined {
  return state.find((event) => event.type === type && event.stateKey === "");
}

function hasLimitlessCreators(version: unknown): boolean {
  return typeof version === "string" && (/^\d+$/.test(version) ? Number(version) >= 12 : version.includes("hydra"));
}

function isCreator({ sender, content }: RoomEvent, user: UserId): boolean {
  const others = content["additional_creators"];
  return sender === user || (Array.isArray(others) && others.includes(user));
}

/** Up to room version 10 the creator is named in the content, later it is the sender alone. */
function isFirstCreator({ sender, content }: RoomEvent, user: UserId): boolean {
  return user === (typeof content["creator"] === "string" ? content["creator"] : sender);
}

/** A power level as rooms write it; old ones may write it as text. undefined: it is none. */
export function levelFrom(value: unknown): number | undefined {
  const level = typeof value === "string" && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  return typeof level === "number" && Number.isSafeInteger(level) ? level : undefined;
}
