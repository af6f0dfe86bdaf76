import type { JsonObject } from "#lib/json.ts";
import type { NewEvent } from "./room-editor.ts";

/** When it was sent; the rest of an event's fields have their own functions below. */
export type SentAt = { readonly originServerTs?: number };

export function textFrom(
  sender: string,
  body: string,
  { more = {}, ...sentAt }: SentAt & { more?: JsonObject } = {},
): NewEvent {
  return { type: "m.room.message", sender, content: { msgtype: "m.text", body, ...more }, ...sentAt };
}

export function replyFrom(sender: string, body: string, target: string, sentAt: SentAt = {}): NewEvent {
  const relation = { "m.relates_to": { "m.in_reply_to": { event_id: target } } };
  return textFrom(sender, body, { more: relation, ...sentAt });
}

/** A reply in a thread, with the fallback for clients that know no threads. */
export function threadReplyFrom(sender: string, body: string, root: string, sentAt: SentAt = {}): NewEvent {
  const inReplyTo = { is_falling_back: true, "m.in_reply_to": { event_id: root } };
  const relation = { "m.relates_to": { rel_type: "m.thread", event_id: root, ...inReplyTo } };
  return textFrom(sender, body, { more: relation, ...sentAt });
}

export function editFrom(sender: string, body: string, target: string, sentAt: SentAt = {}): NewEvent {
  const replacement = {
    "m.new_content": { msgtype: "m.text", body },
    "m.relates_to": { rel_type: "m.replace", event_id: target },
  };
  return textFrom(sender, `* ${body}`, { more: replacement, ...sentAt });
}

export function reactionFrom(sender: string, key: string, target: string, sentAt: SentAt = {}): NewEvent {
  const relation = { rel_type: "m.annotation", event_id: target, key };
  return { type: "m.reaction", sender, content: { "m.relates_to": relation }, ...sentAt };
}

/** In the form of room versions 11 and later; the old top-level key comes with it, as Synapse sends both. */
export function redactionFrom(
  sender: string,
  target: string,
  { reason, ...sentAt }: SentAt & { reason?: string } = {},
): NewEvent {
  const content = { redacts: target, ...(reason === undefined ? {} : { reason }) };
  return { type: "m.room.redaction", sender, content, redacts: target, ...sentAt };
}

export function stateFrom(
  sender: string,
  type: string,
  content: JsonObject,
  { stateKey = "", ...sentAt }: SentAt & { stateKey?: string } = {},
): NewEvent {
  return { type, sender, stateKey, content, ...sentAt };
}

export function visibilityFrom(sender: string, visibility: string, sentAt: SentAt = {}): NewEvent {
  return stateFrom(sender, "m.room.history_visibility", { history_visibility: visibility }, sentAt);
}

export function memberFrom(sender: string, displayName: string | undefined, sentAt: SentAt = {}): NewEvent {
  const name = displayName === undefined ? {} : { displayname: displayName };
  return stateFrom(sender, "m.room.member", { membership: "join", ...name }, { stateKey: sender, ...sentAt });
}
