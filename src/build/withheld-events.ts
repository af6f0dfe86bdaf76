import type { Config } from "#config/config.ts";
import { listPublishedRooms } from "#archive/published-rooms.ts";
import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

/** Asks the store as it is now, and the rules as they are now, which events may not be shown. */
export type WithheldEvents = {
  /** Those of these events of a room that may not be shown, with the reason; the others may. */
  readonly among: (room: RoomKey, numbers: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** False: nothing of the room may be shown. */
  readonly mayShow: (room: RoomKey) => boolean;
};

/** Rooms and rules are read once; open a new one for each check. */
export async function openWithheldEvents(store: StoreReader, config: Config): Promise<WithheldEvents> {
  const rooms = (await listPublishedRooms(store, config)).flatMap((published) => published.rooms);
  const shown = new Map(rooms.map(({ record, judge }) => [record.key, judge]));
  const refusals = new Map((await store.readRooms()).map(({ key, verdict }) => [key, verdict]));
  return {
    mayShow: (room) => shown.has(room),
    async among(room, numbers) {
      const judge = shown.get(room);
      if (judge === undefined) {
        const verdict = refusals.has(room) ? refusals.get(room) : "not-in-store";
        const reason = verdict === "open" ? "not-listed" : (verdict ?? "unknown");
        return new Map(numbers.map((number) => [number, reason]));
      }
      const events = await store.readNumberedEvents(room, numbers);
      return new Map(
        numbers.flatMap((number): [number, string][] => {
          const stored = events.get(number);
          if (stored === undefined) return [[number, "not-in-store"]];
          const verdict = judge.verdict(stored);
          return verdict.show === "publish" ? [] : [[number, verdict.because]];
        }),
      );
    },
  };
}
