import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { redactionFrom, textFrom } from "#sample/new-event.ts";
import { filesWith, readTree } from "#test/support/site-build.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, roomId, roomOfDays } from "./sample-rooms.ts";

test("a crawl that erases while another program reads the store is done, warns, and the next one takes the traces away", async (context) => {
  const { room } = roomOfDays(1);
  const bird = room.add(textFrom(ada, "spoonbill"));
  const { server, world } = await sampleCrawl(context, { room: room.toRoom() });
  await world.crawl();
  const reader = new SqliteDatabase(join(world.store.folder, "daybook.sqlite"), { readonly: true });
  context.after(() => reader.close());
  const reading = reader.prepare("select content from events").iterate();
  reading.next();
  server.send(roomId, redactionFrom(ada, bird));
  const { outcome, warnings } = await world.crawl();
  assert.equal(outcome, "done");
  assert.match(warnings.join("\n"), /Traces of what was erased .* another program reads the store\. The next crawl/);
  assert.notDeepEqual(filesWith(await readTree(world.store.folder), "spoonbill"), []);
  reading.return?.();
  assert.deepEqual((await world.crawl()).warnings, []);
  assert.deepEqual(filesWith(await readTree(world.store.folder), "spoonbill"), []);
});
