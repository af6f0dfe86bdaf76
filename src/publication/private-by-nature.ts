import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import { stableTypeFor } from "#matrix/content-names.ts";
import { redactsEvents } from "#matrix/redacts-events.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/**
 * Types whose content is never kept, by their stable names: where people are, addresses and keys of their devices, who talked how
 * long to whom, what they have read, and e-mail invitations.
 */
const privateTypes =
  /^m\.(?:beacon|call|beacon_info|receipt|read_marker|fully_read|typing|presence|direct|room_key|room\.third_party_invite|widget)$|^m\.(?:key|call|rtc|room_key|secret|forwarded_room_key)\.|^org\.matrix\.msc(?:3401|3916|4075|4143|4310)\.|^org\.matrix\.call\.|^io\.element\.(?:call|voice_broadcast)/;

/** Of these one honest line is shown, which needs nothing of their content but the name of a widget. */
const tellingTypes: ReadonlySet<string> = new Set(["m.call.invite", "m.beacon_info", "m.widget"]);

const locationKeys = ["m.location", "org.matrix.msc3488.location"];

/** True for events of which nothing is shown: their type is private by nature (publication.md §5). */
export function isPrivateByNature({ type }: Pick<RoomEvent, "type">): boolean {
  const name = stableTypeFor(type);
  return privateTypes.test(name) && !tellingTypes.has(name);
}

/** What of an event's content may be kept at all: never coordinates, call set-up, reasons of invitations or e-mail addresses. */
export function withoutPrivateParts({ type, content }: Pick<RoomEvent, "type" | "content">): JsonObject {
  const name = stableTypeFor(type);
  if (name === "m.widget") return definedOf({ name: stringOr(content["name"]) });
  if (privateTypes.test(name)) return {};
  if (name === "m.room.member") return memberContent(content);
  const isPlace = name === "m.location" || content["msgtype"] === "m.location";
  const kept = isPlace ? placeContent(content) : content;
  const edited = content["m.new_content"];
  if (!isJsonObject(edited)) return kept;
  return { ...kept, "m.new_content": withoutPrivateParts({ type, content: edited }) };
}

/** A name is given by who joins; of all else only that it happened, and whether a ban takes back what was said. */
function memberContent(content: JsonObject): JsonObject {
  const { membership, displayname, avatar_url } = content;
  if (membership === "join") return definedOf({ membership, displayname, avatar_url });
  return { ...definedOf({ membership }), ...(redactsEvents(content) ? { redact_events: true } : {}) };
}

/** The sender's own description stays, where it spells out no coordinates: that is for the reader of the content to see. */
function placeContent(content: JsonObject): JsonObject {
  const described = locationKeys.flatMap((key) => {
    const block = content[key];
    const description = isJsonObject(block) ? block["description"] : undefined;
    return description === undefined ? [] : [[key, { description }] as const];
  });
  const kept = definedOf({ msgtype: content["msgtype"], "m.relates_to": content["m.relates_to"] });
  return { ...kept, ...Object.fromEntries(described) };
}

function definedOf(content: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}
