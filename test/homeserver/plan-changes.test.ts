import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { buildSite } from "#build/build-site.ts";
import type { Config } from "#config/config.ts";
import { dayMs } from "#lib/calendar-day.ts";
import { planArchive } from "#operations/plan-archive.ts";
import type { PlannedStretch, PlanReport } from "#operations/plan-report.ts";
import { memberFrom, reactionFrom, redactionFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import { impatientHomeserver } from "../support/impatient-homeserver.ts";
import { readTree } from "../support/site-build.ts";
import { ada, ben, roomId } from "./sample-rooms.ts";
import { nowMs, openStatusWorld, otherId, type StatusWorld } from "./status-world.ts";

const quiet = (): void => undefined;
const log = { info: quiet, warn: quiet, debug: quiet };

/** Two days of Ada's and a message of Ben's with a reaction, crawled and built. */
async function builtWorld(t: TestContext): Promise<StatusWorld> {
  const opened = await openStatusWorld(t);
  const { server, world, ids } = opened;
  const at = (time: string) => ({ originServerTs: Date.parse(`${time}Z`) });
  server.send(roomId, memberFrom(ben, "Ben", at("2025-03-04T08:00")));
  server.send(roomId, textFrom(ben, "ahoy", at("2025-03-04T09:00")));
  server.send(roomId, reactionFrom(ben, "🌊", ids[0] ?? "", at("2025-03-04T09:05")));
  await world.crawl({ nowMs });
  await build(opened);
  return opened;
}

async function build({ config, world: { store } }: StatusWorld): Promise<void> {
  await buildSite({ config, store, log, progress: quiet });
}

async function planOf(
  { server, world, config }: StatusWorld,
  { at = nowMs, change = config }: { at?: number; change?: Config } = {},
): Promise<PlanReport> {
  const homeserver = await impatientHomeserver(server.url, { token: server.token });
  return planArchive({ config: change, homeserver, store: world.store, log, progress: quiet, now: () => at });
}

async function stretchOf(...question: Parameters<typeof planOf>): Promise<PlannedStretch> {
  const { rooms } = await planOf(...question);
  const [stretch, ...more] = rooms.find(({ slug }) => slug === "test")?.stretches ?? [];
  assert.ok(stretch !== undefined && more.length === 0);
  return stretch;
}

test("before the first build everything old enough would be published, after it everything stays", async (t) => {
  const opened = await openStatusWorld(t);
  await opened.world.crawl({ nowMs });
  const before = await stretchOf(opened);
  assert.deepEqual([before.by, before.power, before.inForce], [ada, 100, true]);
  assert.deepEqual(
    [before.stay, before.publish],
    [
      { messages: 0, days: 0 },
      { messages: 20, days: 2 },
    ],
  );
  await build(opened);
  const after = await stretchOf(opened);
  assert.equal(after.stay.messages, 20);
  assert.deepEqual([after.publish, after.remove, after.withhold], [{ messages: 0, days: 0 }, {}, {}]);
});

test("a new opt-out takes what stands on the site, reactions on other days too", async (t) => {
  const opened = await builtWorld(t);
  const { config } = opened;
  const change = { ...config, publication: { ...config.publication, optOut: [ben] } };
  const { stay, remove } = await stretchOf(opened, { change });
  assert.equal(stay.messages, 20);
  assert.deepEqual(remove, { "opted-out": { messages: 1, days: 2 } });
});

test("a message waits while it is young, and is announced once its delay has run out", async (t) => {
  const opened = await builtWorld(t);
  const { server, world } = opened;
  server.send(roomId, textFrom(ada, "news", { originServerTs: nowMs - 1000 }));
  await world.crawl({ nowMs });
  assert.deepEqual((await stretchOf(opened)).withhold, { "too-young": { messages: 1, days: 1 } });
  const later = await stretchOf(opened, { at: nowMs + 2 * dayMs });
  assert.deepEqual([later.publish, later.withhold], [{ messages: 1, days: 1 }, {}]);
});

test("a room that closed loses everything, and the reason is said", async (t) => {
  const opened = await builtWorld(t);
  opened.server.send(roomId, visibilityFrom(ada, "joined"));
  const { stay, remove, inForce } = await stretchOf(opened);
  assert.deepEqual([stay.messages, remove["closed-now"]?.messages, inForce], [0, 21, false]);
});

test("a redaction that was crawled and not built yet is announced", async (t) => {
  const opened = await builtWorld(t);
  const { server, world, ids } = opened;
  server.send(roomId, redactionFrom(ada, ids[0] ?? "", { originServerTs: nowMs - 1000 }));
  await world.crawl({ nowMs });
  const { remove } = await stretchOf(opened);
  assert.equal(remove.redacted?.messages, 1);
});

test("a room that is listed no more is named with what goes", async (t) => {
  const opened = await builtWorld(t);
  const { config } = opened;
  const change = { ...config, rooms: config.rooms.filter(({ slug }) => slug === "test") };
  assert.deepEqual((await planOf(opened, { change })).unlisted, [
    { slug: "other", roomId: otherId, messages: 1, days: 1 },
  ]);
  assert.deepEqual((await planOf(opened)).unlisted, []);
});

test("when the server cannot be asked about a room, nothing of it is said to change", async (t) => {
  const opened = await builtWorld(t);
  opened.server.faults = { rules: [{ endpoint: "messages", roomId, answer: { kind: "server-error", status: 500 } }] };
  const { rooms } = await planOf(opened);
  const room = rooms.find(({ slug }) => slug === "test");
  assert.deepEqual([room?.verdict, room?.stretches], ["unknown", []]);
});

test("a plan writes nothing", async (t) => {
  const opened = await builtWorld(t);
  const { config, world } = opened;
  const before = [await readTree(config.store), await readTree(config.output), await world.store.readChange()];
  await planOf(opened, { change: { ...config, rooms: [] } });
  await planOf(opened);
  assert.deepEqual(
    [await readTree(config.store), await readTree(config.output), await world.store.readChange()],
    before,
  );
});
