import type { Kysely } from "kysely";
import { isJsonObject, stringOr, type JsonValue } from "#lib/json.ts";
import type { EventId, UserId } from "#matrix/ids.ts";
import { nextChange } from "./changes.ts";
import type { RoomKey, StretchRecord } from "./records.ts";
import { grantColumns, toGrant } from "./rows.ts";
import type { Database, StretchTable } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readStretches" | "readVisibility"> &
  Pick<StoreWriter, "writeStretch" | "writeStretchCheck">;

/** The publication ledger: the open stretches of rooms, who opened each, and with which power. */
export function stretchTables(db: Kysely<Database>): Verbs {
  const rowOf = (room: RoomKey, eventId: EventId) =>
    db.selectFrom("stretches").selectAll().where("room", "=", room).where("event_id", "=", eventId).executeTakeFirst();

  return {
    async readStretches(room) {
      const rows = await db
        .selectFrom("stretches")
        .selectAll()
        .where("room", "=", room)
        .orderBy("opened_at")
        .orderBy("event_id")
        .execute();
      return rows.map(toStretch);
    },
    async readVisibility(room) {
      const grants = await db.selectFrom("grants").select(grantColumns).where("room", "=", room).execute();
      const changes = await db
        .selectFrom("events")
        .select(["event_id", "sender", "ts", "content", "position"])
        .where("room", "=", room)
        .where("type", "=", "m.room.history_visibility")
        .where("state_key", "=", "")
        .orderBy("position")
        .execute();
      return {
        grants: grants.flatMap((row) => toGrant(row) ?? []),
        changes: changes.map((row) => ({
          grant: {
            eventId: row.event_id as EventId,
            visibility: visibilityIn(row.content),
            sender: row.sender as UserId,
            originServerTs: row.ts,
          },
          position: row.position,
        })),
      };
    },
    async writeStretch(room, stretch) {
      const before = await rowOf(room, stretch.eventId);
      const values = toRow(room, stretch, before);
      const isSame =
        before !== undefined &&
        before.power_level === values.power_level &&
        before.ended_at === values.ended_at &&
        before.ended_by === values.ended_by;
      if (isSame) return;
      await db
        .insertInto("stretches")
        .values(values)
        .onConflict((conflict) => conflict.columns(["room", "event_id"]).doUpdateSet(values))
        .execute();
      // The room's About tells of it.
      await db
        .updateTable("rooms")
        .set({ change: await nextChange(db) })
        .where("id", "=", room)
        .execute();
    },
    async writeStretchCheck(room, eventId, checkedAtMs) {
      await db
        .updateTable("stretches")
        .set({ checked_at: checkedAtMs })
        .where("room", "=", room)
        .where("event_id", "=", eventId)
        .execute();
    },
  };
}

/** An end that was known once stays known: the event that told it may have left the server. */
function toRow(room: RoomKey, stretch: StretchRecord, before: StretchTable | undefined): StretchTable {
  const { eventId, sender, openedAtMs, powerLevel, ended, checkedAtMs } = stretch;
  return {
    room,
    event_id: eventId,
    sender,
    opened_at: openedAtMs,
    power_level: powerLevel === undefined ? (before?.power_level ?? null) : String(powerLevel),
    ended_at: ended?.atMs ?? before?.ended_at ?? null,
    ended_by: ended?.eventId ?? before?.ended_by ?? null,
    checked_at: checkedAtMs,
  };
}

function toStretch(row: StretchTable): StretchRecord {
  const { power_level: power, ended_at: endedAt, ended_by: endedBy } = row;
  return {
    eventId: row.event_id as EventId,
    sender: row.sender as UserId,
    openedAtMs: row.opened_at,
    powerLevel: power === null ? undefined : power === "creator" ? power : Number(power),
    ended: endedAt === null || endedBy === null ? undefined : { eventId: endedBy as EventId, atMs: endedAt },
    checkedAtMs: row.checked_at,
  };
}

function visibilityIn(content: string): string | undefined {
  const value = JSON.parse(content) as JsonValue;
  return isJsonObject(value) ? stringOr(value["history_visibility"]) : undefined;
}
