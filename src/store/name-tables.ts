import type { Kysely } from "kysely";
import { isJsonObject, stringOr } from "#lib/json.ts";
import type { UserId } from "#matrix/ids.ts";
import type { Database } from "./schema.ts";
import { markDaysDirty } from "./changes.ts";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { MemberName, StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readMemberNames" | "readSendersWithoutName"> & Pick<StoreWriter, "writeProfile">;

/** Display names: from public member events, else as they are now. */
export function nameTables(db: Kysely<Database>): Verbs {
  return {
    async readMemberNames(room, users, upToPosition) {
      if (users.length === 0) return [];
      const profiles = await db
        .selectFrom("profiles")
        .select(["user_id", "display_name"])
        .where("room", "=", room)
        .where("user_id", "in", users)
        .execute();
      const events = await db
        .selectFrom("events")
        .select(["state_key", "position", "content"])
        .where("room", "=", room)
        .where("type", "=", "m.room.member")
        .where("state_key", "in", users)
        .where("position", "<=", upToPosition)
        .orderBy("position")
        .execute();
      return [
        ...profiles.map((row) => ({
          userId: row.user_id as UserId,
          position: Number.NEGATIVE_INFINITY,
          displayName: row.display_name ?? undefined,
        })),
        ...events.flatMap((row) => toMemberName(row)),
      ];
    },
    async readSendersWithoutName(room, limit) {
      const rows = await db
        .selectFrom("events")
        .select("sender")
        .distinct()
        .where("room", "=", room)
        .where("type", "!=", "m.room.member")
        .where("sender", "not in", (query) => query.selectFrom("profiles").select("user_id").where("room", "=", room))
        .where("sender", "not in", (query) =>
          query
            .selectFrom("events as member")
            .select("member.sender")
            .where("member.room", "=", room)
            .where("member.type", "=", "m.room.member")
            .where("member.state_key", "is not", null),
        )
        .orderBy("sender")
        .limit(limit)
        .execute();
      return rows.map((row) => row.sender as UserId);
    },
    async writeProfile(room, user, displayName) {
      const display_name = displayName ?? null;
      await db
        .insertInto("profiles")
        .values({ room, user_id: user, display_name })
        .onConflict((conflict) => conflict.columns(["room", "user_id"]).doUpdateSet({ display_name }))
        .execute();
      if (display_name === null) return;
      const days = await db
        .selectFrom("events")
        .select("day")
        .distinct()
        .where("room", "=", room)
        .where("sender", "=", user)
        .execute();
      await markDaysDirty(
        db,
        room,
        days.map((row) => row.day as CalendarDay),
      );
    },
  };
}

/** A redacted member event says nothing about the name, so the one before it stays in force. */
function toMemberName(row: { state_key: string | null; position: number; content: string }): MemberName[] {
  const content: unknown = JSON.parse(row.content);
  if (row.state_key === null || !isJsonObject(content) || content["membership"] !== "join") return [];
  return [{ userId: row.state_key as UserId, position: row.position, displayName: stringOr(content["displayname"]) }];
}
