import { cp } from "node:fs/promises";
import { randomInt } from "node:crypto";
import { dirname, join } from "node:path";
import { test } from "node:test";
import type { Config } from "#config/config.ts";
import { openStore } from "#store/open-store.ts";
import type { Store } from "#store/store.ts";
import { archiveConfig } from "#test/support/archive-config.ts";
import { RandomHistory } from "#test/support/random-history.ts";
import { assertSameTree, build, readTree, type Tree } from "#test/support/site-build.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";
import { temporaryStore } from "#test/support/temporary-store.ts";

const rooms = [{ room: "#general:example.org", index: true }];
const given = process.env["DAYBOOK_TEST_SEED"];
const seeds = given === undefined ? [1, 2, randomInt(2 ** 31)] : [Number(given)];
const buildCount = 12;

for (const seed of seeds) {
  test(`whatever happens between two builds, the second gives what a full build gives (DAYBOOK_TEST_SEED=${seed})`, async (t) => {
    const store = await temporaryStore(t);
    const stored = new StoredRoom(store);
    const history = new RandomHistory(stored, seed);
    const config = archiveConfig({ folder: dirname(store.folder), rooms });
    await history.begin();
    for (let count = 0; count < buildCount; count += 1) {
      await build(config, store);
      assertSameTree(
        await readTree(config.output),
        await fullTree(config, store),
        `After ${history.steps.join(", ")} (DAYBOOK_TEST_SEED=${seed}) the site differs from a full build`,
      );
      const steps = 1 + (count % 3);
      for (let step = 0; step < steps; step += 1) await history.step();
    }
  });
}

/** What a build from nothing makes of a copy of the store. */
async function fullTree(config: Config, store: Store): Promise<Tree> {
  const folder = await temporaryFolder();
  await cp(store.folder, join(folder, "data"), { recursive: true });
  const copy = await openStore({ folder: join(folder, "data") });
  try {
    const output = join(folder, "dist");
    await build({ ...config, store: copy.folder, output }, copy, { full: true });
    return await readTree(output);
  } finally {
    await copy.close();
  }
}
