import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFile, chmod, cp, mkdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { promisify } from "node:util";
import SqliteDatabase from "better-sqlite3";
import { openStore } from "#store/open-store.ts";
import { StoreError } from "#store/store-error.ts";
import { asNobody } from "#test/support/as-nobody.ts";
import { idOf } from "#test/support/room-builder.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { day } from "#test/support/site.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";
import { tinyDisk, withoutTinyDisk } from "#test/support/tiny-disk.ts";

const databaseFile = (folder: string) => join(folder, "daybook.sqlite");
const decisionsFile = (folder: string) => join(folder, "decisions.jsonl");

/** A folder with a store that holds one message, closed. */
async function filledFolder(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  const store = await openStore({ folder });
  const stored = new StoredRoom(store);
  stored.room.text("hello");
  await stored.write();
  await store.close();
  return folder;
}

async function refuses(work: Promise<unknown>, ...words: readonly RegExp[]): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof StoreError, String(error));
    for (const expected of words) assert.match(error.message, expected);
    return true;
  });
}

test("a store is made where its folder is missing, for this user's eyes alone", async (t) => {
  const folder = join(await temporaryFolder(t), "deep", "data");
  await (await openStore({ folder })).close();
  assert.equal((await stat(folder)).mode & 0o777, 0o700);
  assert.equal((await stat(databaseFile(folder))).mode & 0o777, 0o600);
});

test("what this user alone may read stays so in every file beside the database", async (t) => {
  const folder = await temporaryFolder(t);
  const store = await openStore({ folder });
  t.after(() => store.close());
  await store.decide([{ kind: "address", path: "general/", on: "2024-03-05" }]);
  for (const name of ["daybook.sqlite", "daybook.sqlite-wal", "decisions.jsonl"])
    assert.equal((await stat(join(folder, name))).mode & 0o077, 0, name);
});

test("a reader makes nothing where there is no store, and says what is missing", async (t) => {
  const folder = join(await temporaryFolder(t), "data");
  await refuses(openStore({ folder, readOnly: true }), /cannot be opened/, /"store"/);
  await assert.rejects(stat(folder), { code: "ENOENT" });
});

test("a reader can change nothing", async (t) => {
  const folder = await filledFolder(t);
  const store = await openStore({ folder, readOnly: true });
  t.after(() => store.close());
  assert.equal((await store.readRooms()).length, 1);
  await refuses(store.writeRun("crawl", 1, {}), /read-only/);
});

test("a store of a newer version is refused and not touched", async (t) => {
  const folder = await filledFolder(t);
  const file = databaseFile(folder);
  const database = new SqliteDatabase(file);
  database.exec("insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', '2099-01-01')");
  database.pragma("journal_mode = delete");
  database.close();
  const before = await readFile(file);
  await refuses(openStore({ folder }), /newer version of Daybook/, /not touched/, /Update Daybook/);
  assert.deepEqual(await readFile(file), before);
});

test("a damaged file, and one that is none of ours, are named with what to do", async (t) => {
  const cases: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
    "is text": (file) => writeFile(file, "this is not a database, but a letter to its reader".repeat(50)),
    "lost its end": async (file) => truncate(file, 5000),
    "was overwritten in the middle": async (file) => {
      const bytes = await readFile(file);
      await writeFile(file, bytes.fill(0xa5, 100, 40_000));
    },
  };
  for (const [what, damage] of Object.entries(cases)) {
    const folder = await filledFolder(t);
    await damage(databaseFile(folder));
    const open = async () => {
      const store = await openStore({ folder });
      try {
        const [room] = await store.readRooms();
        if (room !== undefined) await store.readDay(room.key, day("2024-03-05"));
      } finally {
        await store.close();
      }
    };
    await t.test(what, () => refuses(open(), /damaged/, /backup/, /decisions\.jsonl/));
  }
});

test("a folder or a file that may not be written is named with what to do", async (t) => {
  const parent = await temporaryFolder(t);
  await chmod(parent, 0o755);
  const folder = join(parent, "data");
  await mkdir(folder, { mode: 0o755 });
  await asNobody(async () => {
    await refuses(openStore({ folder }), /right to write|folder's rights/);
    await refuses(openStore({ folder: join(parent, "elsewhere") }), /cannot be made/, /"store"/);
  });
  const store = await openStore({ folder });
  await store.close();
  await chmod(databaseFile(folder), 0o644);
  await chmod(folder, 0o755);
  await asNobody(() => refuses(openStore({ folder }), /read-only for this user|folder's rights/));
});

test("a file in the place of the folder is named", async (t) => {
  const folder = join(await temporaryFolder(t), "data");
  await writeFile(folder, "");
  await refuses(openStore({ folder }), /cannot be made/, /Choose another folder/);
});

test(
  "on a full disk the store says so, keeps what it has, and goes on when there is space",
  { skip: withoutTinyDisk },
  async (t) => {
    const disk = await tinyDisk(t, "600k");
    const folder = join(disk, "data");
    const store = await openStore({ folder });
    const stored = new StoredRoom(store);
    const kept = stored.room.text("kept");
    await stored.write();
    await writeFile(join(disk, "ballast"), Buffer.alloc(1)).catch(() => undefined);
    const fill = async () => {
      for (let index = 0; index < 3000; index += 1) {
        stored.room.text(`${index} ${"x".repeat(2000)}`);
        await stored.write();
      }
    };
    await refuses(fill(), /disk is full/, /Nothing was lost/);
    await refuses(
      (async () => {
        const paths = Array.from({ length: 9000 }, (_, index) => `general/${"long/".repeat(20)}${index}/`);
        await store.decide(paths.map((path) => ({ kind: "address", path, on: "2024-03-05" })));
      })(),
      /disk is full/,
    );
    const [event] = await store.readEvents(stored.key, [idOf(kept)]);
    assert.equal(event?.event.content["body"], "kept");
    await store.close();

    await promisify(execFile)("mount", ["-o", "remount,size=20m", disk]);
    const again = await openStore({ folder });
    t.after(() => again.close());
    assert.equal((await again.readEvents(stored.key, [idOf(kept)])).length, 1);
    await again.decide([{ kind: "address", path: "after/", on: "2024-03-06" }]);
    assert.ok((await Array.fromAsync(again.readAddresses())).includes("after/"));
  },
);

test("decisions survive an older copy of the database, and its loss", async (t) => {
  const folder = await filledFolder(t);
  const copy = join(await temporaryFolder(t), "copy.sqlite");
  await cp(databaseFile(folder), copy);
  const store = await openStore({ folder });
  const [room] = await store.readRooms();
  const said = (await store.readDay(room?.key as never, day("2024-03-05")))[0]?.event.eventId ?? "";
  await store.decide([
    { kind: "slug", room: "!room:example.org", slug: "general", title: "General" },
    { kind: "part", event: said, part: 2 },
    { kind: "address", path: "general/2024/03/05/", on: "2024-03-07" },
  ]);
  await store.close();

  const check = async (what: string) => {
    const reopened = await openStore({ folder });
    try {
      assert.equal((await reopened.readPublishedSlugs()).get("!room:example.org" as never)?.slug, "general", what);
      assert.deepEqual(await Array.fromAsync(reopened.readAddresses()), ["general/2024/03/05/"], what);
      const stored = new StoredRoom(reopened);
      stored.room.text("hello");
      await stored.write();
      const [event] = await reopened.readDay(stored.key, day("2024-03-05"));
      assert.equal(event?.part, 2, what);
      assert.equal((await reopened.readRoom({ slug: "general" }))?.title, "General", what);
    } finally {
      await reopened.close();
    }
  };
  const removeDatabase = () =>
    Promise.all(["", "-wal", "-shm"].map((suffix) => rm(`${databaseFile(folder)}${suffix}`, { force: true })));
  await removeDatabase();
  await cp(copy, databaseFile(folder));
  await check("an older copy");
  await removeDatabase();
  await check("no database at all");
});

test("a decision whose line was cut short is passed over, and spoils none before or after it", async (t) => {
  const folder = await filledFolder(t);
  await appendFile(
    decisionsFile(folder),
    '{"kind":"address","path":"first/","on":"2024-03-05"}\n{"kind":"address","pa',
  );
  const store = await openStore({ folder });
  await store.decide([{ kind: "address", path: "second/", on: "2024-03-05" }]);
  await store.close();
  await rm(databaseFile(folder));
  const again = await openStore({ folder });
  t.after(() => again.close());
  assert.deepEqual(await Array.fromAsync(again.readAddresses()), ["first/", "second/"]);
});

test("a decision of a later version stays in the file for the version that knows it", async (t) => {
  const folder = await filledFolder(t);
  const line = '{"kind":"of-tomorrow","what":"something"}\n';
  await appendFile(decisionsFile(folder), line);
  const store = await openStore({ folder });
  await store.decide([{ kind: "address", path: "general/", on: "2024-03-05" }]);
  await store.close();
  assert.ok((await readFile(decisionsFile(folder), "utf8")).startsWith(line));
});
