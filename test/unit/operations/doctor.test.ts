import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { examineArchive } from "#operations/doctor/examine-archive.ts";
import { findStoreDamage } from "#store/back-up-store.ts";
import { databaseFileName } from "#store/open-database.ts";
import { buildScene } from "#test/support/build-scene.ts";

test("a sound archive has no faults, and each thing that is broken in its files is named with its fix", async (t) => {
  const { stored, store, config, build } = await buildScene(t);
  const first = stored.room.text("limpet").at("2024-03-05 09:00");
  stored.room.reply(first, "whelk").at("2024-03-06 09:00");
  await stored.write();
  await stored.crawledAt("2024-04-01 00:00");
  await build();
  const examine = async () => {
    const { looked, findings } = await examineArchive({ config, store, now: Date.parse("2024-04-02") });
    const told = findings.filter(({ about }) => about === "files" || about === "links");
    return {
      looked,
      told: told.map(({ about, says }) => `${about}: ${says.replaceAll(config.output, "dist")}`),
      findings,
    };
  };
  const sound = await examine();
  assert.deepEqual(sound.told, []);
  assert.ok(sound.looked.files > 20 && sound.looked.links > 20, JSON.stringify(sound.looked));

  const day = join(config.output, "general/2024/03/05/index.html");
  const html = await readFile(day, "utf8");
  await writeFile(day, html.replaceAll(/ id="[^"]*"/g, ""));
  await writeFile(join(config.output, "general/2023.html"), "quicksilver");
  await rm(join(config.output, "robots.txt"));
  const broken = await examine();
  assert.equal(broken.told.length, 4, broken.told.join("\n"));
  assert.match(broken.told[0] ?? "", /^files: 1 of the files built into dist are missing: robots\.txt$/);
  assert.match(broken.told[1] ?? "", /^files: 1 .* not what was built: general\/2024\/03\/05\/index\.html$/);
  assert.match(broken.told[2] ?? "", /^files: 1 files in dist were not built.*: general\/2023\.html$/);
  assert.match(
    broken.told[3] ?? "",
    /^links: \d+ links lead nowhere: .*general\/2024\/03\/06\/index\.html → [^ ]*\/general\/2024\/03\/05\/#/,
  );
  assert.ok(broken.findings.every(({ fix }) => fix.length > 0));

  await build({ check: true });
  assert.deepEqual((await examine()).told, [], "the fix that is named mends it");
});

test("a damaged database is found before anything relies on it", async (t) => {
  const { store } = await buildScene(t);
  assert.deepEqual(findStoreDamage(store.folder), []);
  await store.close();
  await writeFile(join(store.folder, databaseFileName), "no database at all, and longer than a head".repeat(99));
  assert.equal(findStoreDamage(store.folder).length, 1);
});
