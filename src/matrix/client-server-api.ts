import { isJsonObject } from "#lib/json.ts";
import { fetchHierarchy } from "./fetch-hierarchy.ts";
import type { Homeserver } from "./homeserver.ts";
import type { MxcUri } from "./ids.ts";
import { MatrixApiError, type MatrixFailure } from "./matrix-api-error.ts";
import {
  parseAliasTarget,
  parseEventAtTime,
  parseEventContext,
  parseMessagesPage,
  parseRoomSummary,
  parseStateList,
  parseWhoami,
} from "./parse-answers.ts";
import { parseRoomEvent } from "./parse-room-event.ts";
import type { Requester } from "./requester.ts";
import { toWellFormedJson } from "./well-formed-json.ts";

/** Keeps answers small; what it adds beside the page may come from closed times and is not read. */
const messagesFilter = JSON.stringify({ lazy_load_members: true });
/** A large room has tens of thousands of members, and a context is asked for the room's rules. */
const contextFilter = JSON.stringify({ lazy_load_members: true, not_types: ["m.room.member"] });

/** The verbs of `Homeserver` as requests: each is one endpoint, its parameters, and which refusals are ordinary answers. */
export function clientServerApi(requester: Requester): Homeserver {
  const { request, download, unusable } = requester;
  return {
    baseUrl: requester.baseUrl,
    get requestCount() {
      return requester.requestCount();
    },

    async fetchWhoami() {
      const { json } = await request("whoami");
      return parseWhoami(json) ?? fail(unusable("whoami", "it names no user"));
    },

    async fetchRoomIdForAlias(alias) {
      const answer = await orUndefined(["not-found"], () => request("roomAlias", { values: { alias } }));
      if (answer === undefined) return undefined;
      return parseAliasTarget(answer.json) ?? fail(unusable("roomAlias", "it names no room"));
    },

    async fetchRoomSummary(room, { via } = {}) {
      // Synapse answers 400 for ids it cannot place.
      const none = ["not-found", "unsupported", "bad-request"] as const;
      const answer = await orUndefined(none, () => request("roomSummary", { values: { room }, query: { via } }));
      if (answer === undefined) return undefined;
      return parseRoomSummary(answer.json) ?? fail(unusable("roomSummary", "it names no room"));
    },

    async fetchStateContent(roomId, type, stateKey) {
      const values = { room: roomId, type, stateKey };
      const answer = await orUndefined(["not-found"], () => request("stateContent", { values }));
      if (answer === undefined) return undefined;
      const content = isJsonObject(answer.json) ? toWellFormedJson(answer.json) : undefined;
      return content ?? fail(unusable("stateContent", "it is no object, or nested too deep"));
    },

    async fetchState(roomId) {
      const { json } = await request("state", { values: { room: roomId }, slow: true });
      return parseStateList(json, roomId) ?? fail(unusable("state", "it is no list"));
    },

    async fetchMessages(roomId, { from, limit, direction }) {
      const query = { dir: direction === "backward" ? "b" : "f", from, limit, filter: messagesFilter };
      const { json, sizeBytes } = await request("messages", { values: { room: roomId }, query, slow: true });
      return parseMessagesPage(json, sizeBytes, roomId) ?? fail(unusable("messages", "it has no chunk"));
    },

    async fetchContext(roomId, eventId) {
      const ask = { values: { room: roomId, event: eventId }, query: { limit: 0, filter: contextFilter }, slow: true };
      const answer = await orUndefined(["not-found", "forbidden"], () => request("context", ask));
      if (answer === undefined) return undefined;
      return parseEventContext(answer.json, roomId) ?? fail(unusable("context", "it has no event"));
    },

    async fetchEventAtTime(roomId, timestampMs, direction) {
      const query = { ts: Math.max(0, Math.trunc(timestampMs)), dir: direction === "backward" ? "b" : "f" };
      const ask = { values: { room: roomId }, query, slow: true };
      const answer = await orUndefined(["not-found"], () => request("timestampToEvent", ask));
      if (answer === undefined) return undefined;
      return parseEventAtTime(answer.json) ?? fail(unusable("timestampToEvent", "it names no event"));
    },

    async fetchEvent(roomId, eventId) {
      const values = { room: roomId, event: eventId };
      const answer = await orUndefined(["not-found", "forbidden"], () => request("event", { values }));
      return answer === undefined ? undefined : parseRoomEvent(answer.json, roomId);
    },

    async fetchMedia(mxc, { file, limitBytes }) {
      try {
        return { kind: "file", ...(await download(valuesOf(mxc), { toFile: file, limitBytes })) };
      } catch (error) {
        if (!(error instanceof MatrixApiError)) throw error;
        if (error.kind === "too-large") return { kind: "too-large" };
        if (error.isDefinite) return { kind: "gone" };
        throw error;
      }
    },

    async hasMedia(mxc) {
      const none = ["not-found", "forbidden"] as const;
      const ask = { toFile: undefined, limitBytes: 0 };
      return (await orUndefined(none, () => download(valuesOf(mxc), ask))) !== undefined;
    },

    fetchHierarchy: (spaceId, options) => fetchHierarchy(requester, spaceId, options),
  };
}

function valuesOf(mxc: MxcUri): Readonly<Record<string, string>> {
  const [server = "", media = ""] = mxc.slice("mxc://".length).split("/");
  return { server, media };
}

async function orUndefined<Value>(
  kinds: readonly MatrixFailure[],
  ask: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof MatrixApiError && kinds.includes(error.kind)) return undefined;
    throw error;
  }
}

/** `throw` as an expression. */
function fail(error: Error): never {
  throw error;
}
