import { isJsonObject, stringOr, type JsonObject, type JsonValue } from "#lib/json.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { bridgeNetworks, networkCalled, networkName, type BridgeNetwork } from "./bridge-networks.ts";
import { matchesGlob } from "./matches-glob.ts";
import { networkOfGhost } from "./network-of-ghost.ts";

/** A bridge that the state of a room tells of. */
export type FoundBridge = {
  /** As it names itself, for people. */
  readonly name: string;
  /** Label of the network's row; undefined: a network that the table does not know. */
  readonly network: string | undefined;
  /** Names by which a consent entry may call it, as `networkName` writes them. */
  readonly calledBy: readonly string[];
  /** Names of the channel there: what it is called, and its id. Absent: it does not tell. */
  readonly channels?: readonly string[];
};

/** State that a bridge leaves in a room (MSC2346 and what came before it). */
const bridgeTypes = /^(?:m\.bridge|uk\.half-shot\.bridge|m\.room\.bridg(?:ed|ing)|(?:.+\.)?(?:irc|discord))$/;

/** Longest name that is worth printing, in characters: bridges write what they like. */
const nameLimit = 80;

/**
 * The bridges of a room by its state and its aliases, each channel of a network once. A bridge that was taken away leaves its state empty. No
 * entry: not bridged, as far as the state tells.
 */
export function findBridges(state: readonly RoomEvent[]): readonly FoundBridge[] {
  const told = state.filter(({ type, content }) => bridgeTypes.test(type) && Object.keys(content).length > 0);
  const found = [...told.map(bridgeTold), ...aliasesIn(state).flatMap(bridgeOfAlias)];
  return [...new Map(found.map((bridge) => [JSON.stringify(bridge), bridge])).values()];
}

function bridgeTold({ type, stateKey = "", content }: RoomEvent): FoundBridge {
  const named = namesIn(content["network"]);
  const networkNames = named.length > 0 ? named : hostIn(stateKey);
  const protocolNames = namesIn(content["protocol"]);
  const places = stateKey.split(/[:/]+/).slice(0, 2);
  const bots = [content["bridgebot"], content["bot"], content["user_id"]].flatMap((id) => stringOr(id) ?? []);
  const name = nameOf({ type, stateKey, content });
  const network = rowOf({ networkNames, protocolNames, others: [...places, type], bots });
  const own = networkNames.length > 0 ? networkNames : network === undefined ? [...protocolNames, ...places, name] : [];
  // Of a protocol with many networks consent must name the one: the protocol's own name does, where nothing else is told.
  const isNamedByRow = network !== undefined && !(network.manyNetworks === true && networkNames.length > 0);
  const calledBy = [name, ...own, ...(isNamedByRow ? [network.label, ...network.names] : [])].map(networkName);
  const channels = [...new Set(namesIn(content["channel"]))];
  return {
    name,
    network: network?.label,
    calledBy: [...new Set(calledBy.filter((one) => one !== ""))],
    ...(channels.length === 0 ? {} : { channels }),
  };
}

type Signals = {
  readonly networkNames: readonly string[];
  readonly protocolNames: readonly string[];
  /** The beginning of the state key and the type of the event. */
  readonly others: readonly string[];
  readonly bots: readonly string[];
};

/** A network that is never published wins over all others; the name of a network counts only where its protocol leaves it open. */
function rowOf({ networkNames, protocolNames, others, bots }: Signals): BridgeNetwork | undefined {
  const protocol = rowsOf(protocolNames);
  const sure = [...protocol, ...rowsOf(others), ...bots.flatMap((id) => networkOfGhost(id) ?? [])];
  const single = sure.find(({ manyNetworks }) => manyNetworks !== true);
  const candidates = [...(single === undefined ? rowsOf(networkNames) : []), ...sure];
  return (
    candidates.find(({ rule }) => rule === "never") ??
    candidates.find(({ manyNetworks }) => manyNetworks !== true) ??
    candidates[0]
  );
}

function rowsOf(names: readonly string[]): readonly BridgeNetwork[] {
  return names.flatMap((name) => networkCalled(name) ?? networkCalled(lastPart(name)) ?? []);
}

/** `irc://irc.example.net/#general` → `irc.example.net`: some bridges name their network in the state key alone. */
function hostIn(stateKey: string): readonly string[] {
  const host = /^[^:/]+:\/+([^/]+)/.exec(stateKey)?.[1];
  return host === undefined ? [] : [host];
}

/** `fi.mau.whatsapp` → `whatsapp`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function nameOf({ type, stateKey, content }: { type: string; stateKey: string; content: JsonObject }): string {
  const [network] = namesIn(content["network"]);
  const [protocol] = namesIn(content["protocol"]);
  const both = network !== undefined && protocol !== undefined && network.toLowerCase() !== protocol.toLowerCase();
  const name = both ? `${network} (${protocol})` : (network ?? protocol ?? (stateKey.trim() || type));
  return name.length <= nameLimit ? name : `${name.slice(0, nameLimit).toWellFormed()}…`;
}

/** Display name and id of one part of the event (MSC2346), what is there of them. */
function namesIn(part: JsonValue | undefined): readonly string[] {
  if (!isJsonObject(part)) return [];
  return [part["displayname"], part["id"]].flatMap((name) => stringOr(name)?.trim() || []);
}

function aliasesIn(state: readonly RoomEvent[]): readonly string[] {
  const content = state.find(({ type, stateKey }) => type === "m.room.canonical_alias" && stateKey === "")?.content;
  const others: JsonValue | undefined = content?.["alt_aliases"];
  const all: readonly unknown[] = [content?.["alias"], ...(isList(others) ? others : [])];
  return all.flatMap((alias) => stringOr(alias) ?? []);
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Bridges make rooms on demand under aliases of their own. */
function bridgeOfAlias(alias: string): readonly FoundBridge[] {
  const network = bridgeNetworks.find(({ aliases = [] }) =>
    aliases.some((glob) => matchesGlob(glob, alias.toLowerCase())),
  );
  if (network === undefined) return [];
  const { label, names } = network;
  return [{ name: label, network: label, calledBy: [label, ...names].map(networkName) }];
}
