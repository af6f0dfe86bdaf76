import assert from "node:assert/strict";
import { test } from "node:test";
import { editFrom, replyFrom, textFrom } from "#sample/new-event.ts";
import { build, filesWith, readTree, textAt } from "../support/site-build.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });

test("an edit that is too young takes the old wording off the site at once, and brings the new one after the delay", async (context) => {
  const room = testRoom();
  const said = room.add(textFrom(ben, "spoonbill", at("2025-03-02T08:00")));
  room.add(replyFrom(ada, "an answer", said, at("2025-03-03T08:00")));
  const { server, world } = await sampleCrawl(context, { room: room.toRoom(), delay: "24h" });
  const site = async (nowMs: number) => {
    await world.crawl({ nowMs });
    await build(world.config, world.store);
    return readTree(world.config.output);
  };
  const pages = ["test/2025/03/02/index.html", "test/2025/03/03/index.html"];
  const before = await site(Date.parse("2025-03-10T12:00Z"));
  assert.ok(pages.every((page) => filesWith(before, "spoonbill").includes(page)));

  server.send(roomId, editFrom(ben, "dotterel", said, at("2025-03-10T13:00")));
  const waiting = await site(Date.parse("2025-03-10T14:00Z"));
  assert.deepEqual([filesWith(waiting, "spoonbill"), filesWith(waiting, "dotterel")], [[], []]);
  assert.match(textAt(waiting, pages[0] ?? ""), /Edited; the new text follows/);

  const after = await site(Date.parse("2025-03-12T12:00Z"));
  assert.deepEqual(filesWith(after, "spoonbill"), []);
  assert.ok(pages.every((page) => filesWith(after, "dotterel").includes(page)));
});

test("an edit by somebody else takes nothing away", async (context) => {
  const room = testRoom();
  const said = room.add(textFrom(ben, "spoonbill", at("2025-03-02T08:00")));
  const { server, world } = await sampleCrawl(context, { room: room.toRoom(), delay: "24h" });
  await world.crawl({ nowMs: Date.parse("2025-03-10T12:00Z") });
  server.send(roomId, editFrom(ada, "dotterel", said, at("2025-03-10T13:00")));
  for (const nowMs of [Date.parse("2025-03-10T14:00Z"), Date.parse("2025-03-12T12:00Z")]) {
    await world.crawl({ nowMs });
    await build(world.config, world.store);
    const tree = await readTree(world.config.output);
    assert.ok(filesWith(tree, "spoonbill").includes("test/2025/03/02/index.html"));
    assert.deepEqual(filesWith(tree, "dotterel"), []);
  }
});
