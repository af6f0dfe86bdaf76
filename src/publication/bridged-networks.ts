import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** State that a bridge leaves in a room. A bridged room needs the consent of the other side before anything is shown. */
const bridgeTypes = [
  "m.bridge",
  "uk.half-shot.bridge",
  "m.room.bridged",
  "m.room.bridging",
  "m.room.discord",
  "m.room.irc",
];

/** Longest name that is worth printing, in characters: bridges write what they like. */
const nameLimit = 80;

/**
 * The networks that a room is joined to, as its bridges name them, each once (MSC2346); a bridge that names none goes by its
 * state key or type. A bridge that was taken away leaves its state empty. No entry: not bridged.
 */
export function bridgedNetworks(state: readonly RoomEvent[]): readonly string[] {
  const bridges = state.filter(({ type, content }) => bridgeTypes.includes(type) && Object.keys(content).length > 0);
  return [...new Set(bridges.map(nameOf))];
}

function nameOf({ type, stateKey = "", content }: RoomEvent): string {
  const network = labelOf(content["network"]);
  const protocol = labelOf(content["protocol"]);
  const both = network !== undefined && protocol !== undefined && network.toLowerCase() !== protocol.toLowerCase();
  const name = both ? `${network} (${protocol})` : (network ?? protocol ?? (stateKey.trim() || type));
  return name.length <= nameLimit ? name : `${name.slice(0, nameLimit).toWellFormed()}…`;
}

function labelOf(part: JsonObject[string]): string | undefined {
  if (!isJsonObject(part)) return undefined;
  const label = (stringOr(part["displayname"]) ?? stringOr(part["id"]))?.trim();
  return label === "" ? undefined : label;
}
