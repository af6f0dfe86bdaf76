import { sql, type Kysely } from "kysely";
import type { EventId } from "#matrix/ids.ts";
import { editsOf } from "./changes.ts";
import { eraseContent, eraseRelations } from "./erase-content.ts";
import { eraseEvents } from "./erase-events.ts";
import { refreshHidden, targetsOfMarks } from "./mark-tables.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readRedactions"> & Pick<StoreWriter, "writeRedactions" | "writeGone" | "writeErased">;

/** Taking content away. `erased` is told, so that the write-ahead log can be emptied once the transaction is through. */
export function erasure(db: Kysely<Database>, erased: () => void): Verbs {
  async function erase(room: RoomKey, eventIds: readonly EventId[]): Promise<number> {
    const count = await eraseContent(db, room, eventIds);
    if (count > 0) erased();
    return count;
  }

  return {
    async readRedactions(room, eventIds) {
      if (eventIds.length === 0) return new Map();
      const rows = await db
        .selectFrom("redactions")
        .selectAll()
        .where("room", "=", room)
        .where("target", "in", eventIds)
        .execute();
      return new Map(rows.map((row) => [row.target as EventId, row.redacted_at ?? undefined]));
    },
    async writeRedactions(room, targets) {
      if (targets.length === 0) return 0;
      await db
        .insertInto("redactions")
        .values(
          targets.map(({ eventId, redactedAtMs }) => ({ target: eventId, room, redacted_at: redactedAtMs ?? null })),
        )
        .onConflict((conflict) =>
          conflict.columns(["target", "room"]).doUpdateSet({
            redacted_at: sql<number | null>`coalesce(redactions.redacted_at, excluded.redacted_at)`,
          }),
        )
        .execute();
      // Edits that came before the redaction of what they edit are erased with it, whether that is stored or not yet.
      const all = new Set<EventId>();
      for (const { eventId, redactedAtMs } of targets) {
        const withEdits = [eventId, ...(await editsOf(db, room, [eventId]))];
        await db
          .updateTable("events")
          .set({ redacted: 1, redacted_at: sql<number | null>`coalesce(redacted_at, ${redactedAtMs ?? null})` })
          .where("room", "=", room)
          .where("event_id", "in", withEdits)
          .execute();
        for (const id of withEdits) all.add(id);
      }
      const ids = [...all];
      await refreshHidden(db, room, await targetsOfMarks(db, room, ids));
      const count = await erase(room, ids);
      await eraseRelations(db, ids);
      return count;
    },
    async writeErased(room, eventIds) {
      const count = await eraseEvents(db, room, eventIds);
      if (count > 0) erased();
      return count;
    },
    async writeGone(room, eventIds) {
      if (eventIds.length === 0) return;
      await db.updateTable("events").set({ gone: 1 }).where("event_id", "in", eventIds).execute();
      await erase(room, [...eventIds, ...(await editsOf(db, room, eventIds))]);
    },
  };
}
