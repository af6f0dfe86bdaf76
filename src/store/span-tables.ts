import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { EventId } from "#matrix/ids.ts";
import { nextChange } from "./changes.ts";
import { grantKey } from "./grant-table.ts";
import type { RoomKey, SpanKey, SpanRecord } from "./records.ts";
import { grantColumns, toGrant, type GrantRow } from "./rows.ts";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<
  StoreReader,
  | "readEventIdAt"
  | "readEventBelow"
  | "readSpans"
  | "readHoles"
  | "readPositionAround"
  | "readOldestTs"
  | "readOldestTimes"
> &
  Pick<StoreWriter, "writeSpan" | "deleteSpan" | "shiftPositions" | "writeHole" | "deleteHole">;

/** Stretches of known history, the holes between them, and places. */
export function spanTables(db: Kysely<Database>): Verbs {
  async function oldestTimes(
    room: RoomKey,
    { oldestPosition, newestPosition }: Pick<SpanRecord, "oldestPosition" | "newestPosition">,
    limit: number,
  ): Promise<readonly number[]> {
    const rows = await db
      .selectFrom("events")
      .select("ts")
      .where("room", "=", room)
      .where("position", ">=", oldestPosition)
      .where("position", "<=", newestPosition)
      .where("ts_trusted", "=", 1)
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(({ ts }) => ts);
  }

  return {
    async readSpans(room) {
      const rows = await db
        .selectFrom("spans")
        .leftJoin("grants", "grants.id", "spans.grant_id")
        .selectAll("spans")
        .select(grantColumns)
        .where("spans.room", "=", room)
        .orderBy("newest_position", "desc")
        .execute();
      return rows.map(toSpan);
    },
    async readHoles(room) {
      const rows = await db
        .selectFrom("holes")
        .selectAll()
        .where("room", "=", room)
        .orderBy("newer_ts", "desc")
        .execute();
      return rows.map((row) => ({ newerTs: row.newer_ts, olderTs: row.older_ts ?? undefined, reason: row.reason }));
    },
    async readPositionAround(room, position) {
      const below = await db
        .selectFrom("events")
        .select(({ fn }) => fn.max<number | null>("position").as("position"))
        .where("room", "=", room)
        .where("position", "<", position)
        .executeTakeFirst();
      const above = await db
        .selectFrom("events")
        .select(({ fn }) => fn.min<number | null>("position").as("position"))
        .where("room", "=", room)
        .where("position", ">", position)
        .executeTakeFirst();
      return { below: below?.position ?? undefined, above: above?.position ?? undefined };
    },
    async readEventIdAt(room, position) {
      const row = await db
        .selectFrom("events")
        .select("event_id")
        .where("room", "=", room)
        .where("position", "=", position)
        .executeTakeFirst();
      return row?.event_id as EventId | undefined;
    },
    async readEventBelow(room, position, { skip }) {
      const row = await db
        .selectFrom("events")
        .select(["event_id", "position", "ts"])
        .where("room", "=", room)
        .where("position", "<", position)
        .orderBy("position", "desc")
        .limit(1)
        .offset(skip)
        .executeTakeFirst();
      return row && { eventId: row.event_id as EventId, position: row.position, originServerTs: row.ts };
    },
    async readOldestTs(room, fromPosition) {
      const [oldest] = await oldestTimes(
        room,
        { oldestPosition: fromPosition, newestPosition: Number.MAX_SAFE_INTEGER },
        1,
      );
      return oldest;
    },
    readOldestTimes: oldestTimes,
    async writeSpan(room, { key, newestPosition, oldestPosition, olderToken, tokenPosition, governing, connected }) {
      const values = {
        room,
        newest_position: newestPosition,
        oldest_position: oldestPosition,
        older_token: olderToken ?? null,
        token_position: tokenPosition ?? null,
        grant_id: governing === undefined ? null : await grantKey(db, room, governing),
        connected: Number(connected),
      };
      if (key !== undefined) {
        await db.updateTable("spans").set(values).where("id", "=", key).execute();
        return key;
      }
      return (await db.insertInto("spans").values(values).returning("id").executeTakeFirstOrThrow()).id as SpanKey;
    },
    async deleteSpan(span) {
      await db.deleteFrom("holes").where("span", "=", span).execute();
      await db.deleteFrom("spans").where("id", "=", span).execute();
    },
    async shiftPositions(room, { from, to, delta }) {
      if (delta === 0) return;
      await db
        .updateTable("events")
        .set({ position: sql<number>`position + ${delta}` })
        .where("room", "=", room)
        .where("position", ">=", from)
        .where("position", "<=", to)
        .execute();
      for (const column of ["newest_position", "oldest_position", "token_position"] as const) {
        await db
          .updateTable("spans")
          .set({ [column]: sql<number>`${sql.ref(column)} + ${delta}` })
          .where("room", "=", room)
          .where(column, ">=", from)
          .where(column, "<=", to)
          .execute();
      }
    },
    async writeHole(room, span, { newerTs, olderTs, reason }) {
      const before = await db
        .selectFrom("holes")
        .select(["newer_ts", "older_ts"])
        .where("span", "=", span)
        .executeTakeFirst();
      // An older end that was found once is known until another one is.
      const older_ts = olderTs ?? before?.older_ts ?? null;
      const values = { room, span, newer_ts: newerTs, older_ts, reason };
      await db
        .insertInto("holes")
        .values(values)
        .onConflict((conflict) => conflict.column("span").doUpdateSet(values))
        .execute();
      if (before?.newer_ts === newerTs && before.older_ts === older_ts) return;
      await db
        .updateTable("rooms")
        .set({ change: await nextChange(db) })
        .where("id", "=", room)
        .execute();
    },
    async deleteHole(span) {
      const gone = await db.deleteFrom("holes").where("span", "=", span).returning("room").execute();
      for (const { room } of gone) {
        await db
          .updateTable("rooms")
          .set({ change: await nextChange(db) })
          .where("id", "=", room)
          .execute();
      }
    },
  };
}

function toSpan(
  row: {
    id: number;
    newest_position: number;
    oldest_position: number;
    older_token: string | null;
    token_position: number | null;
    connected: number;
  } & GrantRow,
): SpanRecord {
  return {
    key: row.id as SpanKey,
    newestPosition: row.newest_position,
    oldestPosition: row.oldest_position,
    olderToken: row.older_token ?? undefined,
    tokenPosition: row.token_position ?? undefined,
    governing: toGrant(row),
    connected: row.connected === 1,
  };
}
