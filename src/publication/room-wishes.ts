import { isJsonObject, type JsonObject } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** State by which a room says no to archives: MSC4021 `archive: false`, MSC2291 for our name, its parents or `*`. */
const controlTypes = ["m.room.archive_controls", "org.matrix.msc4021.room.archive_controls"];
const robotsTypes = ["m.room.robots", "org.matrix.msc2291.room.robots"];
const ownNames = ["daybook", "*"];

/** Does the room refuse to be archived? What cannot be read of a refusal counts as one. */
export function refusesArchives(state: readonly RoomEvent[]): boolean {
  return state.some(
    ({ type, content }) =>
      (controlTypes.includes(type) && content["archive"] !== undefined && content["archive"] !== true) ||
      (robotsTypes.includes(type) && ownNames.some((name) => forbids(content[name]))),
  );
}

function forbids(rule: JsonObject[string]): boolean {
  if (rule === undefined) return false;
  if (!isJsonObject(rule)) return true;
  return [rule["allow"], rule["messages"], rule["log"]].some((value) => value !== undefined && value !== true);
}
