import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { blockOf, numbersIn } from "#store/source-blocks.ts";
import type { Store } from "#store/store.ts";
import { eventId } from "#test/support/ids.ts";
import { idOf, type EventDraft } from "#test/support/room-builder.ts";
import { day } from "#test/support/site.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** The ledger knows of each artifact from which events it was drawn, and of each event in which artifacts it shows. */
export function sourcePromises(open: OpenStore): void {
  describe("what artifacts were drawn from", () => {
    test("an artifact's events come back, and those of events beside it too", async (t) => {
      const store = await freshStore(t, open);
      const { stored, output, drafts } = await told(store, 600);
      const [few, many] = [[drafts[3], drafts[599]], drafts.slice(100, 400)].map((some) =>
        some.flatMap((draft) => draft ?? []),
      );
      await write(store, output, { "a/index.html": few ?? [], "b/index.html": many ?? [] });
      assert.deepEqual(await readIds(store, stored, output, "a/index.html"), new Set(few?.map(idOf)));
      assert.deepEqual(await readIds(store, stored, output, "b/index.html"), new Set(many?.map(idOf)));
      assert.deepEqual(await store.readSourceRooms(output), [stored.key]);
      const inThird = await store.readSourcesInBlocks(output, stored.key, [
        (await blocksOf(store, many ?? []))[0] ?? -1,
      ]);
      assert.deepEqual([...new Set(inThird.map(({ path }) => path))], ["a/index.html", "b/index.html"]);
      assert.deepEqual(await store.readSourceBlocks(output, stored.key), await blocksOf(store, drafts));
    });

    test("what is written anew takes the place of what was known, and goes with its artifact", async (t) => {
      const store = await freshStore(t, open);
      const { stored, output, drafts } = await told(store, 5);
      const other = await store.writeOutput({ path: "/other", stamp: "s", reachedChange: 0, inputKey: "" });
      await write(store, output, { "a/index.html": drafts });
      await write(store, other.key, { "a/index.html": drafts });
      await write(store, output, { "a/index.html": drafts.slice(0, 1) });
      assert.equal((await readIds(store, stored, output, "a/index.html")).size, 1);
      await store.deleteArtifacts(output, ["a/index.html"]);
      assert.deepEqual(await store.readSources(output, ["a/index.html"]), []);
      assert.deepEqual(await store.readSourceRooms(output), []);
      assert.equal((await readIds(store, stored, other.key, "a/index.html")).size, 5, "of each output its own");
    });

    test("an event that the store has not is told, not passed over", async (t) => {
      const store = await freshStore(t, open);
      const { drafts } = await told(store, 2);
      const packed = await store.packSources([...drafts.map(idOf), eventId("$never-stored")]);
      assert.ok(packed.some(({ room }) => room === 0));
      assert.ok((await store.packSources(drafts.map(idOf))).every(({ room }) => room !== 0));
      assert.deepEqual(await store.packSources([]), []);
    });

    test("the blocks of a day are those of its events alone", async (t) => {
      const store = await freshStore(t, open);
      const { stored, drafts } = await told(store, 400);
      const late = stored.room.text("later").at("2024-03-06 09:00");
      await stored.write();
      assert.deepEqual(await store.readBlocksOfDays(stored.key, [day("2024-03-05")]), await blocksOf(store, drafts));
      assert.deepEqual(await store.readBlocksOfDays(stored.key, [day("2024-03-06")]), await blocksOf(store, [late]));
      assert.deepEqual(await store.readBlocksOfDays(stored.key, [day("2024-03-07")]), []);
    });

    test("addresses are read below a folder, and artifacts by their paths", async (t) => {
      const store = await freshStore(t, open);
      const { output } = await told(store, 1);
      const paths = ["", "general/", "general/2024/", "general-chat/"];
      await store.decide(paths.map((path) => ({ kind: "address", path, on: "2024-03-05" })));
      assert.deepEqual(await store.readAddressesBelow("general/"), ["general/", "general/2024/"]);
      assert.deepEqual(await store.readAddressesBelow(""), ["", "general-chat/", "general/", "general/2024/"]);
      await write(store, output, { "a/index.html": [], "b/index.html": [] });
      const read = await store.readArtifacts(output, { paths: ["b/index.html", "c/index.html"] });
      assert.deepEqual(
        read.map(({ path }) => path),
        ["b/index.html"],
      );
    });
  });
}

async function told(store: Store, count: number) {
  const stored = new StoredRoom(store);
  const drafts = Array.from({ length: count }, (_, index) =>
    stored.room.text(`word ${index}`).at(Date.parse("2024-03-05T00:00:00Z") + index * 60_000),
  );
  await stored.write();
  const { key } = await store.writeOutput({ path: "/site", stamp: "s", reachedChange: 0, inputKey: "" });
  return { stored, output: key, drafts };
}

async function write(store: Store, output: number, artifacts: Record<string, readonly EventDraft[]>): Promise<void> {
  for (const [path, drafts] of Object.entries(artifacts)) {
    await store.writeArtifacts(output, [{ path, kind: "page", inputHash: "", contentHash: "x", sizeBytes: 1 }]);
    await store.writeSources(output, [{ path, sources: await store.packSources(drafts.map(idOf)) }]);
  }
}

async function readIds(store: Store, { key }: StoredRoom, output: number, path: string): Promise<ReadonlySet<string>> {
  const numbers = (await store.readSources(output, [path])).flatMap(numbersIn);
  return new Set([...(await store.readNumberedEvents(key, numbers)).values()].map(({ event }) => event.eventId));
}

async function blocksOf(store: Store, drafts: readonly EventDraft[]): Promise<readonly number[]> {
  const numbers = (await store.packSources(drafts.map(idOf))).flatMap(numbersIn);
  return [...new Set(numbers.map(blockOf))].toSorted((one, other) => one - other);
}
