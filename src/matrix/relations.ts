import { isJsonObject, stringOr, type JsonObject } from "#lib/json.ts";
import type { EventContent } from "./content.ts";
import { stableTypeFor } from "./content-names.ts";
import { parseSelections } from "./content-poll.ts";
import { parseEventId, parseMxcUri, type EventId, type MxcUri } from "./ids.ts";
import { parseEventContent } from "./parse-content.ts";
import type { RoomEvent } from "./room-event.ts";

/** How one event points at another one (spec: "Relationships"). Whether it may count is the reader's decision. */
export type Relation = {
  readonly kind: RelationKind;
  /** For a thread its root, else the event itself that is replaced, answered, reacted or referred to. */
  readonly target: EventId;
  /** Annotations only: what the reaction says; never empty, at most 200 code points. */
  readonly key?: string;
  /** Annotations only: the picture that stands for the key (MSC4027). */
  readonly image?: MxcUri;
  /** Threads only: the message inside the thread that is really answered. */
  readonly replyTo?: EventId;
  /** Threads only: `m.in_reply_to` is there for clients without threads and answers nothing. */
  readonly isFallback?: boolean;
};

export type RelationKind = "replace" | "annotation" | "thread" | "reference" | "reply";

/** The relation in `m.relates_to`; undefined when there is none, when it is malformed or when the event is redacted. */
export function parseRelation(event: RoomEvent): Relation | undefined {
  const relatesTo = event.content["m.relates_to"];
  if (event.redacted || !isJsonObject(relatesTo)) return undefined;
  const relation = readRelation(relatesTo, event.content);
  return relation?.target === event.eventId ? undefined : relation;
}

/** Each event that this one points at: one entry, or two for a real reply inside a thread. For the relation index. */
export function relationsOf(event: RoomEvent): readonly { readonly target: EventId; readonly kind: RelationKind }[] {
  const relation = parseRelation(event);
  if (relation === undefined) return [];
  const own = { target: relation.target, kind: relation.kind };
  return relation.replyTo === undefined ? [own] : [own, { target: relation.replyTo, kind: "reply" }];
}

/**
 * What an edit puts in place of its target's content (`m.new_content`); undefined when the event is no edit or brings
 * nothing to show. Room, sender, type and target are for the caller to compare.
 */
export function editedContent(edit: RoomEvent): Exclude<EventContent, { kind: "silent" }> | undefined {
  const newContent = edit.content["m.new_content"];
  if (parseRelation(edit)?.kind !== "replace" || !isJsonObject(newContent)) return undefined;
  const content = parseEventContent({ ...edit, content: newContent });
  return content.kind === "silent" ? undefined : content;
}

/** A vote (MSC3381): ids of answers, each once, unchecked against the poll. Empty: the sender's vote is taken back. */
export function parsePollVote(
  event: RoomEvent,
): { readonly target: EventId; readonly answers: readonly string[] } | undefined {
  const target = referenceOf(event, "m.poll.response");
  return target && { target, answers: parseSelections(event.content) };
}

/** The end of a poll (MSC3381). Only one by the poll's creator, or by who may redact, counts. */
export function parsePollEnd(event: RoomEvent): { readonly target: EventId } | undefined {
  const target = referenceOf(event, "m.poll.end");
  return target && { target };
}

/** A moderator's mark that hides a message or shows it again (MSC3531). Power is for the caller to check. */
export function parseVisibilityMark(
  event: RoomEvent,
): { readonly target: EventId; readonly visible: boolean } | undefined {
  const target = referenceOf(event, "m.visibility");
  const relatesTo = event.content["m.relates_to"];
  const inRelation = isJsonObject(relatesTo) ? relatesTo["visible"] : undefined;
  return target && { target, visible: inRelation !== false && event.content["visible"] !== false };
}

function referenceOf(event: RoomEvent, type: string): EventId | undefined {
  if (stableTypeFor(event.type) !== type) return undefined;
  const relation = parseRelation(event);
  return relation?.kind === "reference" ? relation.target : undefined;
}

function readRelation(relatesTo: JsonObject, content: JsonObject): Relation | undefined {
  const target = parseEventId(relatesTo["event_id"]);
  switch (relatesTo["rel_type"]) {
    case "m.replace":
      return target && { kind: "replace", target };
    case "m.reference":
      return target && { kind: "reference", target };
    case "m.annotation":
      return target && readAnnotation(target, relatesTo, content);
    case "m.thread":
    case "io.element.thread":
      return target === undefined ? readReply(relatesTo) : readThread(target, relatesTo);
    default:
      return readReply(relatesTo);
  }
}

function readReply(relatesTo: JsonObject): Relation | undefined {
  const target = replyTargetOf(relatesTo);
  return target && { kind: "reply", target };
}

function replyTargetOf(relatesTo: JsonObject): EventId | undefined {
  const inReplyTo = relatesTo["m.in_reply_to"];
  return isJsonObject(inReplyTo) ? parseEventId(inReplyTo["event_id"]) : undefined;
}

function readThread(root: EventId, relatesTo: JsonObject): Relation {
  const replyTo = replyTargetOf(relatesTo);
  if (replyTo === undefined) return { kind: "thread", target: root };
  if (isFallbackReply(relatesTo)) return { kind: "thread", target: root, isFallback: true };
  return { kind: "thread", target: root, replyTo };
}

/** Drafts of threads (MSC3440) disagree on how a real reply is marked, so what they carry counts as the fallback. */
function isFallbackReply(relatesTo: JsonObject): boolean {
  const isFallingBack = relatesTo["is_falling_back"];
  return typeof isFallingBack === "boolean" ? isFallingBack : relatesTo["rel_type"] === "io.element.thread";
}

const keyLimit = 200;

function readAnnotation(target: EventId, relatesTo: JsonObject, content: JsonObject): Relation | undefined {
  const key = stringOr(relatesTo["key"])?.trim();
  if (key === undefined || key === "") return undefined;
  if (!key.startsWith("mxc://")) return { kind: "annotation", target, key: firstCodePoints(key) };
  const image = parseMxcUri(key);
  return { kind: "annotation", target, key: imageKeyOf(content), ...(image === undefined ? {} : { image }) };
}

/** Reactions that are an image (MSC4027) name it in `shortcode`; its address says nothing to a reader. */
function imageKeyOf(content: JsonObject): string {
  const shortcode = stringOr(content["shortcode"] ?? content["com.beeper.reaction.shortcode"]) ?? "";
  const name = shortcode.trim().replaceAll(/^:+|:+$/g, "");
  return `:${firstCodePoints(name) || "image"}:`;
}

function firstCodePoints(text: string): string {
  return text.length <= keyLimit
    ? text
    : Array.from(text.slice(0, keyLimit * 2))
        .slice(0, keyLimit)
        .join("");
}
