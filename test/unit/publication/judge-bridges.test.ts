import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { JsonObject } from "#lib/json.ts";
import { bridgeNetworks, networkCalled, networkName } from "#publication/bridge-networks.ts";
import { findBridges, type FoundBridge } from "#publication/find-bridges.ts";
import {
  announcesLogging,
  ghostJudgeFor,
  objectionsTo,
  worstOf,
  type BridgeRules,
} from "#publication/judge-bridges.ts";
import { networkOfGhost } from "#publication/network-of-ghost.ts";
import { stateEvent } from "#test/support/state-event.ts";

const silent: BridgeRules = { consents: [], topic: undefined, pseudonyms: false };

function bridgeTo(network: string, protocol = "irc"): FoundBridge {
  const [bridge] = findBridges([stateEvent("m.bridge", { protocol: { id: protocol }, network: { id: network } })]);
  assert.ok(bridge);
  return bridge;
}

function withEntries(...networks: readonly string[]): BridgeRules {
  return { ...silent, consents: networks.map((network) => ({ network, channel: "#tide" })) };
}

/** What stands in the way, by network. */
function lacks(bridges: readonly FoundBridge[], rules: BridgeRules): readonly string[] {
  return objectionsTo(bridges, rules).map((objection) => `${objection.network}: ${objection.lacks}`);
}

describe("a room with a bridge's state", () => {
  test("needs an entry for its channel where the bridge tells it, in IRC's letters and with or without a #", () => {
    const bridgedTo = (channel: JsonObject) =>
      findBridges([stateEvent("m.bridge", { protocol: { id: "irc" }, network: { id: "libera" }, channel })]);
    const agreed = (...channels: readonly string[]): BridgeRules => ({
      ...silent,
      consents: channels.map((channel) => ({ network: "libera", channel })),
    });
    for (const same of ["#tide{1}", "#TIDE[1]", "tide{1}", " #Tide{1] "])
      assert.deepEqual(lacks(bridgedTo({ id: "#Tide[1]" }), agreed(same)), [], same);
    assert.deepEqual(lacks(bridgedTo({ id: "C0123", displayname: "tide" }), agreed("#tide")), [], "by its name");
    assert.deepEqual(lacks(bridgedTo({ id: "C0123", displayname: "tide" }), agreed("C0123")), [], "by its id");
    for (const other of ["#tides", "##tide", "#dock"]) {
      const objections = objectionsTo(bridgedTo({ id: "#tide" }), agreed(other));
      assert.deepEqual(
        objections.map(({ lacks: what, channel }) => [what, channel]),
        [["channel", "#tide"]],
        other,
      );
    }
    assert.deepEqual(lacks(bridgedTo({ id: "" }), agreed("#dock")), [], "a bridge that tells no channel");
    assert.deepEqual(lacks(bridgedTo({ id: "#tide" }), silent), ["libera (irc): entry"]);
  });

  test("that joins it to two channels needs an entry for each", () => {
    const channels = ["#tide", "#dock"].map((id) =>
      stateEvent("m.bridge", { protocol: { id: "irc" }, network: { id: "libera" }, channel: { id } }),
    );
    const rules: BridgeRules = { ...silent, consents: [{ network: "libera", channel: "#tide" }] };
    assert.deepEqual(
      objectionsTo(findBridges(channels), rules).map(({ channel }) => channel),
      ["#dock"],
    );
    const both = { ...rules, consents: [...rules.consents, { network: "libera", channel: "#dock" }] };
    assert.deepEqual(objectionsTo(findBridges(channels), both), []);
  });

  test("needs an entry for its network, under any of its names", () => {
    const libera = bridgeTo("libera");
    assert.deepEqual(lacks([libera], silent), ["libera (irc): entry"]);
    for (const name of ["libera.chat", "Libera Chat", "irc.libera.chat", "libera", "libera (irc)"])
      assert.deepEqual(lacks([libera], withEntries(name)), [], name);
  });

  test("is not opened by an entry for another network, nor for the protocol alone", () => {
    for (const other of ["oftc", "discord", "irc", "liberal", ""])
      assert.deepEqual(lacks([bridgeTo("libera")], withEntries(other)), ["libera (irc): entry"], other);
    assert.deepEqual(lacks([bridgeTo("tidenet")], withEntries("irc")), ["tidenet (irc): entry"]);
    assert.deepEqual(lacks([bridgeTo("tidenet")], withEntries("TideNet")), []);
  });

  test("needs one entry for each of its networks", () => {
    const both = [bridgeTo("libera"), bridgeTo("guild", "discord")];
    assert.deepEqual(lacks(both, withEntries("libera")), ["guild (discord): entry"]);
    assert.deepEqual(lacks(both, withEntries("libera", "Discord")), []);
  });

  test("of OFTC needs a topic that says so as well", () => {
    const rules = withEntries("OFTC");
    assert.deepEqual(lacks([bridgeTo("oftc")], rules), ["oftc (irc): topic"]);
    assert.deepEqual(lacks([bridgeTo("oftc")], { ...rules, topic: "Tides. This channel is publicly logged" }), []);
    assert.deepEqual(lacks([bridgeTo("oftc")], { ...silent, topic: "logged" }), ["oftc (irc): entry"]);
  });

  test("of Telegram needs pseudonyms as well", () => {
    const telegram = bridgeTo("telegram", "telegram");
    const rules = withEntries("telegram");
    assert.deepEqual(lacks([telegram], rules), ["telegram: pseudonyms"]);
    assert.deepEqual(lacks([telegram], { ...rules, pseudonyms: true }), []);
    assert.deepEqual(lacks([telegram], { ...silent, pseudonyms: true }), ["telegram: entry"]);
    const hidden = { network: "telegram", channel: "#tide", names: "pseudonym" } as const;
    assert.deepEqual(lacks([telegram], { ...silent, consents: [hidden] }), [], "or for its own people");
    const judge = ghostJudgeFor([telegram], { ...silent, consents: [hidden] });
    assert.equal(judge("@telegram_5551:north.example"), undefined);
    const mixed = { ...silent, consents: [hidden, { network: "telegram", channel: "#dock" }] };
    assert.deepEqual(lacks([telegram], mixed), ["telegram: pseudonyms"], "where one of two entries does not say so");
  });

  for (const { label } of bridgeNetworks.filter(({ rule }) => rule === "never")) {
    test(`of ${label} stays closed, whatever is agreed`, () => {
      const agreed = { consents: [{ network: label, channel: "#tide" }], topic: "publicly logged", pseudonyms: true };
      const [objection] = objectionsTo([bridgeTo("somewhere", label)], agreed);
      assert.equal(objection?.reason, "network-never-published");
    });
  }

  test("that is never published says so before it asks for consent", () => {
    assert.equal(
      worstOf(objectionsTo([bridgeTo("libera"), bridgeTo("x", "whatsapp")], silent)),
      "network-never-published",
    );
    assert.equal(worstOf([]), undefined);
  });
});

describe("an id as bridges give it", () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ["@_discord_1234:example.org", "Discord"],
    ["@telegram_1234:example.org", "Telegram"],
    ["@WhatsApp_4912345:example.org", "WhatsApp"],
    ["@nick:libera.chat", "Libera.Chat"],
    ["@_oftc_nick:matrix.org", "OFTC"],
    ["@irc_nick:example.org", "IRC"],
    ["@_xmpp_someone=40example.net:example.org", "XMPP"],
    ["@someone-5f0c1d2e3a4b5c6d7e8f9a0b:gitter.im", "Gitter"],
    ["@someone:gitter.im", undefined],
    ["@ada:example.org", undefined],
    ["@discordian:example.org", undefined],
    ["@signal:example.org", undefined],
    ["@ircfan:example.org", undefined],
  ];
  for (const [id, network] of cases)
    test(`${id} is ${network ?? "like any other"}`, () => assert.equal(networkOfGhost(id)?.label, network));

  test("is withheld until its network has consented", () => {
    const id = "@_discord_1:example.org";
    assert.equal(ghostJudgeFor([], silent)(id)?.reason, "bridge-without-consent");
    assert.equal(ghostJudgeFor([], withEntries("libera"))(id)?.reason, "bridge-without-consent");
    assert.equal(ghostJudgeFor([], withEntries("discord"))(id), undefined);
    assert.equal(ghostJudgeFor([], silent)("@ada:example.org"), undefined);
  });

  test("of a protocol with many networks is covered by the consent of one of them", () => {
    const id = "@irc_nick:example.org";
    assert.equal(ghostJudgeFor([], withEntries("libera.chat"))(id), undefined);
    assert.equal(ghostJudgeFor([bridgeTo("tidenet")], withEntries("tidenet"))(id), undefined);
    assert.equal(ghostJudgeFor([], withEntries("discord"))(id)?.lacks, "entry");
  });

  test("of a network that is never published is withheld, whatever is agreed", () => {
    const rules = { ...withEntries("whatsapp", "signal"), pseudonyms: true };
    for (const id of ["@whatsapp_49123:example.org", "@signal_abc:example.org"])
      assert.equal(ghostJudgeFor([], rules)(id)?.reason, "network-never-published");
  });
});

describe("a topic", () => {
  const announcing = [
    "Logged",
    "Tides | logs: https://example.org",
    "no spam. This room is archived",
    "wird protokolliert",
  ];
  const others = [
    undefined,
    "",
    "Tides",
    "not logged",
    "no logs here",
    "never archived",
    "Please log in first",
    "analogs",
  ];
  for (const topic of announcing)
    test(`"${topic}" announces logging`, () => assert.equal(announcesLogging(topic), true));
  for (const topic of others) test(`"${topic}" does not`, () => assert.equal(announcesLogging(topic), false));
});

describe("the table of networks", () => {
  test("each name leads to one row, and every id and alias is a glob in lower case", () => {
    const names = bridgeNetworks.flatMap((row) =>
      [row.label, ...row.names].map((name) => [networkName(name), row.label] as const),
    );
    for (const [name, label] of names) assert.equal(networkCalled(name)?.label, label, name);
    for (const { ghosts, aliases = [] } of bridgeNetworks) {
      for (const glob of ghosts) assert.match(glob, /^@[^A-Z:]+:[^A-Z:]+$/);
      for (const glob of aliases) assert.match(glob, /^#[^A-Z:]+:[^A-Z:]+$/);
    }
  });

  test("a row that speaks a protocol names one that is in the table", () => {
    for (const { speaks } of bridgeNetworks) assert.ok(speaks === undefined || networkCalled(speaks)?.manyNetworks);
  });
});
