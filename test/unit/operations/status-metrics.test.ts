import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { readStatus } from "#operations/read-status.ts";
import { statusMetrics, writeStatusMetrics } from "#operations/status-metrics.ts";
import { archiveConfig } from "#test/support/archive-config.ts";
import { StoredRoom } from "#test/support/stored-room.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";
import { temporaryStore } from "#test/support/temporary-store.ts";

test("metrics tell what is known of each room, name nobody, and leave out what is not known", async (t) => {
  const store = await temporaryStore(t);
  const folder = await temporaryFolder(t);
  const config = archiveConfig({ folder, rooms: [{ room: "#general:example.org" }] });
  const stored = new StoredRoom(store, { delayMs: 0 });
  stored.room.text("limpet").at("2024-03-05 09:00");
  await stored.write();
  await stored.crawledAt("2024-04-01 00:00");
  const report = await readStatus({ config, store, now: Date.parse("2024-04-02T00:00:00Z") });
  const text = statusMetrics(report);
  const values = new Map(
    text.split("\n").flatMap((line) => {
      const [, name = "", value] = /^(daybook_\S*(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      return value === undefined ? [] : [[name.replace(/room_id="[^"]*"/, "id"), Number(value)] as const];
    }),
  );
  assert.equal(values.get('daybook_room_published{room="general",id}'), 1);
  assert.equal(values.get('daybook_room_failed{room="general",id}'), 0);
  assert.equal(
    values.get('daybook_room_last_success_timestamp_seconds{room="general",id}'),
    Date.parse("2024-04-01T00:00:00Z") / 1000,
  );
  assert.equal(values.get("daybook_status_timestamp_seconds"), Date.parse("2024-04-02T00:00:00Z") / 1000);
  assert.ok(!text.includes("daybook_site_last_build_timestamp_seconds"), "nothing was built yet");
  assert.ok(!text.includes("@"), "no person is named");
  for (const line of text.trimEnd().split("\n"))
    assert.match(
      line,
      /^(?:# (?:HELP|TYPE) daybook_\w+ .+|daybook_\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? -?[\d.]+)$/,
    );
  const file = join(folder, "daybook.prom");
  await writeStatusMetrics(file, report);
  assert.equal(await readFile(file, "utf8"), text);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith(".unfinished")),
    [],
  );
});
