import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ArtifactRecord, DaySummaryRecord } from "#store/records.ts";
import { eventId } from "#test/support/ids.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { day } from "#test/support/site.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** What is derived from the events, and the ledger of what was made of it. */
export function outputPromises(open: OpenStore): void {
  describe("what is derived", () => {
    test("a day's summary comes back as it was written last, with or without a page", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      await store.writeDaySummary(stored.key, summary("2024-03-05", 3));
      const emptied = { ...summary("2024-03-05", 0), existenceChange: 9 };
      await store.writeDaySummary(stored.key, emptied);
      assert.deepEqual(await store.readLastSummary(stored.key, day("2024-03-05")), emptied);
      assert.equal(await store.readLastSummary(stored.key, day("2024-03-06")), undefined);
    });

    test("lists know only days with a page: their range, their months, and the days beside one", async (t) => {
      const store = await freshStore(t, open);
      const stored = new StoredRoom(store);
      await stored.write();
      const counts = { "2024-02-29": 2, "2024-03-01": 1, "2024-03-05": 0, "2024-03-09": 4, "2025-01-01": 1 };
      for (const [text, count] of Object.entries(counts)) await store.writeDaySummary(stored.key, summary(text, count));
      const days = async (range?: { from: string; to: string }) =>
        (await store.readDaySummaries(stored.key, range)).map((one) => one.day);
      assert.deepEqual(await days(), ["2024-02-29", "2024-03-01", "2024-03-09", "2025-01-01"]);
      assert.deepEqual(await days({ from: "2024-03-01", to: "2024-03-31" }), ["2024-03-01", "2024-03-09"]);
      assert.deepEqual(await store.readMonths(stored.key), [
        { month: "2024-02", messageCount: 2, dayCount: 1, firstDay: "2024-02-29", lastDay: "2024-02-29" },
        { month: "2024-03", messageCount: 5, dayCount: 2, firstDay: "2024-03-01", lastDay: "2024-03-09" },
        { month: "2025-01", messageCount: 1, dayCount: 1, firstDay: "2025-01-01", lastDay: "2025-01-01" },
      ]);
      const beside = await store.readNeighbourDays(stored.key, day("2024-03-05"));
      assert.deepEqual(beside, { previous: "2024-03-01", next: "2024-03-09" });
      const last = await store.readNeighbourDays(stored.key, day("2025-01-01"));
      assert.deepEqual(last, { previous: "2024-03-09", next: undefined });
    });

    test("an output is known by its path, and each has its own ledger", async (t) => {
      const store = await freshStore(t, open);
      assert.equal(await store.readOutput("/site"), undefined);
      const one = await store.writeOutput({ path: "/site", stamp: "s", reachedChange: 4, inputKey: "k" });
      const two = await store.writeOutput({ path: "/other", stamp: "s", reachedChange: 0, inputKey: "" });
      assert.notEqual(one.key, two.key);
      const moved = await store.writeOutput({ path: "/site", stamp: "s", reachedChange: 8, inputKey: "l" });
      assert.deepEqual(moved, { key: one.key, stamp: "s", reachedChange: 8, inputKey: "l" });
      assert.deepEqual(await store.readOutput("/site"), moved);
      await store.writeArtifacts(one.key, [artifact("index.html")]);
      assert.deepEqual(await store.readArtifacts(two.key), []);
    });

    test("artifacts are read by folder and kind, sorted, and a path holds one", async (t) => {
      const store = await freshStore(t, open);
      const { key } = await store.writeOutput({ path: "/site", stamp: "s", reachedChange: 0, inputKey: "" });
      const note: ArtifactRecord = { ...artifact("general/x", "search-shard"), detail: { words: 3 } };
      const paths = ["general/index.html", "general-chat/index.html", "general/2024/index.html", "index.html"];
      await store.writeArtifacts(key, [...paths.map((path) => artifact(path)), note]);
      const read = async (which: Parameters<typeof store.readArtifacts>[1]) =>
        (await store.readArtifacts(key, which)).map(({ path }) => path);
      assert.deepEqual(await read({ prefix: "general/" }), [
        "general/2024/index.html",
        "general/index.html",
        "general/x",
      ]);
      assert.deepEqual(await read({ kind: "search-shard" }), ["general/x"]);
      assert.equal((await read({})).length, 5);
      assert.deepEqual((await store.readArtifacts(key, { kind: "search-shard" }))[0], note);
      assert.deepEqual(await store.readTotals(key), { files: 4, sizeBytes: 40 }, "a note is no file");
      assert.deepEqual(await store.readTotals(key, { kind: "page" }), { files: 4, sizeBytes: 40 });
      assert.deepEqual(await store.readTotals(key, { kind: "feed" }), { files: 0, sizeBytes: 0 });

      await store.writeArtifacts(key, [{ ...artifact("index.html"), sizeBytes: 99 }]);
      assert.deepEqual(await store.readTotals(key), { files: 4, sizeBytes: 129 });
      await store.deleteArtifacts(key, ["index.html", "general/x", "never-there"]);
      assert.deepEqual(await read({}), ["general-chat/index.html", "general/2024/index.html", "general/index.html"]);
    });

    test("of runs the newest is told, by kind, and old ones are forgotten", async (t) => {
      const store = await freshStore(t, open);
      assert.equal(await store.readLastRun("crawl"), undefined);
      for (let run = 1; run <= 120; run += 1) await store.writeRun("crawl", run, { outcome: "done", run });
      await store.writeRun("build", 7, { outcome: "done" });
      assert.deepEqual(await store.readLastRun("crawl"), { startedAtMs: 120, report: { outcome: "done", run: 120 } });
      assert.deepEqual(await store.readLastRun("build"), { startedAtMs: 7, report: { outcome: "done" } });
      const times = async (limit: number) => (await store.readRuns("crawl", limit)).map((run) => run.startedAtMs);
      assert.deepEqual(await times(3), [120, 119, 118]);
      assert.equal((await times(1000)).at(-1), 21);
    });
  });
}

function summary(text: string, messageCount: number): DaySummaryRecord {
  return {
    day: day(text),
    existenceChange: 1,
    searchChange: 2,
    itemCount: messageCount,
    messageCount,
    partCount: 1,
    opening: [{ author: "Alice", text: "hello", drawnFrom: [eventId("$one")] }],
    lastModified: day(text),
    searchKey: "key",
    searchWords: 12,
  };
}

function artifact(path: string, kind = "page"): ArtifactRecord {
  const sizeBytes = kind === "page" ? 10 : 0;
  return { path, kind, inputHash: "in", contentHash: "out", sizeBytes };
}
