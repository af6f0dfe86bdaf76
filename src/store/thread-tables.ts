import type { Kysely, Selectable } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { ShortId } from "#lib/short-id.ts";
import type { EventId } from "#matrix/ids.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import type { ThreadOnDay, ThreadReader, ThreadRecord, ThreadWriter } from "./thread-records.ts";
import type { ThreadTable } from "./thread-schema.ts";

const daysAtATime = 500;

/** Threads with a page, and the days and parts that their messages are on. */
export function threadTables(db: Kysely<Database>): ThreadReader & ThreadWriter {
  const withPage = (rooms: readonly RoomKey[]) =>
    db.selectFrom("threads").where("room", "in", rooms).where("part_count", ">", 0);

  return {
    async readThread(room, by) {
      const rows = db.selectFrom("threads").selectAll().where("room", "=", room);
      const one = "root" in by ? rows.where("root", "=", by.root) : rows.where("short_id", "=", by.shortId);
      const row = await one.executeTakeFirst();
      return row && toThread(row);
    },
    async readLatestThreads(rooms, by, limit) {
      const found: ThreadRecord[] = [];
      const column = by === "formed" ? "formed_on" : "last_day";
      // Room by room, so that an index gives the order.
      for (const room of rooms) {
        const rows = await withPage([room])
          .selectAll()
          .orderBy(column, "desc")
          .orderBy("last_position", "desc")
          .orderBy("short_id")
          .limit(limit)
          .execute();
        found.push(...rows.map(toThread));
      }
      const dayOf = (thread: ThreadRecord) => (by === "formed" ? thread.formedOn : thread.lastDay);
      return found.toSorted((one, other) => compare(dayOf(other), dayOf(one))).slice(0, limit);
    },
    async readThreadsOfYear(rooms, year) {
      const rows = await withPage(rooms)
        .selectAll()
        .where("first_day", ">=", `${year}-01-01`)
        .where("first_day", "<=", `${year}-12-31`)
        .orderBy("short_id")
        .execute();
      return rows.map(toThread);
    },
    async readThreadsOfDays(room, days) {
      const found = new Map<string, ThreadOnDay>();
      for (let start = 0; start < days.length; start += daysAtATime) {
        const some = days.slice(start, start + daysAtATime);
        for (const { root, day } of await threadsOfSome(db, room, some))
          found.set(`${day} ${root}`, { root: root as EventId, day: day as CalendarDay });
      }
      return [...found.values()];
    },
    async writeThread(thread, days) {
      const values = toRow(thread);
      await db
        .insertInto("threads")
        .values(values)
        .onConflict((conflict) => conflict.columns(["room", "root"]).doUpdateSet(values))
        .execute();
      const { room, root } = thread;
      for (let start = 0; start < days.length; start += daysAtATime) {
        const some = days.slice(start, start + daysAtATime);
        await db
          .insertInto("thread_days")
          .values(some.map((day) => ({ room, day, root })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    async writeThreadParts(room, parts) {
      for (const [part, ofPart] of Map.groupBy(parts, (one) => one.part)) {
        const ids = ofPart.map(({ eventId }) => eventId);
        await db
          .updateTable("events")
          .set({ thread_part: part })
          .where("room", "=", room)
          .where("event_id", "in", ids)
          .execute();
      }
    },
  };
}

/** By replies and first messages that stand there, and by what was there when pages were last made: what is gone has no relation. */
async function threadsOfSome(db: Kysely<Database>, room: RoomKey, days: readonly CalendarDay[]) {
  const ofDays = db.selectFrom("events").where("events.room", "=", room).where("events.day", "in", days);
  const answering = await ofDays
    .innerJoin("relations", "relations.source", "events.id")
    .where("relations.kind", "=", "thread")
    .select(["relations.target as root", "events.day"])
    .distinct()
    .execute();
  const answered = await ofDays
    .innerJoin("relations", "relations.target", "events.event_id")
    .where("relations.kind", "=", "thread")
    .where("relations.room", "=", room)
    .select(["relations.target as root", "events.day"])
    .distinct()
    .execute();
  const known = await db
    .selectFrom("thread_days")
    .select(["root", "day"])
    .where("room", "=", room)
    .where("day", "in", days)
    .execute();
  return [...answering, ...answered, ...known];
}

function toThread(row: Selectable<ThreadTable>): ThreadRecord {
  return {
    room: row.room as RoomKey,
    root: row.root as EventId,
    shortId: row.short_id as ShortId,
    replyCount: row.reply_count,
    voiceCount: row.voice_count,
    partCount: row.part_count,
    firstDay: row.first_day as CalendarDay,
    lastDay: row.last_day as CalendarDay,
    formedOn: row.formed_on as CalendarDay,
    lastPosition: row.last_position,
    lastModified: row.last_modified as CalendarDay,
    headingKey: row.heading_key,
    headingChange: row.heading_change,
  };
}

function toRow(thread: ThreadRecord): ThreadTable {
  return {
    room: thread.room,
    root: thread.root,
    short_id: thread.shortId,
    reply_count: thread.replyCount,
    voice_count: thread.voiceCount,
    part_count: thread.partCount,
    first_day: thread.firstDay,
    last_day: thread.lastDay,
    formed_on: thread.formedOn,
    last_position: thread.lastPosition,
    last_modified: thread.lastModified,
    heading_key: thread.headingKey,
    heading_change: thread.headingChange,
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
