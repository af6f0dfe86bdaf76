import type { Kysely } from "kysely";
import type { EventId } from "#matrix/ids.ts";
import { eventTables } from "./event-tables.ts";
import type { Database } from "./schema.ts";
import type { StoreReader } from "./store.ts";

/** Member events beside each other: what one of them changed is told from the one before it. */
export function memberTables(db: Kysely<Database>): Pick<StoreReader, "readMembersBefore"> {
  return {
    async readMembersBefore(room, eventIds) {
      if (eventIds.length === 0) return new Map();
      const pairs = await db
        .selectFrom("events")
        .select(({ selectFrom }) => [
          "event_id",
          selectFrom("events as earlier")
            .select("earlier.event_id")
            .where("earlier.room", "=", room)
            .where("earlier.type", "=", "m.room.member")
            .whereRef("earlier.state_key", "=", "events.state_key")
            .whereRef("earlier.position", "<", "events.position")
            .orderBy("earlier.position", "desc")
            .limit(1)
            .as("before"),
        ])
        .where("room", "=", room)
        .where("event_id", "in", eventIds)
        .execute();
      const ids = pairs.flatMap(({ before }) => (before === null ? [] : [before as EventId]));
      const read = await eventTables(db).readEvents(room, [...new Set(ids)]);
      const stored = new Map<string, (typeof read)[number]>(read.map((one) => [one.event.eventId, one]));
      return new Map(
        pairs.flatMap(({ event_id, before }) => {
          const one = stored.get(before ?? "");
          return one === undefined ? [] : [[event_id, one] as const];
        }),
      );
    },
  };
}
