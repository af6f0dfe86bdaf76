import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { buildSite } from "#build/build-site.ts";
import { dayMs } from "#lib/calendar-day.ts";
import { textFrom } from "#sample/new-event.ts";
import { ada, roomId } from "./sample-rooms.ts";
import { nowMs, openStatusWorld, statusOf } from "./status-world.ts";

test("a build shows with its time and size, a change after it as a day to build, a lost folder as nothing", async (t) => {
  const opened = await openStatusWorld(t);
  const { server, world, config } = opened;
  const quiet = (): void => undefined;
  const log = { info: quiet, warn: quiet, debug: quiet };
  const build = (builtMs: number) =>
    buildSite({ config, store: world.store, log, progress: quiet, now: () => builtMs });
  await world.crawl({ nowMs });
  const report = await build(nowMs + 1000);
  const { rooms, output, warnings } = await statusOf(opened);
  const [room] = rooms;
  assert.deepEqual([room?.days, room?.firstDay, room?.lastDay], [3, "2025-03-01", "2025-03-03"]);
  assert.deepEqual(output, {
    folder: config.output,
    lastBuild: "2025-06-01T12:00:01.000Z",
    pages: report.rendered,
    files: report.files,
    sizeBytes: report.sizeBytes,
    dirtyDays: 0,
  });
  assert.deepEqual(warnings, []);

  await build(nowMs + 5000);
  assert.equal((await statusOf(opened)).output.lastBuild, "2025-06-01T12:00:05.000Z");
  server.send(roomId, textFrom(ada, "late news", { originServerTs: Date.parse("2025-03-05T09:00:00Z") }));
  await world.crawl({ nowMs: nowMs + dayMs });
  const changed = await statusOf(opened);
  assert.deepEqual([changed.output.dirtyDays, changed.output.files], [1, report.files]);

  const stop = new AbortController();
  const { store } = world;
  const cut = { config, store, log, progress: () => stop.abort(), signal: stop.signal, full: true };
  assert.equal((await buildSite(cut)).outcome, "interrupted");
  const unfinished = await statusOf(opened);
  assert.deepEqual([unfinished.output.lastBuild, unfinished.output.dirtyDays], ["2025-06-01T12:00:05.000Z", 5]);
  assert.match(unfinished.warnings[0] ?? "", /was not finished\. `daybook build` begins it anew\.$/);

  await writeFile(join(config.output, ".daybook"), "another store\n");
  const foreign = await statusOf(opened);
  assert.deepEqual([foreign.output.lastBuild, foreign.output.files], [undefined, 0]);
  assert.match(foreign.warnings[0] ?? "", /holds the site of another store/);
  await rm(config.output, { recursive: true });
  const gone = await statusOf(opened);
  assert.equal(gone.output.dirtyDays, 5);
  assert.match(gone.warnings[0] ?? "", /is gone since the last build\. `daybook build` makes it anew\.$/);
});
