import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { parseRoomEvent } from "#matrix/parse-room-event.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import { bridgedNetworks } from "#publication/bridged-networks.ts";

function state(type: string, content: JsonObject, key = ""): RoomEvent {
  const parsed = parseRoomEvent({
    event_id: "$state",
    room_id: "!room:example.org",
    type,
    state_key: key,
    sender: "@admin:example.org",
    origin_server_ts: 1_700_000_000_000,
    content,
  });
  assert.ok(parsed.kind === "event");
  return parsed.event;
}

describe("the networks that a room is bridged to", () => {
  test("a room without a bridge's state is not bridged", () => {
    assert.deepEqual(bridgedNetworks([state("m.room.name", { name: "Bridge" })]), []);
  });

  test("a bridge's state makes a room bridged until it is emptied", () => {
    for (const type of ["m.bridge", "uk.half-shot.bridge", "m.room.bridged", "m.room.bridging", "m.room.irc"]) {
      assert.deepEqual(bridgedNetworks([state(type, { bridgebot: "@bot:example.org" })]), [type]);
      assert.deepEqual(bridgedNetworks([state(type, {})]), []);
    }
  });

  test("a network goes by its name and protocol, else by its id, else by the state key, and is named once", () => {
    const protocol = { id: "irc", displayname: "IRC" };
    const named = { protocol, network: { id: "libera", displayname: "Libera Chat" } };
    const names = bridgedNetworks([
      state("m.bridge", named, "one"),
      state("uk.half-shot.bridge", named, "two"),
      state("m.bridge", { network: { id: "oftc" } }, "three"),
      state("m.bridge", { protocol }, "four"),
      state("m.room.bridging", { status: "success" }, "irc://irc.example.net/#general"),
    ]);
    assert.deepEqual(names, ["Libera Chat (IRC)", "oftc", "IRC", "irc://irc.example.net/#general"]);
  });

  test("names of wrong types and of any length do not matter", () => {
    const wrong = { network: { displayname: 7, id: " " }, protocol: ["irc"] };
    assert.deepEqual(bridgedNetworks([state("m.bridge", wrong)]), ["m.bridge"]);
    const [long] = bridgedNetworks([state("m.bridge", { network: { id: "x".repeat(5000) } })]);
    assert.equal(long, `${"x".repeat(80)}…`);
  });
});
