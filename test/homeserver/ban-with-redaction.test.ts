import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { memberFrom, replyFrom, redactionFrom, stateFrom, textFrom } from "#sample/new-event.ts";
import type { NewEvent } from "#sample/room-editor.ts";
import { build, filesWith, readTree } from "../support/site-build.ts";
import type { CrawlWorld } from "./crawl-world.ts";
import { linesOn } from "./day-lines.ts";
import { sampleCrawl, secondWorld } from "./sample-crawl.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });
const cleo = "@cleo:tidewater.example";

/** Ben says two things, one of which Ada quotes. */
function bannedRoom() {
  const room = testRoom();
  const power = { users: { [ada]: 100, [cleo]: 50 }, ban: 40, redact: 60 };
  room.add(stateFrom(ada, "m.room.power_levels", power, at("2025-03-02T07:00")));
  room.add(memberFrom(ben, "Ben", at("2025-03-02T07:30")));
  const said = [
    room.add(textFrom(ben, "spoonbill one", at("2025-03-02T08:00"))),
    room.add(textFrom(ben, "spoonbill two", at("2025-03-03T08:00"))),
  ];
  room.add(replyFrom(ada, "an answer", said[1] ?? assert.fail(), at("2025-03-04T08:00")));
  for (let nth = 0; nth < 40; nth += 1) room.add(textFrom(ada, `later ${nth}`, at("2025-03-05T08:00")));
  return { room, said };
}

const ban = (by: string, flag: string | undefined): NewEvent =>
  stateFrom(
    by,
    "m.room.member",
    { membership: "ban", ...(flag === undefined ? {} : { [flag]: true }) },
    { stateKey: ben, ...at("2025-03-06T08:00") },
  );

async function bytesWith({ store, config }: CrawlWorld, word: string): Promise<readonly string[]> {
  return [...filesWith(await readTree(store.folder), word), ...filesWith(await readTree(config.output), word)];
}

describe("a ban with redaction", () => {
  for (const flag of ["redact_events", "org.matrix.msc4293.redact_events"]) {
    test(`takes back all its person said by ${flag} alone, in a later crawl and in a first one`, async (context) => {
      const { room } = bannedRoom();
      const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
      await world.crawl();
      await build(world.config, world.store);
      assert.ok((await bytesWith(world, "spoonbill")).length >= 3);
      server.send(roomId, ban(ada, flag));
      await world.crawl({ pageLimit: 20 });
      await build(world.config, world.store);
      assert.deepEqual(await bytesWith(world, "spoonbill"), []);
      assert.equal((await linesOn(world, "test", "2025-03-04"))[0]?.text, "an answer");
      const other = await secondWorld(context, server);
      await other.crawl({ pageLimit: 20 });
      assert.deepEqual(filesWith(await readTree(other.store.folder), "spoonbill"), []);
    });
  }

  test("sent as one redaction for each event does too", async (context) => {
    const { room, said } = bannedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    await world.crawl();
    await build(world.config, world.store);
    server.send(roomId, ban(ada, undefined));
    for (const target of said) server.send(roomId, redactionFrom(ada, target, at("2025-03-06T08:00")));
    await world.crawl({ pageLimit: 20 });
    await build(world.config, world.store);
    assert.deepEqual(await bytesWith(world, "spoonbill"), []);
  });

  test("counts only from somebody who may redact, and what its person says after it stands", async (context) => {
    const { room } = bannedRoom();
    const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
    server.send(roomId, ban(cleo, "redact_events"));
    await world.crawl();
    assert.equal((await linesOn(world, "test", "2025-03-02"))[0]?.text, "spoonbill one");
    server.send(roomId, ban(ada, "redact_events"));
    server.send(roomId, memberFrom(ben, "Ben", at("2025-03-07T08:00")));
    server.send(roomId, textFrom(ben, "back again", at("2025-03-07T09:00")));
    await world.crawl();
    await world.crawl({ full: true });
    assert.deepEqual(await linesOn(world, "test", "2025-03-02"), []);
    assert.equal((await linesOn(world, "test", "2025-03-07"))[0]?.text, "back again");
  });
});
