import type { Kysely } from "kysely";
import { relationsOf } from "#matrix/relations.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { PointingRow } from "./changes.ts";
import { writeMediaUses } from "./media-uses.ts";
import { writePeople } from "./people-tables.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/** Gives rows that were erased or emptied their content again, and what it points at. All others stay as they are. */
export async function restoreRows(
  db: Kysely<Database>,
  room: RoomKey,
  events: readonly RoomEvent[],
): Promise<readonly PointingRow[]> {
  const restored: PointingRow[] = [];
  for (const event of events) {
    const pointsAt = relationsOf(event);
    const row = await db
      .updateTable("events")
      .set({
        content: JSON.stringify(event.content),
        erased: 0,
        ...(Object.keys(event.content).length > 0 ? { gone: 0 } : {}),
        ...(pointsAt.some(({ kind }) => kind === "replace") ? { is_edit: 1 } : {}),
      })
      .where("room", "=", room)
      .where("event_id", "=", event.eventId)
      .where(({ or, eb }) => or([eb("erased", "=", 1), eb("gone", "=", 1)]))
      .returning(["id", "event_id", "day"])
      .executeTakeFirst();
    if (row === undefined) continue;
    await writePeople(db, room, [{ key: row.id, event }]);
    await writeMediaUses(db, room, [{ key: row.id, event }]);
    restored.push({ event_id: row.event_id, day: row.day, target: null, kind: null });
    for (const { target, kind } of pointsAt) {
      await db
        .insertInto("relations")
        .values({ room, target, kind, source: row.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      restored.push({ event_id: row.event_id, day: row.day, target, kind });
    }
  }
  return restored;
}
