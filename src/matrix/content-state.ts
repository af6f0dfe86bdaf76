import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import type { EventContent } from "./content.ts";
import { readBlock } from "./content-names.ts";
import { readTextBlocks, toLine, wordsOr } from "./content-text.ts";
import { parseMxcUri } from "./ids.ts";
import { predecessorNamedBy, successorNamedBy } from "./upgrade-links.ts";

/** State events that give a line, by type. Values of strangers are looked up here, so it is a Map and no object. */
export const stateParsers: ReadonlyMap<string, (content: JsonObject) => EventContent> = new Map<
  string,
  (content: JsonObject) => EventContent
>([
  ["m.room.name", (content) => ({ kind: "room-name", name: lineOr(content["name"], 500) })],
  ["m.room.topic", readTopicChange],
  ["m.room.avatar", () => ({ kind: "room-avatar" })],
  ["m.room.canonical_alias", () => ({ kind: "room-alias" })],
  ["m.room.pinned_events", () => ({ kind: "room-pins" })],
  ["m.room.create", readCreation],
  ["m.room.tombstone", readTombstone],
  ["m.room.encryption", () => ({ kind: "room-encryption" })],
  ["m.room.history_visibility", (content) => ({ kind: "room-visibility", visibility: readVisibility(content) })],
  ["m.room.power_levels", () => ({ kind: "room-rules", what: "power-levels" })],
  ["m.room.join_rules", () => ({ kind: "room-rules", what: "join-rules" })],
  ["m.room.guest_access", () => ({ kind: "room-rules", what: "guest-access" })],
  ["m.room.server_acl", () => ({ kind: "room-rules", what: "server-acl" })],
  ["m.room.policy", () => ({ kind: "room-rules", what: "policy" })],
  ["m.widget", readWidget],
  ["m.beacon_info", () => ({ kind: "location", description: undefined })],
  ["m.room.member", readMember],
]);

/** Rules of policy rooms under all names they had: `m.policy.rule.user`, `m.room.rule.user`, `org.matrix.mjolnir.rule.user`. */
export function isPolicyRule(type: string): boolean {
  return /^(?:m\.policy|m\.room|org\.matrix\.mjolnir)\.rule\.(?:user|room|server)$/.test(type);
}

function readCreation(content: JsonObject): EventContent {
  const from = predecessorNamedBy("m.room.create", content);
  return { kind: "room-created", ...(from === undefined ? {} : { from }) };
}

function readTombstone(content: JsonObject): EventContent {
  const to = successorNamedBy(content);
  return { kind: "room-upgraded", ...(to === undefined ? {} : { to }) };
}

function readMember(content: JsonObject): EventContent {
  const membership = stringOr(content["membership"]);
  const isKnown = ["join", "leave", "invite", "ban", "knock"].includes(membership ?? "");
  return {
    kind: "member",
    membership: isKnown ? membership : undefined,
    displayName: stringOr(content["displayname"]),
    avatar: parseMxcUri(content["avatar_url"]),
  };
}

function readVisibility(content: JsonObject): string | undefined {
  const visibility = stringOr(content["history_visibility"]);
  return visibility === undefined ? undefined : toLine(visibility, 100);
}

function readTopicChange(content: JsonObject): EventContent {
  const topic = lineOr(readTopic(content), 2000);
  const block = readBlock(content, "topic");
  const html = topic === undefined && isJsonObject(block) ? readTextBlocks(block)?.html : undefined;
  return { kind: "room-topic", topic, ...(html === undefined ? {} : { html }) };
}

/** The plain words of a topic: of its text blocks (v1.15), else of `topic`. */
export function readTopic(content: JsonObject): string | undefined {
  const block = readBlock(content, "topic");
  const words = isJsonObject(block) ? readTextBlocks(block)?.body : undefined;
  return words?.trim() ? words : wordsOr(content["topic"]);
}

function readWidget(content: JsonObject): EventContent {
  const name = lineOr(content["name"], 100);
  return { kind: "widget", ...(name === undefined ? {} : { name }) };
}

function lineOr(value: unknown, limit: number): string | undefined {
  return toLine(stringOr(value) ?? "", limit) || undefined;
}
