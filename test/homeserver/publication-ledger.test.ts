import assert from "node:assert/strict";
import { test } from "node:test";
import { readStatus } from "#operations/read-status.ts";
import type { OpenedStretch } from "#operations/status-report.ts";
import { buildRoom, type RoomBuilder } from "#sample/build-room.ts";
import { stateFrom, textFrom, visibilityFrom } from "#sample/new-event.ts";
import type { SampleEvent } from "#sample/sample-event.ts";
import type { SampleRoom } from "#sample/sample-room.ts";
import { startSampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { openCrawlWorld, type CrawlWorld } from "./crawl-world.ts";
import { ada, ben, createdAtMs, roomId, testRoom } from "./sample-rooms.ts";
import { sampleCrawl } from "./sample-crawl.ts";

type Told = Omit<OpenedStretch, "inForce" | "lastCheck">;

/** The ledger of a room once more, from the events on the server alone. */
function recomputed({ events }: SampleRoom): readonly Told[] {
  const all = Array.from({ length: events.length }, (_, index) => events.at(index));
  const isChange = ({ type }: SampleEvent): boolean => type === "m.room.history_visibility";
  return all.flatMap((event, index) => {
    if (!isChange(event) || event.content["history_visibility"] !== "world_readable") return [];
    const end = all.slice(index + 1).find(isChange);
    return [
      {
        event: event.eventId,
        by: event.sender,
        power: powerIn(all.slice(0, index), event.sender),
        from: new Date(event.originServerTs).toISOString(),
        to: end && new Date(end.originServerTs).toISOString(),
        endedBy: end?.eventId,
      },
    ];
  });
}

function powerIn(before: readonly SampleEvent[], sender: string): OpenedStretch["power"] {
  const create = before.find(({ type }) => type === "m.room.create");
  if (create?.content["room_version"] === "12" && create.sender === sender) return "creator";
  const levels = before.findLast(({ type }) => type === "m.room.power_levels")?.content["users"];
  return (levels as Readonly<Record<string, number>> | undefined)?.[sender] ?? 0;
}

async function toldOf({ config, store }: CrawlWorld, slug = "test"): Promise<readonly OpenedStretch[]> {
  const { rooms } = await readStatus({ config, store, now: Date.parse("2026-01-01") });
  return rooms.find((room) => room.slug === slug)?.opened ?? [];
}

const without = (told: readonly OpenedStretch[]): readonly Told[] =>
  told.map(({ inForce: _force, lastCheck: _check, ...rest }) => rest);

/** Opened and closed by several people whose power changes: a stretch of each kind. */
function changingRoom(version = "11"): RoomBuilder {
  const room = testRoom({ version, visibility: "shared", powerLevels: { [ben]: 75 } });
  const says = (body: string): unknown => room.add(textFrom(ada, body));
  says("closed");
  room.add(visibilityFrom(ben, "world_readable"));
  says("opened by ben");
  room.add(visibilityFrom(ada, "joined"));
  room.add(stateFrom(ada, "m.room.power_levels", { users: { [ada]: 100, [ben]: 60 }, state_default: 50 }));
  says("closed again");
  room.add(visibilityFrom(ben, "world_readable"));
  says("opened by ben with less power");
  room.add(visibilityFrom(ada, "world_readable"));
  says("and said once more by ada");
  return room;
}

for (const version of ["11", "12"]) {
  test(`the publication ledger of a room of version ${version} is what its events say`, async (t) => {
    const room = changingRoom(version).toRoom();
    const { world } = await sampleCrawl(t, { room });
    await world.crawl({ pageLimit: 4 });
    const told = await toldOf(world);
    assert.deepEqual(without(told), recomputed(room));
    assert.deepEqual(
      told.map(({ by, power, inForce }) => [by, power, inForce]),
      [
        [ben, 75, false],
        [ben, 60, false],
        [ada, version === "12" ? "creator" : 100, true],
      ],
    );
  });
}

test("the publication ledger of the sample community is what its events say", async (t) => {
  const server = await startSampleHomeserver();
  t.after(() => server.stop());
  const { url, token } = server;
  const rooms = { lobby: "#lobby:tidewater.example", gatherings: "#gatherings:tidewater.example" };
  const world = await openCrawlWorld(t, { url, token, rooms });
  await world.crawl();
  for (const slug of Object.keys(rooms)) {
    const { roomId: id } = await world.record(slug);
    const room = server.rooms.find((one) => one.roomId === id);
    assert.ok(room !== undefined);
    assert.deepEqual(without(await toldOf(world, slug)), recomputed(room));
  }
});

test("a room that closed and opened again has the stretch that ended and the one that lasts", async (t) => {
  const room = buildRoom({ roomId, creator: ada, name: "Test", createdAtMs });
  const { server, world } = await sampleCrawl(t, { room: room.toRoom() });
  const firstMs = Date.parse("2025-04-01T00:00:00Z");
  await world.crawl({ nowMs: firstMs });
  const closed = server.send(roomId, visibilityFrom(ada, "shared"));
  await world.crawl({ nowMs: firstMs + 1000 });
  const [ended, ...none] = await toldOf(world);
  assert.deepEqual(
    [ended?.inForce, ended?.endedBy, ended?.lastCheck, none.length],
    [false, undefined, "2025-04-01T00:00:00.000Z", 0],
    "who closed it is not for outsiders",
  );
  const opened = server.send(roomId, visibilityFrom(ada, "world_readable"));
  await world.crawl({ nowMs: firstMs + 2000 });
  assert.deepEqual(
    (await toldOf(world)).map(({ event, endedBy, inForce, lastCheck }) => [event, endedBy, inForce, lastCheck]),
    [
      [ended?.event, closed, false, "2025-04-01T00:00:02.000Z"],
      [opened, undefined, true, "2025-04-01T00:00:02.000Z"],
    ],
  );
});

test("a later crawl asks for no power again", async (t) => {
  const { server, world } = await sampleCrawl(t, { room: changingRoom().toRoom() });
  await world.crawl();
  const before = server.requestLog.length;
  await world.crawl();
  const asked = server.requestLog.slice(before).map(({ path }) => path);
  assert.equal(asked.filter((path) => path.includes("/context/")).length, 1, asked.join("\n"));
});
