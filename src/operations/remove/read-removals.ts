import type { RemovalRecord, RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { ReportedRemoval } from "./remove-report.ts";

export type ListedRemoval = Pick<ReportedRemoval, "kind" | "target" | "reason" | "removedAt">;

/** What is removed now, oldest first. */
export async function readListedRemovals(store: StoreReader): Promise<readonly ListedRemoval[]> {
  const rooms = await store.readRooms();
  const removals = (await store.readRemovals()).toSorted((one, other) => one.removedAtMs - other.removedAtMs);
  return removals.map((removal) => ({
    kind: removal.kind,
    target: shownTarget(removal, rooms),
    reason: removal.reason,
    removedAt: new Date(removal.removedAtMs).toISOString(),
  }));
}

/** The slug where the room has one: `general/2024-02-29`, `general`. */
function shownTarget({ kind, target }: Pick<RemovalRecord, "kind" | "target">, rooms: readonly RoomRecord[]) {
  if (kind !== "day" && kind !== "room") return target;
  const [roomId, day] = target.split(" ");
  const slug = rooms.find((room) => room.roomId === roomId)?.slug ?? roomId ?? target;
  return day === undefined ? slug : `${slug}/${day}`;
}
