import type { Config } from "#config/config.ts";
import { calendarDayOf } from "#lib/calendar-day.ts";
import type { StoreReader } from "#store/store.ts";
import type { RoomRecord } from "#view/inputs.ts";
import { newestOf } from "./newest-of.ts";
import type { PublishedRoom } from "./published-rooms.ts";
import { readOpenings, type Openings } from "./read-openings.ts";
import { readUpgrades } from "./read-upgrades.ts";

/** What a room's About page tells: the publication ledger in words that may be shown, and what the operator decided. */
export async function readAboutRecord(
  store: StoreReader,
  room: PublishedRoom,
  { publication }: Pick<Config, "publication">,
): Promise<RoomRecord> {
  const { config, rooms, info } = room;
  const newest = newestOf(room);
  const hidesNames = info.pseudonyms;
  const own = await readOpenings(store, newest, { hidesNames, of: {} });
  const before: Openings[] = [];
  for (const shown of rooms.slice(0, -1))
    before.push(await readOpenings(store, shown, { hidesNames, of: { roomId: shown.record.roomId } }));
  const { upgrades, drawnFrom } = await readUpgrades(store, room);

  return {
    grant: own.grant,
    earlier: [...before, own].flatMap(({ earlier }) => earlier),
    upgrades: before.map(({ grant }, nth) => ({ grant, on: upgrades[nth]?.on })),
    joinRule: newest.record.state.joinRule,
    archivedSince: calendarDayOf(rooms[0].record.archivedSinceMs),
    delayMs: config.delayMs,
    decision: config.decision,
    bridges: config.bridges,
    leftOut: {
      since: config.since,
      offRecord: config.offRecord,
      members: config.membership,
      followsBanLists: publication.policyLists.length > 0,
    },
    drawnFrom: [...new Set([...before, own].flatMap((openings) => openings.drawnFrom).concat(drawnFrom))],
  };
}
