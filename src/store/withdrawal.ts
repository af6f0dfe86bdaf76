import type { Kysely } from "kysely";
import { deleteMediaUsesOfRoom } from "./media-uses.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import { roomsBefore } from "./series-tables.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "hasEvents"> & Pick<StoreWriter, "eraseRoom">;

/** Taking a whole room away. `erased` is told, so that the write-ahead log can be emptied once the transaction is through. */
export function withdrawal(db: Kysely<Database>, erased: () => void): Verbs {
  return {
    async hasEvents(room) {
      const row = await db.selectFrom("events").select("id").where("room", "=", room).limit(1).executeTakeFirst();
      return row !== undefined;
    },
    async eraseRoom(room) {
      const { numDeletedRows } = await db.deleteFrom("events").where("room", "=", room).executeTakeFirstOrThrow();
      await deleteMediaUsesOfRoom(db, room);
      await db.deleteFrom("relations").where("room", "=", room).execute();
      await db.deleteFrom("profiles").where("room", "=", room).execute();
      await db.deleteFrom("mentions").where("room", "=", room).execute();
      await db.deleteFrom("people").where("room", "=", room).execute();
      await db.deleteFrom("ghosts").where("room", "=", room).execute();
      await db.deleteFrom("holes").where("room", "=", room).execute();
      await db.deleteFrom("spans").where("room", "=", room).execute();
      await db.deleteFrom("sweeps").where("room", "=", room).execute();
      await eraseOpeningsOfDays(db, room);
      // Whatever comes back is read like a room's first history: it is old, although it was just seen.
      await db.updateTable("rooms").set({ first_complete_at: null }).where("id", "=", room).execute();
      erased();
      return Number(numDeletedRows);
    },
  };
}

/** Lists of a series are kept with its first room, and tell of days on which others spoke too. */
export async function eraseOpeningsOfDays(db: Kysely<Database>, room: RoomKey): Promise<void> {
  const ofRoom = db.selectFrom("days").select("day").where("room", "=", room);
  await db
    .updateTable("day_summaries")
    .set({ opening: "[]" })
    .where("room", "in", await roomsBefore(db, room))
    .where("day", "in", ofRoom)
    .execute();
}
