import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { editFrom, memberFrom, redactionFrom, textFrom } from "#sample/new-event.ts";
import { hasPage, linesOn } from "./day-lines.ts";
import { bodiesIn, dumpRoomOf } from "./dump-store.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, roomId, roomOfDays } from "./sample-rooms.ts";

const at = (time: string): { originServerTs: number } => ({ originServerTs: Date.parse(`${time}Z`) });
const hourMs = 3_600_000;
/** Three weeks after the last message of the rooms below. */
const firstMs = Date.parse("2025-04-01T12:00:00Z");

describe("the cutoff of a room", () => {
  test("is the start of the crawl minus the delay, and never moves back", async (context) => {
    const { room } = roomOfDays(3);
    const { world } = await sampleCrawl(context, { room: room.toRoom(), delay: "24h" });
    await world.crawl({ nowMs: firstMs });
    assert.equal((await world.record("test")).cutoffMs, firstMs - 24 * hourMs);
    await world.crawl({ nowMs: firstMs - 48 * hourMs });
    assert.equal((await world.record("test")).cutoffMs, firstMs - 24 * hourMs);
    await world.crawl({ nowMs: firstMs + hourMs });
    assert.equal((await world.record("test")).cutoffMs, firstMs - 23 * hourMs);
  });

  test("waits until news of more than a page are joined with what was known", async (context) => {
    const { room } = roomOfDays(3);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), delay: "1h" });
    await world.crawl({ nowMs: firstMs });
    for (let nth = 0; nth < 40; nth += 1) server.send(roomId, textFrom(ada, `news ${nth}`));
    const stop = new AbortController();
    let pages = 0;
    const onPage = (): void => {
      pages += 1;
      if (pages === 2) stop.abort();
    };
    const report = await world.crawl({ nowMs: firstMs + hourMs, pageLimit: 10, signal: stop.signal, onPage });
    assert.equal(report.outcome, "interrupted");
    assert.equal((await world.record("test")).cutoffMs, firstMs - hourMs);
    await world.crawl({ nowMs: firstMs + 2 * hourMs, pageLimit: 10 });
    assert.equal((await world.record("test")).cutoffMs, firstMs + hourMs);
    assert.equal(bodiesIn(dumpRoomOf(world)).length, 70);
  });

  test("that moves makes the days dirty that it lets out, and no others", async (context) => {
    const { room } = roomOfDays(3);
    const young = room.add(textFrom(ada, "young", at("2025-04-01T11:00")));
    room.add(textFrom(ada, "younger", at("2025-04-02T11:00")));
    const { world } = await sampleCrawl(context, { room: room.toRoom(), delay: "48h" });
    await world.crawl({ nowMs: Date.parse("2025-04-02T12:00:00Z") });
    assert.ok(!(await hasPage(world, "2025-04-01")));
    let change = await world.store.readChange();
    await world.crawl({ nowMs: Date.parse("2025-04-04T12:00:00Z") });
    assert.deepEqual(await world.dirtySince(change), ["test 2025-04-01"]);
    assert.ok(dumpRoomOf(world).events.some(({ id }) => id === young));
    assert.equal((await linesOn(world, "test", "2025-04-01"))[0]?.text, "young");
    change = await world.store.readChange();
    await world.crawl({ nowMs: Date.parse("2025-04-04T13:00:00Z") });
    assert.deepEqual(await world.dirtySince(change), [], "no midnight in between");
  });
});

describe("the delay of an event", () => {
  test("counts from its time when it was backfilled, and from its first sight when it was found live", async (context) => {
    const { room, ids } = roomOfDays(3);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), delay: "24h" });
    await world.crawl({ nowMs: firstMs });
    const backdated = server.send(roomId, textFrom(ada, "back-dated", at("2025-03-03T12:00")));
    const ahead = server.send(roomId, textFrom(ada, "ahead", at("2025-04-01T20:00")));
    const seenMs = firstMs + hourMs;
    await world.crawl({ nowMs: seenMs });
    const { key } = await world.record("test");
    const eligible = async (id: EventId): Promise<number | undefined> =>
      (await world.store.readEvents(key, [id]))[0]?.eligibleAtMs;
    assert.equal(await eligible(ids[0] ?? assert.fail()), Date.parse("2025-03-02"));
    assert.equal(await eligible(backdated), seenMs, "back-dating skips no delay");
    assert.equal(await eligible(ahead), Date.parse("2025-04-01T20:00:00Z"));
    assert.ok((await linesOn(world, "test", "2025-03-03")).every(({ text }) => text !== "back-dated"));
    await world.crawl({ nowMs: seenMs + 48 * hourMs });
    assert.ok((await linesOn(world, "test", "2025-03-03")).some(({ text }) => text === "back-dated"));
  });

  test("never holds a redaction back, and an edit that waits takes the old wording away", async (context) => {
    const { room, ids } = roomOfDays(3);
    const { server, world } = await sampleCrawl(context, { room: room.toRoom(), delay: "24h" });
    await world.crawl({ nowMs: firstMs });
    server.send(roomId, redactionFrom(ada, ids[0] ?? assert.fail()));
    server.send(roomId, editFrom(ada, "another wording", ids[1] ?? assert.fail()));
    await world.crawl({ nowMs: firstMs + hourMs });
    const texts = (await linesOn(world, "test", "2025-03-02")).map(({ text }) => text);
    assert.ok(!texts.includes("2025-03-02 #1") && !texts.includes("2025-03-02 #2"), texts.join(", "));
    assert.ok(!texts.includes("another wording"));
    await world.crawl({ nowMs: firstMs + 72 * hourMs });
    assert.equal((await linesOn(world, "test", "2025-03-02"))[0]?.text, "another wording");
  });
});

test("a reading account that joined since is found out by the next crawl, and nothing is shown any more", async (context) => {
  const { room } = roomOfDays(3);
  const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
  await world.crawl();
  assert.ok(await hasPage(world, "2025-03-02"));
  server.send(roomId, memberFrom(server.readerId, "Reader"));
  const report = await world.crawlRoom();
  assert.deepEqual([report.outcome, report.reason], ["refused", "reader-is-member"]);
  assert.ok(!(await hasPage(world, "2025-03-02")));
});
