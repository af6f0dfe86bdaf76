import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { textFrom } from "#sample/new-event.ts";
import { build, filesWith, readTree } from "../support/site-build.ts";
import type { Ending } from "../support/temporary-folder.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

const hourMs = 3_600_000;
const nowMs = Date.parse("2025-03-20T12:00Z");
const small = { pageLimit: 20 };

/** An event an hour for ten days up to now, whole in the store. */
async function hourlyRoom(context: Ending) {
  const room = testRoom();
  const hours = 240;
  const ids = Array.from({ length: hours }, (_, index) => {
    const originServerTs = nowMs - (hours - index) * hourMs;
    return room.add(textFrom(ada, `said ${hours - index} hours ago.`, { originServerTs }));
  });
  const opened = await sampleCrawl(context, { room: room.toRoom(), delay: "24h" });
  await opened.world.crawl({ nowMs });
  const idOf = (hoursAgo: number): EventId => ids[hours - hoursAgo] ?? assert.fail();
  return { ...opened, idOf };
}

describe("every run in which something happened reads the last days again", () => {
  test("and finds what was redacted or emptied without a word, and what came late, down to delay and two days", async (context) => {
    const { server, world, idOf } = await hourlyRoom(context);
    await build(world.config, world.store);
    server.redactSilently(roomId, [idOf(60), idOf(120)]);
    server.send(roomId, textFrom(ben, "I was away", { originServerTs: nowMs - 50 * hourMs }), { atDepthOf: idOf(50) });
    server.send(roomId, textFrom(ada, "news", { originServerTs: nowMs + hourMs }));
    const report = await world.crawlRoom({ nowMs: nowMs + 2 * hourMs, ...small });
    assert.deepEqual([report.outcome, report.eventsStored, report.eventsChanged], ["complete", 2, 1]);
    assert.ok(report.eventsSeen >= 72 && report.eventsSeen <= 100, `${report.eventsSeen} events were read`);
    await build(world.config, world.store);
    const trees = [await readTree(world.store.folder), await readTree(world.config.output)];
    for (const tree of trees) {
      assert.deepEqual(filesWith(tree, "said 60 hours"), []);
      assert.notDeepEqual(filesWith(tree, "said 120 hours"), [], "beyond the window a sweep finds it");
    }
    const bodies = bodiesIn(dumpRoomOf(world));
    assert.equal(bodies.indexOf("I was away"), bodies.indexOf("said 50 hours ago.") + 1);
    assert.equal(dumpRoomOf(world).spans.length, 1);
  });

  test("and one in which nothing happened costs three requests", async (context) => {
    const { world } = await hourlyRoom(context);
    const report = await world.crawlRoom({ nowMs: nowMs + hourMs, ...small });
    assert.deepEqual([report.requests, report.eventsSeen, report.complete], [3, 20, true]);
  });

  test("and one whose newest page is the whole window asks for no other", async (context) => {
    const { server, world } = await hourlyRoom(context);
    server.send(roomId, textFrom(ada, "news", { originServerTs: nowMs + hourMs }));
    assert.equal((await world.crawlRoom({ nowMs: nowMs + 2 * hourMs, pageLimit: 100 })).requests, 3);
  });
});
