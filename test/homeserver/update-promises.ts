import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { EventId } from "#matrix/ids.ts";
import { filesWith, readTree } from "../support/site-build.ts";
import type { Stage } from "../support/stage.ts";
import type { NewRoom } from "../support/synapse-room.ts";
import { openCrawlWorld, type CrawlWorld } from "./crawl-world.ts";
import { linesOn } from "./day-lines.ts";
import { dumpRoomOf } from "./dump-store.ts";
import { suiteEnding } from "./suite-ending.ts";

export const updateRooms = {
  mole: { visibility: "world_readable", name: "Mole" },
} as const satisfies Readonly<Record<string, NewRoom>>;

/** What later crawls promise on every kind of homeserver: each change is found, and dirties the right days and no others. */
export function updatePromises(openStage: () => Promise<Stage<keyof typeof updateRooms>>): void {
  describe("a later crawl", () => {
    const ending = suiteEnding();
    let room: Stage<"mole">["rooms"]["mole"];
    let world: CrawlWorld;
    let quoted: EventId;
    let plain: EventId;

    before(async () => {
      const stage = await openStage();
      ending.after(() => stage.stop());
      room = stage.rooms.mole;
      quoted = await room.text("the first wording", { by: "bob", at: "2024-03-01T10:00" });
      await room.reply(quoted, "an answer", { at: "2024-03-02T10:00" });
      plain = await room.text("nobody answers this", { at: "2024-03-03T10:00" });
      for (let nth = 0; nth < 30; nth += 1) await room.text(`small talk ${nth}`, { at: "2024-03-04T10:00" });
      const { url, token } = stage;
      world = await openCrawlWorld(ending, { url, token, rooms: { mole: room.roomId } });
      await world.crawl();
    });

    /** Days that a crawl makes dirty after something was said. */
    async function dirtyAfter(say: () => Promise<unknown>): Promise<readonly string[]> {
      const change = await world.store.readChange();
      await say();
      const { outcome } = await world.crawlRoom();
      assert.equal(outcome, "complete");
      return (await world.dirtySince(change)).map((line) => line.replace("mole ", ""));
    }

    test("finds a new message where it meets what is known, and only its day is dirty", async () => {
      const stored = dumpRoomOf(world).events.length;
      const days = await dirtyAfter(() => room.text("news", { at: "2024-04-01T10:00" }));
      assert.deepEqual(days, ["2024-04-01"]);
      const { events, spans } = dumpRoomOf(world);
      assert.deepEqual([events.length, spans.length], [stored + 1, 1]);
      assert.equal(events.at(-1)?.content["body"], "news");
    });

    test("finds more than a page of news", async () => {
      const bodies = Array.from({ length: 12 }, (_, index) => `more news ${index}`);
      for (const body of bodies) await room.text(body, { at: "2024-04-02T10:00" });
      await world.crawl({ pageLimit: 5 });
      assert.deepEqual(
        (await linesOn(world, "mole", "2024-04-02")).map(({ text }) => text),
        bodies,
      );
      assert.equal(dumpRoomOf(world).spans.length, 1);
    });

    test("a reaction dirties the day of its target", async () => {
      const days = await dirtyAfter(() => room.react(quoted, "👍", { at: "2024-04-03T10:00" }));
      assert.deepEqual(days, ["2024-03-01", "2024-04-03"]);
      assert.deepEqual((await linesOn(world, "mole", "2024-03-01"))[0]?.reactions, ["👍 1"]);
    });

    let edit: EventId;
    test("an edit dirties the day of its target and the days that quote it", async () => {
      const days = await dirtyAfter(async () => {
        edit = await room.edit(quoted, "the second wording", { by: "bob", at: "2024-04-04T10:00" });
      });
      assert.deepEqual(days, ["2024-03-01", "2024-03-02", "2024-04-04"]);
      const [line] = await linesOn(world, "mole", "2024-03-01");
      assert.deepEqual([line?.text, line?.edited], ["the second wording", true]);
      assert.equal((await linesOn(world, "mole", "2024-03-02"))[0]?.quote, "the second wording");
    });

    test("a redacted edit gives the original wording back, on all pages that show it", async () => {
      const days = await dirtyAfter(() => room.redact(edit, { by: "bob", at: "2024-04-05T10:00" }));
      assert.deepEqual(days, ["2024-03-01", "2024-03-02", "2024-04-04", "2024-04-05"]);
      const [line] = await linesOn(world, "mole", "2024-03-01");
      assert.deepEqual([line?.text, line?.edited], ["the first wording", false]);
      const tree = await readTree(world.store.folder);
      assert.deepEqual(filesWith(tree, "the second wording"), []);
    });

    test("a redaction erases the text from every byte of the store, and dirties the days that quote it", async () => {
      const days = await dirtyAfter(() => room.redact(quoted, { by: "bob", at: "2024-04-06T10:00" }));
      assert.deepEqual(days, ["2024-03-01", "2024-03-02", "2024-04-06"]);
      const tree = await readTree(world.store.folder);
      assert.deepEqual(filesWith(tree, "the first wording"), []);
      assert.notDeepEqual(filesWith(tree, "nobody answers this"), []);
      assert.deepEqual(await linesOn(world, "mole", "2024-03-01"), []);
    });

    test("the redaction of a message without answers dirties its own day", async () => {
      const days = await dirtyAfter(() => room.redact(plain, { at: "2024-04-07T10:00" }));
      assert.deepEqual(days, ["2024-03-03", "2024-04-07"]);
    });

    test("a new name dirties no day before it", async () => {
      const bob = dumpRoomOf(world).events.find(({ sender }) => sender.startsWith("@bob"))?.sender ?? assert.fail();
      const renamed = { membership: "join", displayname: "Robert" };
      const days = await dirtyAfter(() =>
        room.state("m.room.member", renamed, { by: bob, key: bob, at: "2024-04-08T10:00" }),
      );
      assert.deepEqual(days, ["2024-04-08"]);
    });

    test("a room that closes is refused, and all its days are dirty; opened again it is back", async () => {
      const all = new Set(dumpRoomOf(world).events.map(({ day }) => day));
      await room.visibility("shared", { at: "2024-04-09T10:00" });
      const change = await world.store.readChange();
      const closed = await world.crawlRoom();
      assert.deepEqual([closed.outcome, closed.reason], ["refused", "closed-now"]);
      assert.equal((await world.dirtySince(change)).length, all.size);
      assert.deepEqual(await linesOn(world, "mole", "2024-04-01"), []);
      await room.text("said behind the shutter", { at: "2024-04-10T10:00" });
      await room.visibility("world_readable", { at: "2024-04-11T10:00" });
      assert.equal((await world.crawlRoom()).outcome, "complete");
      assert.deepEqual(
        (await linesOn(world, "mole", "2024-04-01")).map(({ text }) => text),
        ["news"],
      );
      assert.deepEqual(filesWith(await readTree(world.store.folder), "behind the shutter"), []);
    });
  });
}
