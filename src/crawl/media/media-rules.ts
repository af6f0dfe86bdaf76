import type { Config } from "#config/config.ts";
import { listedSeries } from "#store/listed-series.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

/** What the configuration says of files, as the store compares it from crawl to crawl. */
export async function mediaRulesFor(
  store: StoreReader,
  { rooms, media }: Pick<Config, "rooms" | "media">,
): Promise<{ readonly limits: string; readonly rooms: ReadonlyMap<RoomKey, string> }> {
  const series = listedSeries(rooms, await store.readRooms());
  const byRoom = rooms.flatMap((room) =>
    (series.get(room.room) ?? []).map(({ key, hidesNames }) => [key, `${room.media} ${hidesNames}`] as const),
  );
  return { limits: JSON.stringify(media), rooms: new Map(byRoom) };
}
