import assert from "node:assert/strict";
import type { JsonObject } from "#lib/json.ts";
import { parseRoomEvent } from "#matrix/parse-room-event.ts";
import type { RoomEvent } from "#matrix/room-event.ts";

/** A state event of a room as the server delivers it. */
export function stateEvent(type: string, content: JsonObject, stateKey = ""): RoomEvent {
  const parsed = parseRoomEvent({
    event_id: "$state",
    room_id: "!room:example.org",
    type,
    state_key: stateKey,
    sender: "@admin:example.org",
    origin_server_ts: 1_700_000_000_000,
    content,
  });
  assert.ok(parsed.kind === "event");
  return parsed.event;
}
