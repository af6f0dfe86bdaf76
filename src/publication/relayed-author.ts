import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import { parseMxcUri, type MxcUri } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { networkCalled, type BridgeNetwork } from "./bridge-networks.ts";
import { networkOfGhost } from "./network-of-ghost.ts";

const profileKeys = ["m.per_message_profile", "com.beeper.per_message_profile"];

type Profile = { readonly name: string; readonly hasFallback: boolean; readonly avatar: MxcUri | undefined };

/**
 * The name of the author for whom a bridge speaks (MSC4144), less a trailing note of the network, which stands beside the name anyway.
 * Only accounts of bridges are believed: anyone else who gives a message another name might pass for somebody.
 */
export function relayedName({ sender, content }: Pick<RoomEvent, "sender" | "content">): string | undefined {
  const network = networkOfGhost(sender);
  const profile = network && profileIn(content);
  return profile && withoutNetwork(profile.name, network);
}

/** The picture of that author; undefined: the bridge gives none, and that of its own account is not the author's. */
export function relayedAvatar({ sender, content }: Pick<RoomEvent, "sender" | "content">): MxcUri | undefined {
  return networkOfGhost(sender) && profileIn(content)?.avatar;
}

/** The event without the author's name in its words, where a bridge has put it there for clients that know no such names. */
export function withoutRelayFallback(event: RoomEvent): RoomEvent {
  if (networkOfGhost(event.sender) === undefined) return event;
  const profile = profileIn(event.content);
  if (profile?.hasFallback !== true) return event;
  const edited = event.content["m.new_content"];
  const content = stripped(event.content, profile.name);
  if (!isJsonObject(edited)) return { ...event, content };
  return { ...event, content: { ...content, "m.new_content": stripped(edited, profile.name) } };
}

function profileIn(content: JsonObject): Profile | undefined {
  for (const key of profileKeys) {
    const profile = content[key];
    const name = isJsonObject(profile) ? stringOr(profile["displayname"])?.trim() : undefined;
    if (!isJsonObject(profile) || !name) continue;
    return { name, hasFallback: profile["has_fallback"] === true, avatar: parseMxcUri(profile["avatar_url"]) };
  }
  return undefined;
}

/** `Ann (Discord)` and `Ann [Discord]` are Ann, on Discord. */
function withoutNetwork(name: string, network: BridgeNetwork): string {
  const [, rest, note] = /^(.*\S)\s*[([]([^()[\]]+)[)\]]$/su.exec(name) ?? [];
  const noted = note === undefined ? undefined : networkCalled(note);
  return rest !== undefined && noted?.label === network.label ? rest : name;
}

function stripped(content: JsonObject, name: string): JsonObject {
  const { body, formatted_body: html } = content;
  const prefix = `${name}: `;
  const words = typeof body === "string" && body.startsWith(prefix) ? { body: body.slice(prefix.length) } : {};
  const markup = typeof html === "string" ? { formatted_body: html.replace(htmlFallback, "$1") } : {};
  return { ...content, ...words, ...markup };
}

const htmlFallback = /^\s*(<p>)?\s*<strong data-mx-profile-fallback(?:="")?>[^<]*<\/strong>/;
