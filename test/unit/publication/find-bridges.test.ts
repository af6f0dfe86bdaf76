import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { findBridges } from "#publication/find-bridges.ts";
import { stateEvent } from "#test/support/state-event.ts";

const irc = { id: "irc", displayname: "IRC" };

/** Names and networks of what is found in one state event. */
function found(type: string, content: JsonObject, key = ""): readonly (readonly [string, string | undefined])[] {
  return findBridges([stateEvent(type, content, key)]).map(({ name, network }) => [name, network]);
}

describe("the bridges of a room by its state", () => {
  test("a room without a bridge's state is not bridged", () => {
    assert.deepEqual(findBridges([stateEvent("m.room.name", { name: "Bridge" })]), []);
    assert.deepEqual(findBridges([stateEvent("m.room.canonical_alias", { alias: "#bridge:example.org" })]), []);
  });

  const types = [
    "m.bridge",
    "uk.half-shot.bridge",
    "m.room.bridged",
    "m.room.bridging",
    "m.room.irc",
    "m.room.discord",
  ];
  for (const type of [...types, "org.example.irc", "org.example.discord"]) {
    test(`${type} makes a room bridged until it is emptied, whatever else is in it`, () => {
      for (const content of [{ bridgebot: "@bot:example.org" }, { status: 7 }, { network: null }])
        assert.equal(found(type, content).length, 1, JSON.stringify(content));
      assert.deepEqual(found(type, {}), []);
    });
  }

  const networks: readonly (readonly [string, JsonObject, string, string | undefined])[] = [
    [
      "by the network's name",
      { protocol: irc, network: { id: "libera", displayname: "Libera Chat" } },
      "",
      "Libera.Chat",
    ],
    ["by its host", { protocol: irc, network: { id: "irc.oftc.net" } }, "", "OFTC"],
    ["by the host in the state key", { status: "success" }, "irc://irc.libera.chat/#general", "Libera.Chat"],
    [
      "by the protocol",
      { protocol: { id: "discordgo" }, network: { id: "1234", displayname: "Guild" } },
      "",
      "Discord",
    ],
    [
      "by the protocol, whatever the guild is called",
      { protocol: { id: "discord" }, network: { id: "signal" } },
      "",
      "Discord",
    ],
    ["by the state key of a bridge", { creator: "@a:example.org" }, "fi.mau.whatsapp://whatsapp/123", "WhatsApp"],
    ["by the bot", { bridgebot: "@telegrambot:example.org" }, "", "Telegram"],
    ["of a protocol with many, when none is named", { protocol: irc }, "", "IRC"],
    ["that is not in the table, of a protocol that is", { protocol: irc, network: { id: "tidenet" } }, "", "IRC"],
    ["that nobody knows", { protocol: { id: "carrier-pigeon" } }, "", undefined],
    [
      "that is never published, before all others",
      { protocol: { id: "discord" }, bridgebot: "@whatsappbot:x.org" },
      "",
      "WhatsApp",
    ],
  ];
  for (const [what, content, key, network] of networks) {
    test(`a network is found ${what}`, () => assert.equal(found("m.bridge", content, key)[0]?.[1], network));
  }

  test("an alias of a bridge's namespace is a sign, also among the others", () => {
    const content = { alias: "#general:example.org", alt_aliases: ["#_discord_12_34:example.org", 7] };
    assert.deepEqual(found("m.room.canonical_alias", content), [["Discord", "Discord"]]);
    assert.deepEqual(found("m.room.canonical_alias", { alias: "#_OFTC_#tide:example.org" }), [["OFTC", "OFTC"]]);
  });

  test("each is named as it names itself, once", () => {
    const named = { protocol: irc, network: { id: "libera", displayname: "Libera Chat" } };
    const bridges = findBridges([
      stateEvent("m.bridge", named, "one"),
      stateEvent("uk.half-shot.bridge", named, "two"),
      stateEvent("m.bridge", { network: { id: "oftc" } }, "three"),
      stateEvent("m.bridge", { protocol: irc }, "four"),
      stateEvent("m.room.bridging", { status: "success" }, "irc://irc.example.net/#general"),
    ]);
    assert.deepEqual(
      bridges.map(({ name }) => name),
      ["Libera Chat (IRC)", "oftc", "IRC", "irc://irc.example.net/#general"],
    );
  });

  test("names of wrong types and of any length do not matter", () => {
    const wrong = { network: { displayname: 7, id: " " }, protocol: ["irc"] };
    assert.deepEqual(found("m.bridge", wrong), [["m.bridge", undefined]]);
    const [long] = found("m.bridge", { network: { id: "x".repeat(5000) } });
    assert.equal(long?.[0], `${"x".repeat(80)}…`);
  });
});
