import type { Kysely } from "kysely";
import type { EventId, MxcUri, UserId } from "#matrix/ids.ts";
import { daysShowing, markDaysDirty, nextChange } from "./changes.ts";
import { markNamesDirty, markPersonDirty } from "./name-changes.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

const rowsAtATime = 1000;

/** Every day that shows the file, by whatever way. */
export async function markMediaDirty(db: Kysely<Database>, mxc: MxcUri): Promise<void> {
  const uses = await db
    .selectFrom("media_uses")
    .leftJoin("events", "events.id", "media_uses.source")
    .select(["media_uses.room", "media_uses.user_id", "media_uses.source", "events.event_id"])
    .where("media_uses.mxc", "=", mxc)
    .execute();
  for (const [key, ofRoom] of Map.groupBy(uses, ({ room }) => room)) {
    const room = key as RoomKey;
    const eventIds = ofRoom.flatMap(({ event_id }) => (event_id === null ? [] : [event_id as EventId]));
    for (let start = 0; start < eventIds.length; start += rowsAtATime) {
      const some = eventIds.slice(start, start + rowsAtATime);
      await markDaysDirty(db, room, await daysShowing(db, room, some));
      await markNamesDirty(db, room, some);
    }
    for (const { source, user_id } of ofRoom) {
      if (source !== 0) continue;
      if (user_id !== "") await markPersonDirty(db, room, user_id as UserId);
      else
        await db
          .updateTable("rooms")
          .set({ change: await nextChange(db) })
          .where("id", "=", room)
          .execute();
    }
  }
}
