import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";
import type { StoreReader } from "./store.ts";

/** What is stored and not old enough to show. */
export function waitingTable(db: Kysely<Database>): Pick<StoreReader, "readWaiting"> {
  return {
    async readWaiting(room, eligibleFromMs) {
      const { count } = await db
        .selectFrom("events")
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .where("room", "=", room)
        .where("eligible_at", ">=", Math.max(eligibleFromMs, Number.MIN_SAFE_INTEGER))
        .where("redacted", "=", 0)
        .where("gone", "=", 0)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}
