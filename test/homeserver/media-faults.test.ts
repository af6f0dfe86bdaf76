import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { faultFor, later, mediaFiles, mediaOf, mediaWorld, stateOf } from "./media-world.ts";

const hourMs = 3_600_000;

describe("a server that does not hand a file over", () => {
  test("is asked again by a later run, and after two runs that were told so the file is gone", async (context) => {
    const { world, server } = await mediaWorld(context, ["one"], { faults: faultFor("one", { kind: "not-found" }) });
    const report = await world.crawl();
    assert.deepEqual([await stateOf(world, "one"), report.media?.failed], ["failed failed", 1]);
    await world.crawl({ nowMs: later(1) });
    assert.equal(await stateOf(world, "one"), "gone gone");
    server.faults = {};
    await world.crawl({ nowMs: later(2) });
    assert.equal(await stateOf(world, "one"), "gone gone", "it is left alone for a month");
    await world.crawl({ nowMs: later(40) });
    assert.equal(await stateOf(world, "one"), "kept image");
  });

  for (const [name, answer] of [
    ["stalls", { kind: "stall" }],
    ["breaks off", { kind: "file", sizeBytes: 10, claimedBytes: 5_000 }],
    ["answers with a web page", { kind: "html", status: 200 }],
    ["sends us into a closed network", { kind: "redirect", to: "http://10.0.0.1/file" }],
    ["fails", { kind: "server-error", status: 502 }],
  ] as const) {
    test(`but ${name} costs that file alone, and a later run fetches it`, async (context) => {
      const { world, server } = await mediaWorld(context, ["one", "two"], {
        faults: faultFor("one", answer),
        pace: { fileStallMs: 80 },
      });
      const report = await world.crawl();
      assert.deepEqual([await stateOf(world, "one"), await stateOf(world, "two")], ["failed failed", "kept image"]);
      assert.deepEqual([report.outcome, report.media?.failed], ["done", 1]);
      assert.deepEqual(await readdir(join(world.store.folder, "media", "part")), []);
      server.faults = {};
      await world.crawl();
      assert.equal(await stateOf(world, "one"), "failed failed", "not before an hour has passed");
      await world.crawl({ nowMs: Date.now() + 2 * hourMs });
      assert.equal(await stateOf(world, "one"), "kept image");
    });
  }

  test("but asks us to wait for long ends the run's files; they are all there for the next", async (context) => {
    const { world, server } = await mediaWorld(context, ["one", "two", "three"], {
      faults: { rules: [{ endpoint: "media", answer: { kind: "rate-limited", told: "seconds", waitMs: 3_600_000 } }] },
    });
    const report = await world.crawl();
    assert.match(report.media?.problem ?? "", /slow down/);
    assert.ok(report.warnings.some((line) => /slow down/.test(line)));
    assert.equal(await stateOf(world, "three"), "wanted");
    assert.ok(server.requestLog.filter(({ endpoint }) => endpoint === "media").length <= 2);
    server.faults = {};
    await world.crawl();
    assert.equal(await stateOf(world, "three"), "kept image");
  });

  test("says that it is larger than the limit: it is refused for good", async (context) => {
    const { world } = await mediaWorld(context, ["one"], {
      faults: faultFor("one", { kind: "file", sizeBytes: 200_000, claimedBytes: undefined }),
      media: { perFile: "100kB" },
    });
    await world.crawl();
    assert.equal(await stateOf(world, "one"), "refused too-large");
    assert.deepEqual((await mediaOf(world, "one")).refusals, { image: "too-large" });
    const after = await world.crawl({ nowMs: later(50) });
    assert.equal(after.media, undefined);
  });

  test("hands over something else than a picture: it is refused, and no copy of it stays", async (context) => {
    const { world } = await mediaWorld(context, ["one"], {
      faults: faultFor("one", { kind: "file", sizeBytes: 2_000, claimedBytes: 2_000 }),
    });
    await world.crawl();
    assert.match(await stateOf(world, "one"), /^refused (wrong-type|broken)$/);
    assert.deepEqual(await mediaFiles(world), []);
  });
});
