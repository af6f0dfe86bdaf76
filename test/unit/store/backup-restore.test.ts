import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { publishFolderFor } from "#build/publish-lists.ts";
import { safeFilePath } from "#lib/media-paths.ts";
import { backUpStore } from "#store/back-up-store.ts";
import { databaseFileName } from "#store/open-database.ts";
import { openStore } from "#store/open-store.ts";
import { restoreStore } from "#store/restore-store.ts";
import { StoreBusyError, StoreError } from "#store/store-error.ts";
import type { Store } from "#store/store.ts";
import { buildScene } from "#test/support/build-scene.ts";
import { keepPicture, mxcOf, picturePaths, safeFileOf } from "#test/support/kept-media.ts";
import { bob, idOf } from "#test/support/room-builder.ts";
import { assertSameTree, build, filesWith, readTree } from "#test/support/site-build.ts";

const pier = safeFilePath(safeFileOf("pier, large"));

/** Two days, the second with a picture by somebody else; both are built. */
async function scene(t: TestContext) {
  const told = await buildScene(t, { rooms: [{ room: "#general:example.org", index: true, media: "full" }] });
  const { room } = told.stored;
  const secret = room.text("quicksilver").at("2024-03-05 09:00");
  room.text("limpet").at("2024-03-05 10:00");
  room
    .image("pier.png", { url: mxcOf("pier") })
    .from(bob)
    .at("2024-03-06 09:00");
  await told.stored.write();
  await told.stored.crawledAt("2024-05-01 00:00");
  await keepPicture(told.store, mxcOf("pier"), "pier");
  await told.build();
  const target = join(dirname(told.store.folder), "backup");
  return { ...told, secret, target, folder: told.store.folder };
}

const removal = (what: "event" | "user", target: string, at: string) =>
  ({ kind: "removal", what, target, at }) as const;

async function withStore<Result>(folder: string, work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore({ folder });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

test("a backup that is taken in the middle of a write holds the moment before it, and builds the same site", async (t) => {
  const { stored, store, tree, target, configure } = await scene(t);
  stored.room.text("driftwood").at("2024-03-06 10:00");
  await store
    .transaction(async (tx) => {
      const [record] = await tx.readRooms();
      assert.ok(record);
      await tx.eraseRoom(record.key);
      await backUpStore(store.folder, target, { media: true });
      throw new Error("never mind");
    })
    .catch(() => undefined);
  const fresh = join(dirname(target), "elsewhere");
  await restoreStore(fresh, target);
  const other = { ...configure({}), store: fresh, output: join(dirname(target), "dist-elsewhere") };
  await withStore(fresh, (restored) => build(other, restored));
  assertSameTree(await readTree(other.output), await tree());
});

test("a restore of an older backup brings nothing removed back: no word, no file, no page", async (t) => {
  const { store, folder, config, target, build: buildNow, secret } = await scene(t);
  await backUpStore(folder, target, { media: true });
  assert.ok(existsSync(join(target, pier)));
  await store.decide([
    removal("event", idOf(secret), "2024-06-01T12:00:00.000Z"),
    removal("user", bob, "2024-06-01T12:00:00.000Z"),
  ]);
  await buildNow();
  await store.close();
  await restoreStore(folder, target);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(databaseFileName)) continue;
    assert.ok(!(await readFile(join(folder, name))).includes("quicksilver"), name);
  }
  assert.ok(!existsSync(join(folder, pier)), "the file of the removed person");
  const report = await withStore(folder, (restored) => build(config, restored));
  assert.ok(report.full);
  const tree = await readTree(config.output);
  assert.deepEqual(filesWith(tree, "quicksilver"), []);
  for (const path of picturePaths("pier", { full: true })) assert.ok(!tree.has(path), path);
  const lists = publishFolderFor(folder, config.output);
  const listed = await Promise.all(
    ["2-upload.txt", "3-upload.txt", "4-upload.txt"].map((name) => readFile(join(lists, name), "utf8")),
  );
  assert.deepEqual(listed.join("").split("\n").filter(Boolean).toSorted(), [...tree.keys()].toSorted());
});

test("of a removal and its undoing the later word holds, whichever file has it", async (t) => {
  const { store, folder, target, secret } = await scene(t);
  await store.decide([removal("user", bob, "2024-06-01T12:00:00.000Z")]);
  await backUpStore(folder, target, { media: false });
  await store.decide([
    { kind: "removal-undone", what: "user", target: bob, at: "2024-06-02T12:00:00.000Z" },
    removal("event", idOf(secret), "2024-06-02T12:00:00.000Z"),
  ]);
  await store.close();
  const removedIn = (place: string) =>
    withStore(place, async (one) => (await one.readRemovals()).map(({ kind }) => kind));
  await restoreStore(folder, target);
  assert.deepEqual(await removedIn(folder), ["event"]);
  await rm(join(folder, "decisions.jsonl"));
  await writeFile(join(folder, "decisions.jsonl"), "");
  await restoreStore(folder, target);
  assert.deepEqual(await removedIn(folder), ["user"], "a file that was lost is made up for by the backup's");
});

test("without its files, a restored store wants them again and shows what it has", async (t) => {
  const { store, folder, target, tree, config } = await scene(t);
  await backUpStore(folder, target, { media: false });
  assert.ok(!existsSync(join(target, "media")));
  await store.close();
  const fresh = join(dirname(target), "elsewhere");
  await restoreStore(fresh, target);
  const other = { ...config, store: fresh, output: join(dirname(target), "dist-elsewhere") };
  await withStore(fresh, (restored) => build(other, restored));
  const pages = [...(await readTree(other.output)).keys()];
  assert.ok(pages.includes("general/2024/03/06/index.html"));
  assert.ok(
    !pages.some((path) => path.startsWith("media/")) &&
      [...(await tree()).keys()].some((path) => path.startsWith("media/")),
  );
});

test("a damaged backup and a damaged store are refused by name, and a running crawl is not disturbed", async (t) => {
  const { store, folder, target, secret } = await scene(t);
  await backUpStore(folder, target, { media: true });
  await assert.rejects(backUpStore(folder, target, { media: true }), /is not empty/);
  const crawl = await store.lock("crawl", "busy");
  await assert.rejects(restoreStore(folder, target), (error) => error instanceof StoreBusyError);
  crawl.release();
  await damage(join(target, databaseFileName));
  await store.close();
  await assert.rejects(restoreStore(folder, target), (error) => {
    assert.ok(error instanceof StoreError);
    assert.ok(error.message.includes(target) && error.message.includes("damaged"), error.message);
    return true;
  });
  await withStore(folder, async (unharmed) => {
    const [room] = await unharmed.readRooms();
    assert.equal((await unharmed.readEvents(room?.key ?? assert.fail(), [idOf(secret)])).length, 1);
  });
  await damage(join(folder, databaseFileName));
  await assert.rejects(backUpStore(folder, `${target}-2`, { media: true }), /damaged.*backup/);
  assert.deepEqual(
    (await readdir(dirname(target))).filter((name) => name.startsWith("backup-2")),
    [],
  );
});

/** Overwrites the middle of a file, page heads and all. */
async function damage(path: string): Promise<void> {
  const file = await open(path, "r+");
  const { size } = await file.stat();
  for (let at = 4096 * 4; at < size; at += 4096) await file.write(Buffer.alloc(200, 0xaa), 0, 200, at);
  await file.close();
}
