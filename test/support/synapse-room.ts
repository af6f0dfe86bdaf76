import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { JsonObject } from "#lib/json.ts";
import { parseEventId, parseRoomId, type EventId, type RoomId, type UserId } from "#matrix/ids.ts";
import type { Synapse } from "./synapse.ts";

export type Visibility = "world_readable" | "shared" | "invited" | "joined";

/** By whom (a name without server) and when, as `2024-03-05T09:00` in UTC or in milliseconds. */
export type Said = { readonly by?: string; readonly at?: string | number };

/** A room on a real homeserver and the verbs to fill it with a dated history. Names join on their first word. */
export type SynapseRoom = {
  readonly roomId: RoomId;
  readonly creator: UserId;
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

export type SynapseRoomOptions = {
  /** A name without server; speaks wherever no other is named. Default "ada". */
  readonly creator?: string;
  /** From the first event on. Absent: the server's default, `shared`. */
  readonly visibility?: Visibility;
  /** Local part. */
  readonly alias?: string;
  readonly name?: string;
  readonly topic?: string;
  /** Default "11", whose ids hold a server name. */
  readonly version?: string;
  /** Default "public_chat". */
  readonly preset?: "public_chat" | "private_chat";
  /** `m.space` for a space. */
  readonly type?: string;
};

/** Creates a public room. Creation cannot be dated: its own events carry today's date. */
export async function synapseRoom(synapse: Synapse, options: SynapseRoomOptions = {}): Promise<SynapseRoom> {
  const { creator = "ada", visibility, alias, name, topic, version = "11", preset = "public_chat", type } = options;
  const owner = await synapse.createUser(creator);
  const body: JsonObject = {
    preset,
    room_version: version,
    ...(alias === undefined ? {} : { room_alias_name: alias }),
    ...(name === undefined ? {} : { name }),
    ...(topic === undefined ? {} : { topic }),
    ...(type === undefined ? {} : { creation_content: { type } }),
    ...(visibility === undefined
      ? {}
      : {
          initial_state: [
            { type: "m.room.history_visibility", state_key: "", content: { history_visibility: visibility } },
          ],
        }),
  };
  const created = await synapse.request("POST", "/_matrix/client/v3/createRoom", { query: { user_id: owner }, body });
  const roomId = parseRoomId(created["room_id"]);
  assert.ok(roomId !== undefined);
  const members = new Set<UserId>([owner]);

  async function put(path: string, content: JsonObject, said: Said): Promise<EventId> {
    const user = said.by === undefined ? owner : await synapse.createUser(said.by);
    const ts = typeof said.at === "string" ? Date.parse(`${said.at}Z`) : said.at;
    if (!members.has(user)) {
      members.add(user);
      await putAs(
        user,
        `state/m.room.member/${encodeURIComponent(user)}`,
        { membership: "join", displayname: said.by ?? creator },
        ts,
      );
    }
    return putAs(user, path, content, ts);
  }

  async function putAs(user: UserId, path: string, content: JsonObject, ts: number | undefined): Promise<EventId> {
    const address = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId ?? "")}/${path}`;
    const eventId = parseEventId(
      (await synapse.request("PUT", address, { query: { user_id: user, ts }, body: content }))["event_id"],
    );
    assert.ok(eventId !== undefined);
    return eventId;
  }

  const send: SynapseRoom["send"] = (sent, content, said = {}) => put(`send/${sent}/${randomUUID()}`, content, said);
  const message = (content: JsonObject, said: Said = {}): Promise<EventId> =>
    send("m.room.message", { msgtype: "m.text", ...content }, said);
  const state: SynapseRoom["state"] = (set, content, said = {}) =>
    put(`state/${set}/${encodeURIComponent(said.key ?? "")}`, content, said);
  const relation = (rel_type: string, event_id: EventId, more: JsonObject = {}): JsonObject => ({
    "m.relates_to": { rel_type, event_id, ...more },
  });

  return {
    roomId,
    creator: owner,
    send,
    state,
    text: (words, said) => message({ body: words }, said),
    reply: (to, words, said) => message({ body: words, "m.relates_to": { "m.in_reply_to": { event_id: to } } }, said),
    inThread: (root, words, said) => message({ body: words, ...relation("m.thread", root) }, said),
    edit: (target, words, said) =>
      message(
        { body: `* ${words}`, "m.new_content": { msgtype: "m.text", body: words }, ...relation("m.replace", target) },
        said,
      ),
    react: (target, key, said) => send("m.reaction", relation("m.annotation", target, { key }), said),
    redact: (target, said = {}) =>
      send(
        "m.room.redaction",
        { redacts: target, ...(said.reason === undefined ? {} : { reason: said.reason }) },
        said,
      ),
    visibility: (value, said) => state("m.room.history_visibility", { history_visibility: value }, said),
  };
}
