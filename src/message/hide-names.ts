import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/json.ts";
import { mentionsIn, userIdsInText } from "#matrix/people-in.ts";
import type { UserId } from "#matrix/ids.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { withoutEventLinks } from "./event-links.ts";
import { withoutNames, type KnownNames, type NamePlaces } from "./known-names.ts";
import { hiddenMark } from "./mask-text.ts";
import { parseMatrixTarget } from "./matrix-target.ts";
import { textNode } from "./message-tree.ts";
import { parseHtml } from "./parse-html.ts";
import { pseudonymIdFor } from "./pseudonym-id.ts";

/** The people of a room whose names are hidden. */
export type HiddenPeople = {
  /** For everyone; "someone" for people who were never seen in the room. */
  readonly aliasFor: (userId: string) => string;
  /** Absent: everyone is. All others stay who they are. */
  readonly isHidden?: (userId: string) => boolean;
  readonly names: KnownNames;
  /** "someone", in the language of the site. */
  readonly someone: string;
};

/**
 * An event as a room shows it that hides the names of its people: the sender is an alias where they are hidden, and so is everyone who
 * is in the words, by id, by link and by name; authors whom a relay names are left out; ids of events and links to single ones are gone.
 */
export function hideNames(event: RoomEvent, day: CalendarDay, people: HiddenPeople): RoomEvent {
  const { sender, stateKey, type, content } = event;
  const { aliasFor, isHidden = () => true } = people;
  const idOf = <Id extends string>(id: Id): Id | UserId => (isHidden(id) ? pseudonymIdFor(aliasFor(id)) : id);
  const isMember = type === "m.room.member" && stateKey !== undefined;
  const mentioned = new Set<string>(mentionsIn({ content, sender }));
  return {
    ...event,
    sender: idOf(sender),
    ...(isMember ? { stateKey: idOf(stateKey) } : {}),
    content: hideInObject(content, {
      ...people,
      isHidden,
      keepsProfile: isMember && !isHidden(stateKey),
      places: { day, mentioned, own: sender, everywhere: false, someone: people.someone },
    }),
  };
}

/** The name or the topic of such a room as it is now. */
export function hideNamesInText(text: string, people: HiddenPeople): string {
  const mentioned = new Set<string>(text.match(userIdsInText));
  const places = { day: undefined, mentioned, own: undefined, everywhere: false, someone: people.someone };
  return hideInText(text, { isHidden: () => true, ...people, places, keepsProfile: false });
}

type State = Required<HiddenPeople> & {
  readonly places: NamePlaces;
  /** It tells of somebody who is not hidden. */
  readonly keepsProfile: boolean;
};

/** Who somebody is or seems to be, beside the id. */
const profiles: ReadonlySet<string> = new Set([
  "m.mentions",
  "displayname",
  "avatar_url",
  "m.per_message_profile",
  "com.beeper.per_message_profile",
]);

/** Of these, what a membership event says of the person it is about. */
const ownProfile: ReadonlySet<string> = new Set(["displayname", "avatar_url"]);

/** What holds no words, or words by which one event refers to another. */
const references: ReadonlySet<string> = new Set(
  (
    "url file info id m.id org.matrix.msc3381.id m.selections org.matrix.msc3381.selections m.poll.response " +
    "org.matrix.msc3381.poll.response membership via predecessor replacement_room"
  ).split(" "),
);

function hideInObject(content: JsonObject, state: State): JsonObject {
  const inFile = isFile(content) ? { ...state, places: { ...state.places, everywhere: true } } : state;
  const entries = Object.entries(content).filter(
    ([key]) => !profiles.has(key) || (state.keepsProfile && ownProfile.has(key)),
  );
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (references.has(key)) return [key, value];
      if (key === "m.relates_to") return [key, hideInRelation(value, state)];
      if (typeof value === "string" && isHtml(key, content)) return [key, hideInHtml(value, state)];
      // What describes a file is not told from what it is called.
      return [key, hideInValue(value, key === "filename" || key === "body" ? inFile : state)];
    }),
  );
}

/** Also the blocks of extensible events (MSC1767). */
function isHtml(key: string, content: JsonObject): boolean {
  const isBlock = key === "body" && content["mimetype"] === "text/html";
  return isBlock || key === "formatted_body" || key === "org.matrix.msc1767.html";
}

/** Files have an address, their own or one that is encrypted. */
function isFile(content: JsonObject): boolean {
  return content["url"] !== undefined || content["file"] !== undefined;
}

/** Of a relation only the key of a reaction is shown. */
function hideInRelation(value: JsonValue | undefined, state: State): JsonValue | undefined {
  if (!isJsonObject(value) || typeof value["key"] !== "string") return value;
  return { ...value, key: hideInText(value["key"], state) };
}

function hideInValue(value: JsonValue | undefined, state: State): JsonValue | undefined {
  if (typeof value === "string") return hideInText(value, state);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((one) => hideInValue(one, state) ?? null);
  return isJsonObject(value) ? hideInObject(value, state) : value;
}

/** HTML that asks for a tree beyond all bounds is not shown anyway: the plain body stands in. */
function hideInHtml(html: string, state: State): string {
  const root = parseHtml(html);
  if (root === undefined) return "";
  return toHtml({ type: "root", children: hideInNodes(root.children as readonly ElementContent[], state) });
}

function hideInNodes(nodes: readonly ElementContent[], state: State): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "text") return [textNode(hideInText(node.value, state))];
    return node.type === "element" ? [hideInElement(node, state)] : [];
  });
}

function hideInElement(node: Element, state: State): ElementContent {
  const href = node.tagName === "a" ? node.properties["href"] : undefined;
  const target = typeof href === "string" ? parseMatrixTarget(href) : undefined;
  if (target?.kind === "user" && state.isHidden(target.userId)) {
    const alias = state.aliasFor(target.userId);
    const properties = { href: `https://matrix.to/#/${encodeURIComponent(pseudonymIdFor(alias))}` };
    return { ...node, properties, children: [textNode(alias)] };
  }
  const inPicture = { ...state, places: { ...state.places, everywhere: true } };
  const properties = Object.entries(node.properties).map(([name, value]) => {
    if (typeof value !== "string" || name === "src") return [name, value] as const;
    return [name, hideInText(value, node.tagName === "img" ? inPicture : state)] as const;
  });
  return { ...node, properties: Object.fromEntries(properties), children: hideInNodes(node.children, state) };
}

/** Addresses of people (spec: appendices, "URIs"), whole. */
const personLinks = /(?:https?:\/\/(?:www\.)?matrix\.to\/#\/(?:@|%40)|matrix:u(?:ser)?\/)[^\s"'<>]+/gi;
/** Ids of events: a hash since room version 3, with a server before. */
const eventIds = /(?:\$|%24)(?:[\w-]{43}(?![\w-])|[^\s:"'<>$]{1,200}:[a-z0-9.-]*[a-z0-9])/gi;

function hideInText(text: string, { aliasFor, isHidden, names, places, someone }: State): string {
  let hidden = text;
  if (/matrix/i.test(hidden)) {
    hidden = withoutEventLinks(hidden, () => true).replaceAll(personLinks, (href) => {
      const target = parseMatrixTarget(href.replace(/[.,;:!?)\]]+$/, ""));
      if (target?.kind !== "user") return someone;
      return isHidden(target.userId) ? aliasFor(target.userId) : href;
    });
  }
  if (hidden.includes("@")) hidden = hidden.replaceAll(userIdsInText, (id) => (isHidden(id) ? aliasFor(id) : id));
  if (/\$|%24/.test(hidden)) hidden = hidden.replaceAll(eventIds, hiddenMark);
  return withoutNames(hidden, names, places);
}
