import type { Kysely } from "kysely";
import type { EventId } from "#matrix/ids.ts";
import { editsOf } from "./changes.ts";
import { eraseContent, eraseRelations } from "./erase-content.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

const idsAtATime = 1000;

/** Takes the content of these events and of their edits, and what it pointed at. Gives how many it touched. */
export async function eraseEvents(db: Kysely<Database>, room: RoomKey, eventIds: readonly EventId[]): Promise<number> {
  let count = 0;
  for (let start = 0; start < eventIds.length; start += idsAtATime) {
    const some = eventIds.slice(start, start + idsAtATime);
    const all = [...new Set([...some, ...(await editsOf(db, room, some))])];
    await db.updateTable("events").set({ erased: 1 }).where("room", "=", room).where("event_id", "in", all).execute();
    count += await eraseContent(db, room, all);
    await eraseRelations(db, all);
  }
  return count;
}
