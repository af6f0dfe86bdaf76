import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { BuildReport } from "#build/build-report.ts";
import type { CrawlReport } from "#crawl/crawl-report.ts";
import { sha256Hex } from "#lib/hash.ts";
import { openStore } from "#store/open-store.ts";
import { filesWith, readTree } from "#test/support/site-build.ts";
import { runDaybook } from "./cli-support.ts";
import { filesHolding, firstStored, messageSaying, openRemoveWorld, word, type RemoveWorld } from "./remove-world.ts";

let world: RemoveWorld;
let cwd: string;
before(async () => {
  world = await openRemoveWorld();
  ({ cwd } = world);
});
after(() => world.stop());

describe("daybook remove beside other commands", () => {
  test("a removal made while a crawl runs holds for what it has stored and for what it has not met yet", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "daybook-cli-remove-crawl-"));
    t.after(() => rmSync(folder, { recursive: true }));
    for (const file of ["daybook.yaml", "token"]) cpSync(join(cwd, file), join(folder, file));
    const { event: old } = await messageSaying(cwd, word);
    world.server.faults = { latencyMs: 150, pageLimit: 20 };
    t.after(() => void (world.server.faults = {}));
    const crawling = runDaybook(["crawl", "--json", "--room", "lobby"], { cwd: folder });
    const newest = await firstStored(join(folder, "data"));
    const removing = ["--event", old.eventId, "--event", newest, "--no-build"];
    const { code, stderr } = await runDaybook(["remove", ...removing, "--json"], { cwd: folder });
    assert.equal(code, 0, stderr);
    const removedDuring = (await stillRunning(crawling)) === undefined;
    const crawled = await crawling;
    assert.equal(crawled.code, 0, crawled.stderr);
    assert.ok(removedDuring, "the crawl was over before the removal: nothing was tried");
    assert.equal((JSON.parse(crawled.stdout) as CrawlReport).rooms[0]?.outcome, "complete");
    assert.deepEqual(filesWith(await readTree(join(folder, "data")), word), []);
    const store = await openStore({ folder: join(folder, "data"), readOnly: true });
    t.after(() => store.close());
    const record = await store.readRoom({ slug: "lobby" });
    assert.ok(record);
    const erased = await store.readEvents(record.key, [old.eventId, newest]);
    assert.deepEqual(
      erased.map((one) => [one.erased, one.event.content]),
      [
        [true, {}],
        [true, {}],
      ],
    );
  });

  test("a room removed while it is crawled ends that crawl without a failure and leaves nothing in the store", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "daybook-cli-remove-room-"));
    t.after(() => rmSync(folder, { recursive: true }));
    for (const file of ["daybook.yaml", "token"]) cpSync(join(cwd, file), join(folder, file));
    world.server.faults = { latencyMs: 150, pageLimit: 20 };
    t.after(() => void (world.server.faults = {}));
    const crawling = runDaybook(["crawl", "--json", "--room", "lobby"], { cwd: folder });
    await firstStored(join(folder, "data"));
    const { code, stderr } = await runDaybook(["remove", "--room", "lobby", "--no-build"], { cwd: folder });
    assert.equal(code, 0, stderr);
    const crawled = await crawling;
    assert.equal(crawled.code, 0, crawled.stderr);
    const [room] = (JSON.parse(crawled.stdout) as CrawlReport).rooms;
    assert.deepEqual([room?.outcome, room?.reason], ["refused", "removed"]);
    assert.deepEqual(filesWith(await readTree(join(folder, "data")), "the"), []);
  });

  test("while a build runs, remove does not wait for it, and the build takes the removal with it", async () => {
    const { event } = await messageSaying(cwd, word);
    const store = await openStore({ folder: join(cwd, "data") });
    const lock = await store.lock(`build-${sha256Hex(join(cwd, "dist")).slice(0, 16)}`, "busy");
    const { code, stdout } = await runDaybook(["remove", "--event", event.eventId], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /A build is running\. It looks for removals once more before it ends/);
    lock.release();
    await store.close();
    assert.notDeepEqual(filesWith(await readTree(join(cwd, "dist")), word), []);
    const built = await runDaybook(["build", "--json"], { cwd });
    assert.ok((JSON.parse(built.stdout) as BuildReport).withdrawn.changed.length > 0);
    assert.deepEqual(await filesHolding(cwd, word), []);
  });
});

/** What a command came to, where it has ended. */
async function stillRunning<Value>(work: Promise<Value>): Promise<Value | undefined> {
  return Promise.race([work, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 0))]);
}
