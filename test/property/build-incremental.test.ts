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

const rooms = [
  // Where membership has lines, one that comes late changes what the next one says.
  { room: "#general:example.org", index: true, membership: "fold", threads: 1 },
  // Where names are hidden, one that is given or taken back changes what others said.
  { room: "#lobby:example.org", index: false, names: "pseudonym", threads: 2 },
];
const given = process.env["DAYBOOK_TEST_SEED"];
const seeds = given === undefined ? [1, randomInt(2 ** 31)] : [Number(given)];
const buildCount = 10;

for (const seed of seeds) {
  test(`whatever happens between two builds, the second gives what a full build gives (DAYBOOK_TEST_SEED=${seed})`, async (t) => {
    const store = await temporaryStore(t);
    const lobby = { configured: "#lobby:example.org", roomId: "!lobby:example.org", slug: "lobby" };
    const histories = [
      new RandomHistory(new StoredRoom(store), seed),
      new RandomHistory(new StoredRoom(store, lobby), ~seed),
    ];
    const config = archiveConfig({ folder: dirname(store.folder), rooms });
    for (const history of histories) await history.begin();
    for (let count = 0; count < buildCount; count += 1) {
      // Whatever happened, no file is drawn from anything that may not be shown now.
      await build(config, store, { check: true });
      assertSameTree(
        await readTree(config.output),
        await fullTree(config, store),
        `After ${histories.map(({ steps }) => steps.join(", ")).join(" | ")} (DAYBOOK_TEST_SEED=${seed}) the site differs from a full build`,
      );
      const steps = 1 + (count % 3);
      for (let step = 0; step < steps; step += 1) await histories[(count + step) % 2]?.step();
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
