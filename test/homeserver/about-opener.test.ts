import assert from "node:assert/strict";
import { test } from "node:test";
import { openArchive } from "#archive/open-archive.ts";
import type { Config } from "#config/config.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { memberFrom, redactionFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import type { AboutPage } from "#view/models.ts";
import type { CrawlWorld } from "./crawl-world.ts";
import { sampleCrawl } from "./sample-crawl.ts";
import { ada, ben, roomId, testRoom } from "./sample-rooms.ts";

/** Opened by Ada, said once more by Ben, who had another name then than now. */
function openedTwice() {
  const room = testRoom();
  room.add(textFrom(ada, "welcome"));
  const joined = room.add(memberFrom(ben, "Skipper"));
  const opened = room.add(visibilityFrom(ben, "world_readable"));
  room.add(memberFrom(ben, "Captain"));
  room.add(textFrom(ben, "ahoy"));
  return { room, joined, opened };
}

async function aboutOf({ config, store }: CrawlWorld, changes: Partial<Config> = {}): Promise<AboutPage> {
  const archive = await openArchive({ config: { ...config, ...changes }, store });
  const page = await archive.roomAboutPage({ room: "test" });
  assert.ok(page !== undefined);
  return page;
}

const words = (page: AboutPage): string =>
  page.sections
    .flatMap(({ paragraphs, items = [] }) => [...paragraphs, ...items])
    .map((text) => text.map((one) => (typeof one === "string" ? one : one.label)).join(""))
    .join("\n");

test("a room's About names who opened it as they were called then", async (t) => {
  const { room, opened } = openedTwice();
  const { world } = await sampleCrawl(t, { room: room.toRoom() });
  await world.crawl();
  const page = await aboutOf(world);
  assert.match(words(page), /opened to everyone by Skipper on 1 March 2025/);
  assert.match(words(page), /On 1 March 2025: opened by .*ada/i);
  assert.doesNotMatch(words(page), /Captain/);
  assert.ok(JSON.stringify(page).includes(opened));
  assert.ok(page.drawnFrom.includes(opened));
});

test("a name that was taken back is not told on About either", async (t) => {
  const { room, joined } = openedTwice();
  const { server, world } = await sampleCrawl(t, { room: room.toRoom() });
  server.send(roomId, redactionFrom(ben, joined));
  await world.crawl();
  assert.doesNotMatch(JSON.stringify(await aboutOf(world)), /Skipper/);
});

test("who opened a room and opted out is a room administrator, and nothing leads to them", async (t) => {
  const { room, opened } = openedTwice();
  const { world } = await sampleCrawl(t, { room: room.toRoom() });
  await world.crawl();
  const { publication } = world.config;
  const page = await aboutOf(world, { publication: { ...publication, optOut: [ben] } });
  assert.match(words(page), /opened to everyone by a room administrator on 1 March 2025/);
  const whole = JSON.stringify(page);
  for (const told of ["Skipper", "Captain", ben, opened]) assert.ok(!whole.includes(told), told);
});

test("in a room with pseudonyms nobody is named as its opener, nor linked", async (t) => {
  const { room, opened } = openedTwice();
  const rooms = { test: { room: roomId, names: "pseudonym" } };
  const { world } = await sampleCrawl(t, { room: room.toRoom(), rooms });
  await world.crawl();
  const page = await aboutOf(world);
  assert.match(words(page), /by a room administrator on 1 March 2025/);
  const whole = JSON.stringify({ ...page, drawnFrom: [] });
  for (const told of ["Skipper", ben, ada, opened]) assert.ok(!whole.includes(told), told);
});

test("an opener whose event was never fetched is named by their id, unless they opted out", async (t) => {
  const { room } = openedTwice();
  const { world } = await sampleCrawl(t, { room: room.toRoom() });
  await world.crawl({ since: "2025-06-01" as CalendarDay, pageLimit: 1 });
  const { publication } = world.config;
  assert.match(words(await aboutOf(world)), /opened to everyone by @ben:tidewater\.example on 1 March 2025/);
  const page = await aboutOf(world, { publication: { ...publication, optOut: [ben] } });
  assert.match(words(page), /opened to everyone by a room administrator on 1 March 2025/);
});
