import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { JsonObject } from "#lib/json.ts";
import { parseEventId, parseRoomId, type RoomId, type UserId } from "#matrix/ids.ts";
import { roomVerbs, type RoomVerbs } from "./room-verbs.ts";
import type { Synapse } from "./synapse.ts";

/** A room on a real homeserver and the verbs to fill it with a dated history. */
export type SynapseRoom = RoomVerbs & { readonly roomId: RoomId; readonly creator: UserId };

export type NewRoom = {
  /** A name without server. Default "ada". */
  readonly creator?: string;
  /** From the first event on. Absent: the server's default, `shared`. */
  readonly visibility?: "world_readable" | "shared" | "invited" | "joined";
  /** Local part. */
  readonly alias?: string;
  readonly name?: string;
  readonly topic?: string;
  /** Default "11", whose ids hold a server name. */
  readonly version?: string;
  /** `m.space` for a space. */
  readonly type?: string;
};

/** Creates a room that anybody may join. Creation cannot be dated: its own events carry today's date. */
export async function synapseRoom(synapse: Synapse, options: NewRoom = {}): Promise<SynapseRoom> {
  const { creator: name = "ada" } = options;
  const creator = await synapse.createUser(name);
  const query = { user_id: creator };
  const created = await synapse.request("POST", "/_matrix/client/v3/createRoom", { query, body: creationOf(options) });
  const roomId = parseRoomId(created["room_id"]);
  assert.ok(roomId !== undefined);
  return withVerbs(synapse, roomId, creator);
}

/** Upgrades a room as its creator, with the endpoint that clients use. Gives the room that takes its place. */
export async function upgradeRoom(synapse: Synapse, room: SynapseRoom, version: string): Promise<SynapseRoom> {
  const query = { user_id: room.creator };
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(room.roomId)}/upgrade`;
  const upgraded = await synapse.request("POST", path, { query, body: { new_version: version } });
  const roomId = parseRoomId(upgraded["replacement_room"]);
  assert.ok(roomId !== undefined);
  return withVerbs(synapse, roomId, room.creator);
}

function withVerbs(synapse: Synapse, roomId: RoomId, creator: UserId): SynapseRoom {
  const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}`;
  const verbs = roomVerbs({
    creator,
    userFor: synapse.createUser,
    put: async ({ user, type, content, stateKey, ts }) => {
      const place =
        stateKey === undefined ? `send/${type}/${randomUUID()}` : `state/${type}/${encodeURIComponent(stateKey)}`;
      const sent = { query: { user_id: user, ts }, body: content };
      const eventId = parseEventId((await synapse.request("PUT", `${path}/${place}`, sent))["event_id"]);
      assert.ok(eventId !== undefined);
      return eventId;
    },
  });
  return { roomId, creator, ...verbs };
}

function creationOf({ visibility, alias, name, topic, version = "11", type }: NewRoom): JsonObject {
  const open = { type: "m.room.history_visibility", state_key: "", content: { history_visibility: visibility } };
  return {
    preset: "public_chat",
    room_version: version,
    ...(alias === undefined ? {} : { room_alias_name: alias }),
    ...(name === undefined ? {} : { name }),
    ...(topic === undefined ? {} : { topic }),
    ...(type === undefined ? {} : { creation_content: { type } }),
    ...(visibility === undefined ? {} : { initial_state: [open] }),
  };
}
