import type { JsonObject } from "#lib/json.ts";
import type { EventId, UserId } from "#matrix/ids.ts";

/**
 * By whom (a name without server, or a whole id) and when, as `2024-03-05T09:00` in UTC or in milliseconds. Default: the room's
 * creator, now.
 */
export type Said = { readonly by?: string; readonly at?: string | number };

/** The verbs to fill a room with a dated history, whatever server it is on. People join when they first do something. */
export type RoomVerbs = {
  readonly text: (body: string, said?: Said) => Promise<EventId>;
  readonly reply: (to: EventId, body: string, said?: Said) => Promise<EventId>;
  readonly inThread: (root: EventId, body: string, said?: Said) => Promise<EventId>;
  readonly edit: (target: EventId, body: string, said?: Said) => Promise<EventId>;
  readonly react: (target: EventId, key: string, said?: Said) => Promise<EventId>;
  readonly redact: (target: EventId, said?: Said & { readonly reason?: string }) => Promise<EventId>;
  /** Any event of the timeline. */
  readonly send: (type: string, content: JsonObject, said?: Said) => Promise<EventId>;
  /** Any state; `key` is the state key. */
  readonly state: (type: string, content: JsonObject, said?: Said & { readonly key?: string }) => Promise<EventId>;
  readonly visibility: (visibility: string, said?: Said) => Promise<EventId>;
};

export type PutEvent = {
  readonly user: UserId;
  readonly type: string;
  readonly content: JsonObject;
  readonly stateKey?: string;
  readonly redacts?: EventId;
  readonly ts: number | undefined;
};

export type RoomAccess = {
  readonly creator: UserId;
  readonly userFor: (name: string) => Promise<UserId>;
  readonly put: (event: PutEvent) => Promise<EventId>;
};

export function roomVerbs({ creator, userFor, put }: RoomAccess): RoomVerbs {
  const members = new Set<UserId>([creator]);

  async function add({ by, at }: Said, event: Omit<PutEvent, "user" | "ts">): Promise<EventId> {
    const user = by === undefined ? creator : by.startsWith("@") ? (by as UserId) : await userFor(by);
    const ts = typeof at === "string" ? Date.parse(`${at}Z`) : at;
    if (!members.has(user)) {
      members.add(user);
      const content = { membership: "join", displayname: by ?? "" };
      const isOwnJoin = event.type === "m.room.member" && event.stateKey === user;
      if (!isOwnJoin) await put({ user, type: "m.room.member", stateKey: user, content, ts });
    }
    return put({ ...event, user, ts });
  }

  const send: RoomVerbs["send"] = (type, content, said = {}) => add(said, { type, content });
  const state: RoomVerbs["state"] = (type, content, { key = "", ...said } = {}) =>
    add(said, { type, content, stateKey: key });
  const message = (content: JsonObject, said?: Said): Promise<EventId> =>
    send("m.room.message", { msgtype: "m.text", ...content }, said);
  const relation = (rel_type: string, event_id: EventId, more: JsonObject = {}): JsonObject => ({
    "m.relates_to": { rel_type, event_id, ...more },
  });

  return {
    send,
    state,
    text: (body, said) => message({ body }, said),
    reply: (to, body, said) => message({ body, "m.relates_to": { "m.in_reply_to": { event_id: to } } }, said),
    inThread: (root, body, said) => message({ body, ...relation("m.thread", root) }, said),
    edit: (target, body, said) => {
      const fresh = { msgtype: "m.text", body };
      return message({ body: `* ${body}`, "m.new_content": fresh, ...relation("m.replace", target) }, said);
    },
    react: (target, key, said) => send("m.reaction", relation("m.annotation", target, { key }), said),
    redact: (target, { reason, ...said } = {}) => {
      const content = { redacts: target, ...(reason === undefined ? {} : { reason }) };
      return add(said, { type: "m.room.redaction", content, redacts: target });
    },
    visibility: (visibility, said) => state("m.room.history_visibility", { history_visibility: visibility }, said),
  };
}
