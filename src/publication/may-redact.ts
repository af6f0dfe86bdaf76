import type { UserId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { levelFrom, powerLevelIn } from "./power-level-in.ts";

/** The level at which people may take back what others said, where a room says nothing else (spec: `m.room.power_levels`). */
const defaultRedactLevel = 50;

/** May someone take back what others said, by this state of a room? What cannot be read counts as no. */
export function mayRedact(state: readonly RoomEvent[], user: UserId): boolean {
  const level = powerLevelIn(state, user);
  if (level === undefined) return false;
  if (level === "creator") return true;
  const levels = state.find(({ type, stateKey }) => type === "m.room.power_levels" && stateKey === "")?.content;
  return level >= (levelFrom(levels?.["redact"]) ?? defaultRedactLevel);
}
