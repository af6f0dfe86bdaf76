import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { memberFrom, stateFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import { build, filesWith, readTree } from "../support/site-build.ts";
import { dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl, type SampleCrawl } from "./sample-crawl.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";
import type { Ending } from "../support/temporary-folder.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });
const words = ["spoonbill", "Benjamin Dotterel", "Waders and terns", "whimbrel"];

/** A room with words in all that is kept of it: messages, a name, a topic, what lists show of a day. */
async function openRoom(context: Ending): Promise<SampleCrawl> {
  const room = testRoom();
  room.add(stateFrom(ada, "m.room.topic", { topic: "Waders and terns" }, at("2025-03-02T07:00")));
  room.add(memberFrom(ben, "Benjamin Dotterel", at("2025-03-02T07:30")));
  room.add(textFrom(ben, "spoonbill", at("2025-03-02T08:00")));
  for (let nth = 0; nth < 30; nth += 1) room.add(textFrom(ada, `whimbrel ${nth}`, at("2025-03-03T08:00")));
  const opened = await sampleCrawl(context, { room: room.toRoom() });
  const { world } = opened;
  await world.crawl();
  await build(world.config, world.store);
  assert.ok((await bytesWith(opened, "spoonbill")).length >= 3, "in the store, on a page, in search");
  return opened;
}

async function bytesWith({ world }: SampleCrawl, word: string): Promise<readonly string[]> {
  const [store, site] = [await readTree(world.store.folder), await readTree(world.config.output)];
  return [...filesWith(store, word), ...filesWith(site, word)];
}

async function closeWith({ server, world }: SampleCrawl, ...events: readonly NewEvent[]) {
  for (const event of events) server.send(roomId, event);
  return world.crawlRoom();
}

const noes: readonly (readonly [name: string, reason: string, no: NewEvent, yes: NewEvent | undefined])[] = [
  ["closes its history", "closed-now", visibilityFrom(ada, "shared"), visibilityFrom(ada, "world_readable")],
  [
    "says no to archives",
    "refused-by-room",
    stateFrom(ada, "m.room.archive_controls", { archive: false }),
    stateFrom(ada, "m.room.archive_controls", {}),
  ],
  [
    "bans the reading account",
    "refused-by-room",
    stateFrom(ada, "m.room.member", { membership: "ban" }, { stateKey: "@reader:tidewater.example" }),
    undefined,
  ],
  [
    "turns encryption on",
    "encrypted",
    stateFrom(ada, "m.room.encryption", { algorithm: "m.megolm.v1.aes-sha2" }),
    undefined,
  ],
];

describe("a room that was published and", () => {
  for (const [name, reason, no, yes] of noes) {
    test(`${name} leaves the store with the crawl that learns of it, and the site with the next build`, async (context) => {
      const opened = await openRoom(context);
      const { world } = opened;
      const before = dumpRoomOf(world);
      const report = await closeWith(opened, no);
      assert.deepEqual([report.outcome, report.reason, report.eventsErased], ["refused", reason, before.events.length]);
      const stored = await readTree(world.store.folder);
      for (const word of words) assert.deepEqual(filesWith(stored, word), [], word);
      await build(world.config, world.store);
      for (const word of words) assert.deepEqual(await bytesWith(opened, word), [], word);

      const change = await world.store.readChange();
      assert.equal((await world.crawlRoom()).eventsErased, undefined, "there is nothing left to erase");
      assert.equal(await world.store.readChange(), change, "and nothing more to tell a build");
      if (yes === undefined) return;

      const again = await closeWith(opened, yes);
      assert.deepEqual([again.outcome, again.complete], ["complete", true]);
      await build(world.config, world.store);
      for (const word of words) assert.ok((await bytesWith(opened, word)).length >= 2, `${word} is back`);
      const known = new Set(before.events.map(({ id }) => id));
      assert.deepEqual(
        dumpRoomOf(world).events.filter(({ id }) => known.has(id)),
        before.events,
      );

      await closeWith(opened, { ...no, content: { ...no.content, again: true } });
      await build(world.config, world.store);
      for (const word of words) assert.deepEqual(await bytesWith(opened, word), [], `${word} is gone again`);
    });
  }

  test("says no once and then yes again in the same run stays", async (context) => {
    const { server, world } = await openRoom(context);
    const before = dumpRoomOf(world);
    // The first check asks twice for the page.
    server.faults = { rules: [{ endpoint: "messages", until: 2, answer: { kind: "forbidden" } }] };
    const report = await world.crawlRoom();
    assert.deepEqual([report.outcome, report.eventsErased], ["complete", undefined]);
    assert.deepEqual(dumpRoomOf(world), before);
  });

  test("was taken off the server is gone here too", async (context) => {
    const opened = await openRoom(context);
    opened.server.deleteRoom(roomId);
    const report = await opened.world.crawlRoom();
    assert.deepEqual([report.outcome, report.reason], ["refused", "closed-now"]);
    for (const word of words) assert.deepEqual(filesWith(await readTree(opened.world.store.folder), word), [], word);
  });
});
