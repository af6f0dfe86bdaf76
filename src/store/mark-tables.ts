import type { Kysely } from "kysely";
import type { EventId, UserId } from "#matrix/ids.ts";
import { daysShowing, markDaysDirty } from "./changes.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readOffRecordEdits" | "readModeratorEnds"> &
  Pick<StoreWriter, "writeVisibilityMarks" | "writeOffRecordEdits" | "writeModeratorEnds">;

/** What others or authors themselves said about an event that may not have arrived yet: hide it, keep it off the record. */
export function markTables(db: Kysely<Database>): Verbs {
  return {
    async writeVisibilityMarks(room, marks) {
      if (marks.length === 0) return;
      await db
        .insertInto("visibility_marks")
        .values(marks.map(({ target, mark, visible }) => ({ room, target, mark, visible: Number(visible) })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await refreshHidden(
        db,
        room,
        marks.map(({ target }) => target),
      );
    },
    async writeModeratorEnds(room, ends) {
      if (ends.length === 0) return;
      await db
        .insertInto("moderator_ends")
        .values(ends.map((end) => ({ room, end })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async readModeratorEnds(room, ends) {
      if (ends.length === 0) return new Set();
      const rows = await db
        .selectFrom("moderator_ends")
        .select("end")
        .where("room", "=", room)
        .where("end", "in", ends)
        .execute();
      return new Set(rows.map(({ end }) => end as EventId));
    },
    async writeOffRecordEdits(room, edits) {
      if (edits.length === 0) return;
      await db
        .insertInto("off_record_edits")
        .values(edits.map(({ target, sender }) => ({ room, target, sender })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async readOffRecordEdits(room, targets) {
      if (targets.length === 0) return [];
      const rows = await db
        .selectFrom("off_record_edits")
        .select(["target", "sender"])
        .where("room", "=", room)
        .where("target", "in", targets)
        .execute();
      return rows.map((row) => ({ target: row.target as EventId, sender: row.sender as UserId }));
    },
  };
}

/** The targets of marks among these events: what a mark's redaction changes. */
export async function targetsOfMarks(
  db: Kysely<Database>,
  room: RoomKey,
  eventIds: readonly EventId[],
): Promise<readonly EventId[]> {
  const rows = await db
    .selectFrom("visibility_marks")
    .select("target")
    .where("room", "=", room)
    .where("mark", "in", eventIds)
    .execute();
  return rows.map((row) => row.target as EventId);
}

/** Lets the newest mark in the order of the room decide over each of these events; a redacted mark says nothing. */
export async function refreshHidden(db: Kysely<Database>, room: RoomKey, targets: readonly EventId[]): Promise<void> {
  if (targets.length === 0) return;
  const marks = await db
    .selectFrom("visibility_marks")
    .innerJoin("events", "events.event_id", "visibility_marks.mark")
    .select(["visibility_marks.target", "visibility_marks.visible", "events.redacted"])
    .where("visibility_marks.room", "=", room)
    .where("events.room", "=", room)
    .where("visibility_marks.target", "in", targets)
    .orderBy("events.position")
    .execute();
  if (marks.length === 0) return;
  const standing = new Map(marks.map(({ target }) => [target, 0]));
  for (const { target, visible, redacted } of marks) if (redacted === 0) standing.set(target, 1 - visible);
  for (const [target, hidden] of standing) {
    const { numUpdatedRows } = await db
      .updateTable("events")
      .set({ hidden })
      .where("room", "=", room)
      .where("event_id", "=", target)
      .where("hidden", "!=", hidden)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await markDaysDirty(db, room, await daysShowing(db, room, [target as EventId]));
  }
}
