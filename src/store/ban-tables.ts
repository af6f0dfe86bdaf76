import type { Kysely } from "kysely";
import { isJsonObject, type JsonValue } from "#lib/json.ts";
import { redactsEvents } from "#matrix/redacts-events.ts";
import type { EventId, UserId } from "#matrix/ids.ts";
import type { Database } from "./schema.ts";
import type { StoreReader } from "./store.ts";

type Verbs = Pick<StoreReader, "readRedactingBans" | "readMessagesBefore">;

/** Bans that take back what somebody said (MSC4293), and what they said. */
export function banTables(db: Kysely<Database>): Verbs {
  return {
    async readRedactingBans(room, users) {
      if (users.length === 0) return [];
      const rows = await db
        .selectFrom("events")
        .select(["state_key", "sender", "position", "ts", "content"])
        .where("room", "=", room)
        .where("type", "=", "m.room.member")
        .where("state_key", "in", users)
        .where("content", "like", "%redact_events%")
        .execute();
      return rows.flatMap(({ state_key, sender, position, ts, content }) => {
        const parsed = JSON.parse(content) as JsonValue;
        if (state_key === null || !isJsonObject(parsed) || !redactsEvents(parsed)) return [];
        return [{ userId: state_key as UserId, sender: sender as UserId, position, originServerTs: ts }];
      });
    },
    async readMessagesBefore(room, user, position) {
      const rows = await db
        .selectFrom("events")
        .select("event_id")
        .where("room", "=", room)
        .where("sender", "=", user)
        .where("position", "<", position)
        .where("state_key", "is", null)
        .where("type", "!=", "m.room.redaction")
        .where("redacted", "=", 0)
        .execute();
      return rows.map((row) => row.event_id as EventId);
    },
  };
}
