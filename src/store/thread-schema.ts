import type { Kysely } from "kysely";

/** Threads that have a page of their own or had one. Holds counts and places, no words. */
export type ThreadTable = {
  room: number;
  /** Event id of its first message, which may not be stored. */
  root: string;
  /** Of its first message: its address. */
  short_id: string;
  /** Replies that are shown, and people who wrote in it. */
  reply_count: number;
  voice_count: number;
  /** 0: it has no page any more. */
  part_count: number;
  /** Days of its first and its last message, and of the reply that gave it a page. */
  first_day: string;
  last_day: string;
  formed_on: string;
  last_position: number;
  last_modified: string;
  /** Hash of what all its parts show of it as a whole, and the change number at which that last changed. */
  heading_key: string;
  heading_change: number;
};

/** Each day on which anything of a thread was ever shown. */
export type ThreadDayTable = { room: number; day: string; root: string };

export async function createThreadTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("threads")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("root", "text", (c) => c.notNull())
    .addColumn("short_id", "text", (c) => c.notNull())
    .addColumn("reply_count", "integer", (c) => c.notNull())
    .addColumn("voice_count", "integer", (c) => c.notNull())
    .addColumn("part_count", "integer", (c) => c.notNull())
    .addColumn("first_day", "text", (c) => c.notNull())
    .addColumn("last_day", "text", (c) => c.notNull())
    .addColumn("formed_on", "text", (c) => c.notNull())
    .addColumn("last_position", "bigint", (c) => c.notNull())
    .addColumn("last_modified", "text", (c) => c.notNull())
    .addColumn("heading_key", "text", (c) => c.notNull())
    .addColumn("heading_change", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("threads_key", ["room", "root"])
    .execute();
  await db.schema.createIndex("threads_by_short_id").on("threads").columns(["room", "short_id"]).execute();
  await db.schema.createIndex("threads_by_last_day").on("threads").columns(["room", "last_day"]).execute();
  await db.schema.createIndex("threads_by_formed_on").on("threads").columns(["room", "formed_on"]).execute();
  await db.schema.createIndex("threads_by_first_day").on("threads").columns(["room", "first_day"]).execute();
  await db.schema
    .createTable("thread_days")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("root", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("thread_days_key", ["room", "day", "root"])
    .execute();
  await db.schema
    .createTable("decided_thread_parts")
    .addColumn("event_id", "text", (c) => c.primaryKey())
    .addColumn("part", "integer", (c) => c.notNull())
    .execute();
}
