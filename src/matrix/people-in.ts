import { isJsonObject, stringOr, type JsonObject, type JsonValue } from "#lib/json.ts";
import { parseUserId, type UserId } from "./ids.ts";
import type { RoomEvent } from "./room-event.ts";

/** A person's own words on one message, as bridges and bots relay them (MSC4144). */
const profileKeys = ["m.per_message_profile", "com.beeper.per_message_profile"];

/**
 * People beside its sender whom an event is about, so that it is theirs as well: whose membership it sets, and the author behind a
 * relay. The author's id is whatever the relay calls them.
 */
export function othersIn({ type, stateKey, content }: RoomEvent): readonly string[] {
  const member = type === "m.room.member" && stateKey !== undefined ? [stateKey] : [];
  return [...member, ...relayedIn(content)];
}

/** The authors behind a relay, by the ids it gives them. */
export function relayedIn(content: JsonObject): readonly string[] {
  return profileKeys.flatMap((key) => {
    const profile = content[key];
    return isJsonObject(profile) ? (stringOr(profile["id"]) ?? []) : [];
  });
}

/** Words, and by whom; without a sender, nobody in particular says them. */
export type Said = { readonly content: JsonObject; readonly sender?: string };

/**
 * Everyone whom an event's content mentions by id: in `m.mentions`, as a pill in its HTML, or spelt out in any text (spec: "User and
 * room mentions"). Each once, the sender not among them.
 */
export function mentionsIn({ content, sender = "" }: Said): readonly UserId[] {
  const found = new Set<string>();
  collect(content, found);
  found.delete(sender);
  return [...found] as UserId[];
}

/** Ids as they stand in text. The server's name ends where no server's name could go on. */
export const userIdsInText = /@[^\s:@<>"'`()[\]{}/\\,;|]+:(?:\[[0-9a-f:.]+\]|[a-z0-9.-]*[a-z0-9])(?::\d{1,5})?/gi;

/** Addresses of people (spec: appendices, "URIs"): the id in them is percent-encoded or stands without its sigil. */
const userLinks =
  /(?:(?:https?:\/\/)?(?:www\.)?matrix\.to\/#\/(?:@|%40)|matrix:u(?:ser)?\/)([^\s"'<>?/]+)(?:\?[^\s"'<>]*)?/gi;

function collect(value: JsonValue | undefined, found: Set<string>): void {
  if (typeof value === "string") collectFromText(value, found);
  else if (Array.isArray(value)) for (const one of value as readonly JsonValue[]) collect(one, found);
  else if (isJsonObject(value)) for (const one of Object.values(value)) collect(one, found);
}

function collectFromText(text: string, found: Set<string>): void {
  if (!/@|%40|matrix:u/i.test(text)) return;
  // A list of ids holds nothing but the id, which may be historical and have any sign in it.
  const whole = text.startsWith("@") && !/\s/.test(text) ? parseUserId(text) : undefined;
  if (whole !== undefined) found.add(whole);
  for (const [id] of text.matchAll(userIdsInText)) if (parseUserId(id) !== undefined) found.add(id);
  for (const [, encoded = ""] of text.matchAll(userLinks)) {
    const id = parseUserId(`@${decoded(encoded)}`);
    if (id !== undefined) found.add(id);
  }
}

/** A text with other words in the place of each id of a person and of each address of one; undefined: it stays as it is. */
export function replaceUserIds(text: string, wordFor: (userId: string) => string | undefined): string {
  if (!/@|%40|matrix:u/i.test(text)) return text;
  return text
    .replaceAll(userLinks, (link, encoded: string) => wordFor(`@${decoded(encoded)}`) ?? link)
    .replaceAll(userIdsInText, (userId) => wordFor(userId) ?? userId);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("&amp;", "&"));
  } catch {
    return text;
  }
}
