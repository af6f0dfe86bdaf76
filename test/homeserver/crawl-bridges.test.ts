import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sampleRoomId } from "#sample/sample-ids.ts";
import { memberFrom, stateFrom, textFrom } from "#sample/new-event.ts";
import { filesWith, readTree } from "../support/site-build.ts";
import { dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, roomId, roomOfDays } from "./sample-rooms.ts";

const people = Array.from({ length: 20 }, (_, nth) => `@member${nth}:north.example`);
const consent = { channel: "#tide", agreedBy: "ops", on: "2026-01-02", evidence: "https://example.org/minutes" };

/** A room where these people said their id each, beside ada and ben. */
function roomWith(speakers: readonly string[]) {
  const { room } = roomOfDays(1);
  for (const speaker of speakers) room.add(textFrom(speaker, `said by ${speaker}`));
  return room;
}

function saidIn(world: Parameters<typeof dumpRoomOf>[0]): readonly string[] {
  return dumpRoomOf(world)
    .events.flatMap(({ content }) => /^said by .*/.exec(String(content["body"])) ?? [])
    .map(String);
}

describe("people whose ids name a bridged network", () => {
  test("are withheld without its consent, and the report raises an alarm; of their ids nothing is stored", async (t) => {
    const ghosts = ["@_discord_4711:north.example", "@whatsapp_49151:north.example"];
    const room = roomWith([...people, ...ghosts]);
    room.add(memberFrom(ghosts[0] ?? "", "Corvina"));
    const { world } = await sampleCrawl(t, { room: room.toRoom() });
    const report = await world.crawl();
    const told = report.rooms[0] ?? assert.fail();
    assert.deepEqual([told.outcome, told.reason], ["complete", undefined]);
    assert.deepEqual(told.withheld["bridge-without-consent"], 2, "what the one said, and a name");
    assert.deepEqual(told.withheld["network-never-published"], 1);
    assert.deepEqual(told.ghosts, [
      { network: "Discord", people: 1, ofAll: 23 },
      { network: "WhatsApp", people: 1, ofAll: 23 },
    ]);
    assert.equal(report.warnings.length, 2);
    assert.match(report.warnings.join("\n"), /test: 1 of the 23 people .* bridges to Discord/);
    assert.equal(saidIn(world).length, people.length);
    const tree = await readTree(world.store.folder);
    for (const word of ["4711", "49151", "Corvina"]) assert.deepEqual(filesWith(tree, word), [], word);
    assert.equal((await world.record("test")).verdict, "open");
  });

  test("close the room when they are more than a tenth, and it opens again when others are found", async (t) => {
    const ghosts = ["@_discord_1:north.example", "@_discord_2:north.example"];
    const { server, world } = await sampleCrawl(t, { room: roomWith([...people.slice(0, 8), ...ghosts]).toRoom() });
    const closed = await world.crawl();
    assert.deepEqual([closed.rooms[0]?.outcome, closed.rooms[0]?.reason], ["refused", "bridge-without-consent"]);
    assert.match(closed.rooms[0]?.problem ?? "", /2 of the 11 people .* key "bridges"/);
    assert.deepEqual([closed.outcome, closed.warnings], ["done", []]);
    assert.equal((await world.record("test")).verdict, "bridge-without-consent");

    const change = await world.store.readChange();
    assert.equal((await world.crawlRoom()).reason, "bridge-without-consent");
    assert.deepEqual(await world.dirtySince(change), [], "a second look changes nothing");

    for (const person of people.slice(8)) server.send(roomId, textFrom(person, `said by ${person}`));
    const opened = await world.crawlRoom();
    assert.deepEqual([opened.outcome, opened.reason], ["complete", undefined]);
    assert.equal((await world.record("test")).verdict, "open");
    assert.equal(saidIn(world).length, people.length);
  });

  test("do not close it once they have opted out by name", async (t) => {
    const ghosts = ["@whatsapp_1:north.example", "@whatsapp_2:north.example"];
    const room = roomWith([...people.slice(0, 8), ...ghosts]).toRoom();
    const { world } = await sampleCrawl(t, { room, publication: { optOut: ghosts } });
    const report = await world.crawl();
    assert.deepEqual([report.rooms[0]?.outcome, report.warnings], ["complete", []]);
    assert.equal(saidIn(world).length, 8);
  });

  test("are withheld in a stretch too that the server delivered late", async (t) => {
    const { room, ids } = roomOfDays(12);
    for (const person of people) room.add(textFrom(person, `said by ${person}`));
    const stretch = {
      roomId: sampleRoomId(roomId),
      oldest: ids[62] ?? assert.fail(),
      newest: ids[67] ?? assert.fail(),
    };
    const faults = { brokenStretches: [stretch] };
    const { server, world } = await sampleCrawl(t, { room: room.toRoom(), faults });
    for (const id of ids.slice(50, 75))
      server.send(roomId, textFrom("@_discord_4711:north.example", "said by a ghost"), { atDepthOf: id });
    await world.crawl({ pageLimit: 5 });
    await world.crawl({ pageLimit: 5 });
    server.faults = {};
    const report = await world.crawlRoom({ pageLimit: 5 });
    assert.deepEqual([report.outcome, report.complete], ["complete", true]);
    assert.deepEqual(report.ghosts, [{ network: "Discord", people: 1, ofAll: 22 }]);
    assert.equal(saidIn(world).length, people.length);
  });

  test("are stored as others are where their network has consented", async (t) => {
    const ghosts = ["@_discord_1:north.example", "@_discord_2:north.example", "@_discord_3:north.example"];
    const rooms = { test: { room: roomId, bridges: [{ ...consent, network: "Discord" }] } };
    const { world } = await sampleCrawl(t, { room: roomWith([...people.slice(0, 4), ...ghosts]).toRoom(), rooms });
    const report = await world.crawlRoom();
    assert.deepEqual([report.outcome, report.ghosts], ["complete", undefined]);
    assert.equal(saidIn(world).length, 7);
  });
});

describe("a room whose state tells of bridges", () => {
  const bridge = (protocol: string, network: string) =>
    stateFrom(ada, "m.bridge", { protocol: { id: protocol }, network: { id: network } }, { stateKey: network });

  test("is refused until each network has its own entry, and the report says which one lacks it", async (t) => {
    const room = roomWith(people);
    for (const state of [bridge("irc", "libera"), bridge("discord", "guild")]) room.add(state);
    const entries = (...networks: readonly string[]) => ({
      test: { room: roomId, bridges: networks.map((network) => ({ ...consent, network })) },
    });
    const { world } = await sampleCrawl(t, { room: room.toRoom(), rooms: entries("libera.chat") });
    const report = await world.crawlRoom();
    assert.deepEqual([report.outcome, report.reason], ["refused", "bridge-without-consent"]);
    assert.match(report.problem ?? "", /^It is bridged to guild \(discord\)\. Record who agreed/);
    assert.deepEqual(dumpRoomOf(world).events, []);
    const agreed = await sampleCrawl(t, { room: room.toRoom(), rooms: entries("libera.chat", "discord") });
    assert.equal((await agreed.world.crawlRoom()).outcome, "complete");
    assert.equal(saidIn(agreed.world).length, people.length);
  });

  test("leaves the archive when it is bridged to a network of private persons, whatever was agreed", async (t) => {
    const rooms = { test: { room: roomId, bridges: [{ ...consent, network: "WhatsApp" }] } };
    const { server, world } = await sampleCrawl(t, { room: roomWith(people).toRoom(), rooms });
    assert.equal((await world.crawlRoom()).outcome, "complete");
    server.send(roomId, bridge("whatsapp", "whatsapp"));
    const report = await world.crawlRoom();
    assert.deepEqual([report.outcome, report.reason], ["refused", "network-never-published"]);
    assert.match(report.problem ?? "", /never published, whoever agrees/);
    assert.deepEqual(saidIn(world), []);
  });
});
