import { readKeptOutPeople } from "#archive/kept-out-people.ts";
import { readStamp } from "#build/stamp.ts";
import type { Config, RoomConfig } from "#config/config.ts";
import type { CheckedRoom } from "#crawl/check-room.ts";
import type { Progress } from "#lib/progress.ts";
import { toRemovals } from "#publication/removals.ts";
import { recordsListed } from "#store/listed-series.ts";
import type { OutputRecord, RoomKey, RoomRecord } from "#store/records.ts";
import type { Store, StoreReader } from "#store/store.ts";
import { planChanges } from "./plan-changes.ts";
import type { PlannedStretch, UnlistedRoom } from "./plan-report.ts";

export type StoredPlan = {
  /** By what names the room. Rooms that could not be asked about have none: nothing would change. */
  readonly stretches: ReadonlyMap<string, readonly PlannedStretch[]>;
  readonly unlisted: readonly UnlistedRoom[];
};

export type StoredQuestion = {
  readonly config: Config;
  readonly store: Store;
  /** The listed rooms, and those that count as listed with them. */
  readonly rooms: readonly RoomConfig[];
  /** What the server says of each room now, by what names it. */
  readonly checked: ReadonlyMap<string, CheckedRoom>;
  readonly nowMs: number;
  readonly progress: Progress;
};

/** Compares what is stored and what stands on the site with what the rule says now. */
export async function planStored(question: StoredQuestion): Promise<StoredPlan> {
  const { config, store, rooms, checked, nowMs, progress } = question;
  const removals = toRemovals(await store.readRemovals());
  const people = await readKeptOutPeople(store, config, removals);
  const output = await readBuilt(store, config.output);
  const records = await store.readRooms();
  const allDays = Map.groupBy(await store.readAllDays(), (day) => day.room);
  const stretches = new Map<string, readonly PlannedStretch[]>();
  for (const room of rooms) {
    progress({ subject: "stored", done: stretches.size, total: rooms.length, unit: "rooms" });
    const [found, record] = [checked.get(room.room), records.find((one) => one.configured === room.room)];
    if (found === undefined || record === undefined) continue;
    const days = (allDays.get(record.key) ?? []).map(({ day }) => day);
    const list = listOf(record, records);
    const change = { store, room, record, list, checked: found, people, removals, output, days, nowMs };
    stretches.set(room.room, await planChanges(change));
  }
  const listed = recordsListed(config.rooms, records);
  return {
    stretches,
    unlisted: await unlistedRooms(
      store,
      output,
      records.filter((one) => !listed.has(one)),
    ),
  };
}

/** The room with which the lists of a series are kept: its first. */
function listOf(record: RoomRecord, records: readonly RoomRecord[]): RoomKey {
  const before = records.find(({ key }) => key === record.follows);
  return before === undefined ? record.key : listOf(before, records);
}

/** undefined: nothing was built into this folder yet, or it holds the site of another store. */
async function readBuilt(store: Store, path: string): Promise<OutputRecord | undefined> {
  const output = await store.readOutput(path);
  return output !== undefined && (await readStamp(path)) === store.id ? output : undefined;
}

/** Rooms that were taken off the list and still have pages. */
async function unlistedRooms(
  store: StoreReader,
  output: OutputRecord | undefined,
  records: readonly RoomRecord[],
): Promise<readonly UnlistedRoom[]> {
  const found: UnlistedRoom[] = [];
  for (const { key, slug, roomId } of output === undefined ? [] : records) {
    const pages = await store.readArtifacts(output?.key ?? 0, { prefix: `${slug}/`, kind: "page" });
    const months = await store.readMonths(key);
    if (pages.length === 0) continue;
    found.push({
      slug,
      roomId,
      messages: months.reduce((sum, { messageCount }) => sum + messageCount, 0),
      days: months.reduce((sum, { dayCount }) => sum + dayCount, 0),
    });
  }
  return found;
}
