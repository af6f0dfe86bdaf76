import type { RoomBuilder } from "#sample/build-room.ts";
import { startSampleHomeserver, type SampleHomeserver } from "#sample/start-sample-homeserver.ts";
import type { Ending } from "../support/temporary-folder.ts";
import { openCrawlWorld, type CrawlWorld } from "./crawl-world.ts";
import { after, newId, oldId, spokenRoom, tombstone } from "./sample-series.ts";

type Listed = Parameters<typeof openCrawlWorld>[1]["rooms"];

export async function worldOf(
  ending: Ending,
  rooms: readonly RoomBuilder[],
  listed: Listed = { general: oldId },
): Promise<{ server: SampleHomeserver; world: CrawlWorld }> {
  const server = await startSampleHomeserver({ rooms: rooms.map((room) => room.toRoom()) });
  ending.after(() => server.stop());
  const { url, token } = server;
  return { server, world: await openCrawlWorld(ending, { url, token, rooms: listed }) };
}

export function upgraded(from: RoomBuilder, to: string): RoomBuilder {
  from.add(tombstone(to, "2025-03-03T12:00"));
  return from;
}

export const first = () => spokenRoom(oldId, "2025-03-02T10:00", "heron");
export const second = (predecessor = oldId) => spokenRoom(newId, "2025-03-03T13:00", "egret", after(predecessor));

/** Ids of the rooms that are stored, each with the one it is shown with. */
export async function storedIn({ store }: CrawlWorld): Promise<Readonly<Record<string, string | undefined>>> {
  const records = await store.readRooms();
  const idOf = new Map(records.map(({ key, roomId }) => [key, roomId]));
  return Object.fromEntries(
    records.map(({ roomId, follows }) => [roomId, follows === undefined ? undefined : idOf.get(follows)]),
  );
}
