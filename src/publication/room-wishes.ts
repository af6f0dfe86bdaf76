import { isJsonObject, type JsonObject } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** State by which a room says no to archives: MSC4021 `archive: false`, MSC2291 for our name, its parents or `*`. */
const controlTypes = ["m.room.archive_controls", "org.matrix.msc4021.room.archive_controls"];
const robotsTypes = ["m.room.robots", "org.matrix.msc2291.room.robots"];
const ownNames = ["daybook", "*"];

/** State that a bridge leaves in a room. A bridged room needs the consent of the other side before anything is shown. */
const bridgeTypes = [
  "m.bridge",
  "uk.half-shot.bridge",
  "m.room.bridged",
  "m.room.bridging",
  "m.room.discord",
  "m.room.irc",
];

/** Does the room refuse to be archived? What cannot be read of a refusal counts as one. */
export function refusesArchives(state: readonly RoomEvent[]): boolean {
  return state.some(
    ({ type, content }) =>
      (controlTypes.includes(type) && content["archive"] !== undefined && content["archive"] !== true) ||
      (robotsTypes.includes(type) && ownNames.some((name) => forbids(content[name]))),
  );
}

/** Is the room joined to another network? A bridge that was taken away leaves its state empty. */
export function namesBridge(state: readonly RoomEvent[]): boolean {
  return state.some(({ type, content }) => bridgeTypes.includes(type) && Object.keys(content).length > 0);
}

function forbids(rule: JsonObject[string]): boolean {
  if (rule === undefined) return false;
  if (!isJsonObject(rule)) return true;
  return [rule["allow"], rule["messages"], rule["log"]].some((value) => value !== undefined && value !== true);
}
