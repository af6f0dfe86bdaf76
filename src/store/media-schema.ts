import type { Generated, Kysely } from "kysely";

/** A file that events name. `safe` and `refusals` are JSON by use. */
export type MediaTable = {
  mxc: string;
  state: string;
  reason: string | null;
  /** SHA-256 of the bytes as they came, in hex; null: there is no copy. */
  source_hash: string | null;
  source_bytes: Generated<number>;
  safe: Generated<string>;
  refusals: Generated<string>;
  /** JSON by use: the policy under which that was decided. */
  made_for: Generated<string>;
  /** Time of the newest event that names it. */
  newest_ts: number;
  /** Attempts that failed since the last that did not, and in how many runs the server said that there is no such file. */
  tries: Generated<number>;
  missing: Generated<number>;
  /** When a crawl is to look at it again. */
  due_at: number;
  change: Generated<number>;
};

/** What names a file: an event by its row's number; 0: the room itself, or a person's profile where `user_id` is not empty. */
export type MediaUseTable = { mxc: string; room: number; source: number; user_id: string; use: string };

/** Files on disk, below the store's folder, and for whom they are kept. */
export type MediaFileTable = { mxc: string; path: string; size: number };

export async function createMediaTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("media")
    .addColumn("mxc", "text", (c) => c.primaryKey())
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("source_hash", "text")
    .addColumn("source_bytes", "bigint", (c) => c.notNull().defaultTo(0))
    .addColumn("safe", "text", (c) => c.notNull().defaultTo("{}"))
    .addColumn("refusals", "text", (c) => c.notNull().defaultTo("{}"))
    .addColumn("made_for", "text", (c) => c.notNull().defaultTo("{}"))
    .addColumn("newest_ts", "bigint", (c) => c.notNull())
    .addColumn("tries", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("missing", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("due_at", "bigint", (c) => c.notNull())
    .addColumn("change", "bigint", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("media_by_due").on("media").columns(["due_at"]).execute();
  await db.schema
    .createTable("media_uses")
    .addColumn("mxc", "text", (c) => c.notNull())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("source", "integer", (c) => c.notNull())
    .addColumn("user_id", "text", (c) => c.notNull())
    .addColumn("use", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("media_uses_key", ["mxc", "room", "use", "source", "user_id"])
    .execute();
  await db.schema.createIndex("media_uses_by_source").on("media_uses").columns(["room", "source", "user_id"]).execute();
  await db.schema
    .createTable("media_files")
    .addColumn("mxc", "text", (c) => c.notNull())
    .addColumn("path", "text", (c) => c.notNull())
    .addColumn("size", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("media_files_key", ["mxc", "path"])
    .execute();
  await db.schema.createIndex("media_files_by_path").on("media_files").columns(["path"]).execute();
  await db.schema
    .createTable("media_trash")
    .addColumn("path", "text", (c) => c.primaryKey())
    .execute();
}
