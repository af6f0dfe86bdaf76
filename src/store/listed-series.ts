import type { RoomRecord } from "./records.ts";

/** An entry of the configuration's list, as far as it says which rooms it stands for. */
type ListedRoom = {
  /** The alias or id that it names. */
  readonly room: string;
  /** Successors of an upgraded room count as listed with it. */
  readonly follow: boolean;
};

/**
 * The rooms that each entry stands for, by what it names, oldest first: the room itself, and those that it was upgraded to by links
 * that both rooms have confirmed. One that has an entry of its own is not among another's. Entries of rooms that are not stored have
 * no rooms.
 */
export function listedSeries(
  entries: readonly ListedRoom[],
  records: readonly RoomRecord[],
): ReadonlyMap<string, readonly RoomRecord[]> {
  const byConfigured = new Map<string, RoomRecord>(records.map((record) => [record.configured, record]));
  const listed = new Set(entries.flatMap(({ room }) => byConfigured.get(room)?.key ?? []));
  const after = new Map(records.flatMap((record) => (record.follows === undefined ? [] : [[record.follows, record]])));
  return new Map(
    entries.map(({ room, follow }) => {
      const series: RoomRecord[] = [];
      let next = byConfigured.get(room);
      while (next !== undefined && !series.includes(next)) {
        series.push(next);
        const successor: RoomRecord | undefined = follow ? after.get(next.key) : undefined;
        next = successor !== undefined && !listed.has(successor.key) ? successor : undefined;
      }
      return [room, series];
    }),
  );
}

/** The rooms that a configuration lists, and those that count as listed with them. */
export function recordsListed(entries: readonly ListedRoom[], records: readonly RoomRecord[]): ReadonlySet<RoomRecord> {
  return new Set([...listedSeries(entries, records).values()].flat());
}
