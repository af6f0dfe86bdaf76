import type { Config } from "#config/config.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

/** How many bytes of files there may be, in each room and in all, and how many there are. */
export type MediaSpace = {
  /**
   * Takes the space of one more file in the rooms that wish for it; 0 bytes: only asks. Gives why it does not fit, in all or in any of
   * the rooms; undefined: it does, and counts from now on.
   */
  readonly take: (rooms: ReadonlySet<RoomKey>, sizeBytes: number) => Promise<"room-full" | "site-full" | undefined>;
};

/** Counts what is there when it is first asked: a crawl that finds no new file counts nothing. */
export function mediaSpace(store: StoreReader, { perRoomBytes, totalBytes }: Config["media"]): MediaSpace {
  let counted: Promise<{ readonly rooms: Map<RoomKey, number>; total: number }> | undefined;
  const count = async () => {
    const sizes = await store.readMediaSizes();
    return { rooms: new Map(sizes.rooms), total: sizes.totalBytes };
  };
  return {
    async take(rooms, sizeBytes) {
      counted ??= count();
      const used = await counted;
      // From here on nothing is waited for: two files on their way do not take the same space.
      const after = (room: RoomKey) => (used.rooms.get(room) ?? 0) + sizeBytes;
      if (used.total + sizeBytes > totalBytes) return "site-full";
      if ([...rooms].every((room) => after(room) > perRoomBytes)) return "room-full";
      used.total += sizeBytes;
      for (const room of rooms) used.rooms.set(room, after(room));
      return undefined;
    },
  };
}
