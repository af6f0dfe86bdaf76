import assert from "node:assert/strict";
import { test } from "node:test";
import { openHomeserver } from "#matrix/open-homeserver.ts";
import { planArchive } from "#operations/plan-archive.ts";
import type { PlanReport } from "#operations/plan-report.ts";
import { readStatus } from "#operations/read-status.ts";
import { remove } from "#operations/remove/remove.ts";
import { RemoveWishError, type RemoveWish } from "#operations/remove/remove-wish.ts";
import type { RemoveReport } from "#operations/remove/remove-report.ts";
import { visibilityFrom } from "#sample/new-event.ts";
import { filesWith, readTree, textAt } from "../support/site-build.ts";
import { ada } from "./sample-rooms.ts";
import { newId, oldId, tombstone } from "./sample-series.ts";
import { buildBoth, days, seriesSite, upgradedRooms, type SeriesSite } from "./series-world.ts";

const quiet = (): void => undefined;
const log = { info: quiet, warn: quiet, debug: quiet };

function removeFrom({ world }: SeriesSite, wish: Partial<RemoveWish>, undo = false): Promise<RemoveReport> {
  const nothing = { events: [], users: [], days: [], rooms: [], networks: [], media: [] };
  const { config, store } = world;
  const how = { reason: undefined, undo, build: false, log, progress: quiet, now: Date.now };
  return remove({ config, store, wish: { ...nothing, ...wish }, ...how });
}

const shownIn = ({ removals }: RemoveReport): readonly string[] => removals.map(({ target }) => target);

async function wordsLeft({ world }: SeriesSite, words: readonly string[]): Promise<readonly string[]> {
  const trees = [await readTree(world.store.folder), await readTree(world.config.output)];
  return words.filter((word) => trees.some((tree) => filesWith(tree, word).length > 0));
}

const older = ["heron", "bittern", "straggler"];
const newer = ["egret", "spoonbill"];

test("remove --room with a slug takes every room under it away, for good, and --undo lets them in again", async (context) => {
  const site = await seriesSite(context);
  await site.update();
  assert.deepEqual(shownIn(await removeFrom(site, { rooms: ["general"] })), ["general", `general (${newId})`]);
  const gone = await buildBoth(context, site.world, site.world.config);
  assert.match(textAt(gone, "general/index.html"), /no longer public here/);
  assert.deepEqual(await wordsLeft(site, [...older, ...newer]), []);
  const { rooms } = await site.world.crawl();
  assert.deepEqual(
    rooms.map(({ reason, requests }) => [reason, requests]),
    [
      ["removed", 0],
      ["removed", 0],
    ],
  );
  await removeFrom(site, { rooms: ["general"] }, true);
  await site.update();
  assert.deepEqual(await wordsLeft(site, [...older, ...newer]), [...older, ...newer]);
});

test("remove --room with an id takes that room alone away; the other one stays where it is", async (context) => {
  for (const [id, gone, stay] of [
    [newId, newer, older],
    [oldId, older, newer],
  ] as const) {
    const site = await seriesSite(context);
    await site.update();
    await removeFrom(site, { rooms: [id] });
    await buildBoth(context, site.world, site.world.config);
    assert.deepEqual(await wordsLeft(site, [...gone, ...stay]), stay);
    await site.update();
    assert.deepEqual(await wordsLeft(site, [...gone, ...stay]), stay, "after the next crawl too");
    await removeFrom(site, { rooms: ["general"] }, true);
    await site.update();
    assert.deepEqual(await wordsLeft(site, [...gone, ...stay]), [...gone, ...stay]);
  }
});

test("remove --day takes the day of every room away", async (context) => {
  const site = await seriesSite(context);
  await site.update();
  const removed = await removeFrom(site, { days: ["general/2025-03-03"] });
  assert.deepEqual(shownIn(removed), ["general/2025-03-03", `general/2025-03-03 (${newId})`]);
  const tree = await buildBoth(context, site.world, site.world.config);
  assert.match(textAt(tree, `${days.upgrade}index.html`), /Something was removed here/);
  assert.deepEqual(await wordsLeft(site, [...older, ...newer]), ["heron", "spoonbill"]);
  assert.deepEqual(shownIn(await removeFrom(site, { days: ["general/2025-03-04"] })), [
    `general/2025-03-04 (${newId})`,
  ]);
  await assert.rejects(removeFrom(site, { days: ["general/2025-03-02"] }, true), RemoveWishError);
  await removeFrom(site, { days: ["general/2025-03-03", "general/2025-03-04"] }, true);
  await site.update();
  assert.deepEqual(await wordsLeft(site, [...older, ...newer]), [...older, ...newer]);
});

test("the status tells each room of a series, with its own events, verdict and opening", async (context) => {
  const site = await seriesSite(context);
  await site.update();
  site.server.send(newId, visibilityFrom(ada, "shared"));
  await site.world.crawl();
  const { config, store } = site.world;
  const { rooms, warnings } = await readStatus({ config, store, now: Date.now() });
  assert.deepEqual(
    rooms.map(({ slug, roomId, upgradedFrom, verdict, reason, days: count }) => [
      slug,
      roomId,
      upgradedFrom,
      verdict,
      reason,
      count,
    ]),
    [
      ["general", oldId, undefined, "publish", undefined, 3],
      ["general", newId, oldId, "withhold", "closed-now", 0],
    ],
  );
  assert.deepEqual([rooms[0]?.opened.length, rooms[1]?.events, warnings], [1, 0, []]);
});

async function planFor({ server, world }: SeriesSite, config = world.config): Promise<PlanReport> {
  const homeserver = await openHomeserver({
    url: server.url,
    token: server.token,
    contact: "mailto:archive@example.org",
    version: "0.1.0",
    log,
  });
  return planArchive({ config, homeserver, store: world.store, log, progress: quiet, now: Date.now });
}

test("the plan tells what would become of each room that would be followed, and of stored ones that closed", async (context) => {
  const site = await seriesSite(context);
  const told = async (config = site.world.config) => {
    const { rooms, warnings } = await planFor(site, config);
    return [rooms.map(({ room, upgradedFrom, verdict }) => [room, upgradedFrom, verdict]), warnings];
  };
  const both = [
    [oldId, undefined, "publish"],
    [newId, oldId, "publish"],
  ];
  assert.deepEqual(await told(), [both, []]);
  const alone = await site.configOf({ general: { room: oldId, follow: false } });
  assert.deepEqual(await told(alone), [[both[0]], []]);
  await site.update();
  site.server.send(newId, visibilityFrom(ada, "shared"));
  assert.deepEqual(await told(), [[both[0], [newId, oldId, "withhold"]], []]);
  const { rooms } = await planFor(site);
  const gone = rooms[1]?.stretches.map(({ remove: going }) =>
    Object.entries(going).map(([why, { messages }]) => [why, messages]),
  );
  assert.deepEqual(gone, [[["closed-now", 2]]], "what stands of it on the site would go");
});

test("the plan warns of a link that is not confirmed", async (context) => {
  const [one] = upgradedRooms();
  const site = await seriesSite(context, { rooms: [one ?? assert.fail()] });
  site.server.send(oldId, tombstone("!nowhere", "2025-03-09T12:00"));
  const { rooms, warnings } = await planFor(site);
  assert.equal(rooms.length, 1);
  assert.match(warnings.join("\n"), /^general: the room !old:tidewater\.example names !nowhere as its successor/);
});
