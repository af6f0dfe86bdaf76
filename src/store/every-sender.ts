import type { Kysely } from "kysely";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/**
 * A query over `senders`: each sender of a room once, and null at the end. It goes from one to the next through the index: who asks
 * after each crawl must not walk over all that they said.
 */
export function everySender(db: Kysely<Database>, room: RoomKey) {
  return db.withRecursive("senders(sender)", (query) =>
    query
      .selectFrom("events")
      .select(({ fn }) => fn.min<string | null>("sender").as("sender"))
      .where("room", "=", room)
      .unionAll(
        query
          .selectFrom("senders")
          .select(({ selectFrom }) =>
            selectFrom("events as later")
              .select(({ fn }) => fn.min<string | null>("later.sender").as("sender"))
              .where("later.room", "=", room)
              .whereRef("later.sender", ">", "senders.sender")
              .as("sender"),
          )
          .where("senders.sender", "is not", null),
      ),
  );
}
