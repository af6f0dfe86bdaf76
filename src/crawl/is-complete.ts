import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";

/** History is complete when one span reaches from the live end to the start of what can be read, and no hole is in it. */
export async function isComplete(store: StoreReader, room: RoomKey): Promise<boolean> {
  const [newest] = await store.readSpans(room);
  if (newest?.connected !== true || newest.olderToken !== undefined) return false;
  return (await store.readHoles(room)).length === 0;
}
