import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Config } from "#config/config.ts";
import type { EventId } from "#matrix/ids.ts";
import { readStatus } from "#operations/read-status.ts";
import type { RoomStatus, StatusReport } from "#operations/status-report.ts";
import { textFrom } from "#sample/new-event.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import { openCrawlWorld, type CrawlWorld } from "./crawl-world.ts";
import { ada, createdAtMs, roomId, roomOfDays, testRoom } from "./sample-rooms.ts";

/** Long after everything in the rooms of the tests. */
export const nowMs = Date.parse("2025-06-01T12:00:00Z");
export const otherId = "!other:tidewater.example";

export type StatusWorld = {
  readonly server: SampleHomeserver;
  readonly world: CrawlWorld;
  readonly config: Config;
  /** Of the messages in the room `test`, oldest first. */
  readonly ids: readonly EventId[];
};

/** A room `test` with ten messages on each of some days and a room `other` with one message, not crawled yet. */
export async function openStatusWorld(
  t: TestContext,
  rooms: Readonly<Record<string, string | (Readonly<Record<string, unknown>> & { readonly room: string })>> = {
    test: roomId,
    other: otherId,
  },
  days = 2,
): Promise<StatusWorld> {
  const other = testRoom({ roomId: otherId, name: "Other" });
  other.add(textFrom(ada, "alone", { originServerTs: createdAtMs }));
  const { room, ids } = roomOfDays(days);
  const server = await startSampleHomeserver({ rooms: [room.toRoom(), other.toRoom()] });
  t.after(() => server.stop());
  const world = await openCrawlWorld(t, { url: server.url, token: server.token, rooms, delay: "24h" });
  return { server, world, config: world.config, ids };
}

export const statusOf = ({ world: { store }, config }: StatusWorld, now = nowMs): Promise<StatusReport> =>
  readStatus({ config, store, now });

export async function roomStatus(opened: StatusWorld, slug = "test"): Promise<RoomStatus> {
  const room = (await statusOf(opened)).rooms.find((one) => one.slug === slug);
  assert.ok(room !== undefined, `the status has no room ${slug}`);
  return room;
}
