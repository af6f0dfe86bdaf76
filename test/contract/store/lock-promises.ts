import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, test, type TestContext } from "node:test";
import { StoreError } from "#store/store-error.ts";
import { freshStore, type OpenStore } from "./open-store-for-test.ts";

/** One crawl at a time, and one build for each output. */
export function lockPromises(open: OpenStore): void {
  describe("locks", () => {
    test("whoever comes second is refused with the words given, until the first lets go", async (t) => {
      const store = await freshStore(t, open);
      const first = await store.lock("crawl", "Another crawl is running.");
      await assert.rejects(store.lock("crawl", "Another crawl is running."), (error) => {
        assert.ok(error instanceof StoreError);
        assert.equal(error.message, "Another crawl is running.");
        return true;
      });
      const other = await store.lock("build", "Another build is running.");
      first.release();
      (await store.lock("crawl", "Another crawl is running.")).release();
      other.release();
    });

    test("a lock is held against other processes, and none is left behind by one that was killed", async (t) => {
      const store = await freshStore(t, open);
      const holder = await holdLock(t, store.folder, "crawl");
      await assert.rejects(store.lock("crawl", "Another crawl is running."), { message: "Another crawl is running." });
      holder.kill("SIGKILL");
      await once(holder, "exit");
      (await store.lock("crawl", "Another crawl is running.")).release();
    });

    test("a lock stops neither reading nor writing", async (t) => {
      const store = await freshStore(t, open);
      const lock = await store.lock("crawl", "busy");
      await store.writeRun("crawl", 1, {});
      assert.equal((await store.readLastRun("crawl"))?.startedAtMs, 1);
      lock.release();
    });
  });
}

/** Another process that holds a lock of the store until it is killed. */
async function holdLock(t: TestContext, folder: string, name: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("hold-lock.ts", import.meta.url)), folder, name], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  const [said] = (await once(child.stdout, "data")) as [Buffer];
  assert.equal(said.toString().trim(), "held");
  return child;
}
