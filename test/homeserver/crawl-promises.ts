import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isOpen } from "#matrix/visibility-grant.ts";
import type { StretchRecord } from "#store/records.ts";
import { linesOn } from "./day-lines.ts";
import { bodiesIn, dumpStore } from "./dump-store.ts";
import type { CrawlRoomName } from "./crawl-scenario.ts";
import type { PlayedCrawl } from "./played-crawl.ts";

/** What a first crawl promises on every kind of homeserver. To be called within a suite. */
export function firstCrawlPromises(crawl: () => PlayedCrawl): void {
  describe("a first crawl", () => {
    test("stores every public event once, in topological order, each message on its UTC day", () => {
      const { events, spans } = crawl().room("quay");
      assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
      const messages = events.filter(({ type }) => type === "m.room.message");
      assert.deepEqual(
        messages.map(({ content, day }) => [content["body"], day]),
        crawl().played.quayDays,
      );
      const { outcome, complete } = crawl().reportOf("quay");
      assert.deepEqual([outcome, complete], ["complete", true]);
      assert.deepEqual(
        spans.map(({ isAtStart, connected }) => [isAtStart, connected]),
        [[true, 1]],
      );
    });

    test("puts an impossible timestamp on its neighbour's day, with a mark", async () => {
      const { room, played, world } = crawl();
      const marked = room("quay").events.filter(({ trusted, type }) => trusted === 0 && type === "m.room.message");
      assert.deepEqual(
        marked.map(({ content }) => content["body"]),
        played.quayDays.map(([body]) => body).filter((body) => body.startsWith("clock at")),
      );
      const lines = await linesOn(world, "quay", "2024-06-10");
      assert.deepEqual(
        lines.map(({ trusted }) => trusted),
        [true, ...marked.map(() => false), true],
      );
    });

    test("keeps the server's order where times say otherwise", async () => {
      const lines = await linesOn(crawl().world, "quay", "2024-07-01");
      assert.deepEqual(
        lines.map(({ text }) => text),
        ["five past ten", "ten o'clock, sent later", "ten past ten"],
      );
    });

    test("calls people as they were called at the message, else as they are called now", async () => {
      const { world } = crawl();
      const lines = await linesOn(world, "quay", "2024-08-01");
      assert.deepEqual(
        lines.map(({ name, text }) => [name, text]),
        [
          ["bob", "said as bob"],
          ["Robert", "said as Robert"],
        ],
      );
      const [burst] = await linesOn(world, "quay", "2024-05-05");
      assert.equal(burst?.name, "ada", "who opened the room has no public member event");
    });

    test("reads a room whose id names no server", () => {
      assert.deepEqual(bodiesIn(crawl().room("modern")), ["a room without server"]);
    });

    test("writes down who opened each stretch, with which power, and what ended it", async () => {
      const { world } = crawl();
      const stretchesOf = async (slug: CrawlRoomName) => world.store.readStretches((await world.record(slug)).key);
      const kinds = (stretches: readonly StretchRecord[]) =>
        stretches.map(({ powerLevel, ended }) => [powerLevel, ended]);
      assert.deepEqual(kinds(await stretchesOf("quay")), [[100, undefined]]);
      assert.deepEqual(kinds(await stretchesOf("modern")), [["creator", undefined]]);
      const shutters = await stretchesOf("shutters");
      assert.ok(shutters.length > 2);
      assert.deepEqual(shutters.at(-1)?.ended, undefined);
      for (const { powerLevel, ended, openedAtMs } of shutters.slice(0, -1))
        assert.ok(powerLevel === 100 && ended !== undefined && ended.atMs >= openedAtMs);
      const { changes } = await world.store.readVisibility((await world.record("shutters")).key);
      const opened = changes.filter(({ grant }) => isOpen(grant)).map(({ grant }) => grant.eventId);
      assert.deepEqual(shutters.map(({ eventId }) => eventId).toSorted(), opened.toSorted());
    });

    test("never joins, and asks with GET alone", async () => {
      const { proxy, stage } = crawl();
      assert.ok(proxy.log.length > 20);
      assert.deepEqual(new Set(proxy.log.map(({ method }) => method)), new Set(["GET"]));
      const headers = { authorization: `Bearer ${stage.token}` };
      const answer = await fetch(`${stage.url}/_matrix/client/v3/joined_rooms`, { headers });
      const { joined_rooms: joined } = (await answer.json()) as { joined_rooms: readonly string[] };
      assert.ok(!joined.includes(stage.rooms.quay.roomId) && !joined.includes(stage.rooms.shutters.roomId));
    });
  });

  describe("a second crawl of a quiet room", () => {
    test("costs three requests and changes nothing", async () => {
      const { proxy, world, room } = crawl();
      const before = proxy.log.length;
      const change = await world.store.readChange();
      const again = await world.crawl({ room: "quay" });
      const asked = proxy.log.slice(before).map(({ path }) => path.replace(/\?.*$/, "").split("/").at(-1) ?? "");
      assert.equal(asked.filter((endpoint) => endpoint === "whoami").length, 1);
      assert.equal(asked.length, 4, asked.join(" "));
      assert.deepEqual([again.rooms[0]?.requests, again.rooms[0]?.eventsStored], [3, 0]);
      assert.deepEqual(await world.dirtySince(change), []);
      assert.deepEqual(
        dumpStore(world).find(({ slug }) => slug === "quay"),
        room("quay"),
      );
    });
  });
}

const refused: readonly (readonly [CrawlRoomName, string])[] = [
  ["never", "closed-now"],
  ["retired", "closed-now"],
  ["joined", "reader-is-member"],
  ["left", "reader-is-member"],
  ["banned", "refused-by-room"],
  ["encrypted", "encrypted"],
  ["space", "not-a-chat"],
];

/** Rooms that may not be archived. */
export function refusalPromises(crawl: () => PlayedCrawl): void {
  describe("a room that may not be archived", () => {
    test("is refused by name with what to do, and that is no failure of the run", () => {
      const { reportOf, report } = crawl();
      assert.deepEqual(
        refused.map(([slug]) => [slug, reportOf(slug).outcome, reportOf(slug).reason]),
        refused.map(([slug, reason]) => [slug, "refused", reason]),
      );
      for (const [slug] of refused) assert.ok((reportOf(slug).problem ?? "").length > 20, slug);
      assert.match(reportOf("joined").problem ?? "", /Use an account that never joined/);
      assert.equal(report.outcome, "done");
    });

    test("leaves no event in the store", () => {
      for (const [slug] of refused) assert.deepEqual(crawl().room(slug).events, [], slug);
    });
  });
}
