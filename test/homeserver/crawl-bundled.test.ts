import assert from "node:assert/strict";
import { test } from "node:test";
import {
  editFrom,
  memberFrom,
  redactionFrom,
  stateFrom,
  textFrom,
  threadReplyFrom,
  visibilityFrom,
} from "#sample/new-event.ts";
import { filesWith, readTree } from "../support/site-build.ts";
import { openRecordingProxy } from "./recording-proxy.ts";
import { openCrawlWorld } from "./crawl-world.ts";
import { linesOn } from "./day-lines.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

/** Words of closed times, by what the server puts them beside. */
const canaries = ["bundledit", "bundledreply", "earliertopic", "lazyname", "takenbackwhy"];

test("what the server puts beside events is never stored: edits, replies, earlier content, reasons, members of closed times", async (t) => {
  const room = testRoom({ visibility: "shared" });
  room.add(memberFrom(ben, "lazyname"));
  room.add(stateFrom(ada, "m.room.topic", { topic: "earliertopic" }));
  room.add(visibilityFrom(ada, "world_readable"));
  room.add(stateFrom(ada, "m.room.topic", { topic: "A harmless topic" }));
  const edited = room.add(textFrom(ben, "periwinkle was said in the open"));
  const regretted = room.add(textFrom(ben, "said in the open and regretted"));
  room.add(visibilityFrom(ada, "shared"));
  room.add(editFrom(ben, "bundledit", edited));
  room.add(threadReplyFrom(ada, "bundledreply", edited));
  room.add(redactionFrom(ada, regretted, { reason: "takenbackwhy" }));
  room.add(visibilityFrom(ada, "world_readable"));
  for (let count = 1; count <= 6; count += 1) room.add(textFrom(ada, `later ${count}`));
  room.add(memberFrom(ben, "Ben"));
  const { server } = await sampleCrawl(t, { room: room.toRoom() });
  const proxy = await openRecordingProxy(t, server.url);
  const world = await openCrawlWorld(t, { url: proxy.url, token: server.token, rooms: { test: roomId } });
  assert.equal((await world.crawlRoom({ pageLimit: 4 })).outcome, "complete");

  const answers = proxy.log.filter(({ path }) => path.includes("/messages")).map(({ body }) => body);
  for (const word of canaries)
    assert.ok(
      answers.some((body) => body.includes(word)),
      `${word} came beside what was public: the trap was set`,
    );
  const stored = await readTree(world.store.folder);
  for (const word of canaries) assert.deepEqual(filesWith(stored, word), [], word);
  assert.notDeepEqual(filesWith(stored, "periwinkle"), []);
  const [line] = await linesOn(world, "test", "2025-03-01");
  assert.deepEqual([line?.name, line?.text, line?.edited], ["Ben", "periwinkle was said in the open", false]);
});
