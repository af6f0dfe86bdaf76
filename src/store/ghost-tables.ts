import type { Kysely } from "kysely";
import type { UserId } from "#matrix/ids.ts";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { everySender } from "./every-sender.ts";

type Verbs = Pick<StoreReader, "readGhosts" | "readSpeakers"> & Pick<StoreWriter, "writeGhosts">;

/** People of bridged networks, counted without keeping who they are, and how many people speak in a room. */
export function ghostTables(db: Kysely<Database>): Verbs {
  return {
    async readGhosts(room) {
      return db.selectFrom("ghosts").select(["ghost", "network"]).where("room", "=", room).orderBy("ghost").execute();
    },
    async writeGhosts(room, ghosts) {
      if (ghosts.length === 0) return 0;
      const inserted = await db
        .insertInto("ghosts")
        .values(ghosts.map(({ ghost, network }) => ({ room, ghost, network })))
        .onConflict((conflict) => conflict.doNothing())
        .returning("ghost")
        .execute();
      return inserted.length;
    },
    async readSpeakers(room) {
      const rows = await everySender(db, room)
        .selectFrom("senders")
        .select("senders.sender")
        .where("senders.sender", "is not", null)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom("events as said")
              .select("said.id")
              .where("said.room", "=", room)
              .whereRef("said.sender", "=", "senders.sender")
              .where("said.state_key", "is", null),
          ),
        )
        .execute();
      return rows.map((row) => row.sender as UserId);
    },
  };
}
