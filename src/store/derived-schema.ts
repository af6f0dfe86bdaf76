import type { Kysely } from "kysely";
import { createUnpublishedTable } from "./unpublished-tables.ts";

/** Tables of what is made from the events, of what was decided over them, and of runs. */
export async function createDerivedTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("days")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("change", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("days_key", ["room", "day"])
    .execute();
  await db.schema.createIndex("days_by_change").on("days").columns(["change"]).execute();
  await db.schema
    .createTable("day_summaries")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("existence_change", "bigint", (c) => c.notNull())
    .addColumn("search_change", "bigint", (c) => c.notNull())
    .addColumn("item_count", "integer", (c) => c.notNull())
    .addColumn("message_count", "integer", (c) => c.notNull())
    .addColumn("part_count", "integer", (c) => c.notNull())
    .addColumn("opening", "text", (c) => c.notNull())
    .addColumn("last_modified", "text", (c) => c.notNull())
    .addColumn("search_key", "text", (c) => c.notNull())
    .addColumn("search_words", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("day_summaries_key", ["room", "day"])
    .execute();
  await db.schema
    .createTable("outputs")
    .addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("path", "text", (c) => c.notNull().unique())
    .addColumn("stamp", "text", (c) => c.notNull())
    .addColumn("reached_change", "bigint", (c) => c.notNull())
    .addColumn("input_key", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("artifacts")
    .addColumn("output", "integer", (c) => c.notNull())
    .addColumn("path", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("input_hash", "text", (c) => c.notNull())
    .addColumn("content_hash", "text", (c) => c.notNull())
    .addColumn("size", "bigint", (c) => c.notNull())
    .addColumn("detail", "text")
    .addPrimaryKeyConstraint("artifacts_key", ["output", "path"])
    .execute();
  await db.schema.createIndex("artifacts_by_kind").on("artifacts").columns(["output", "kind", "path"]).execute();
  await db.schema
    .createTable("artifact_sources")
    .addColumn("output", "integer", (c) => c.notNull())
    .addColumn("path", "text", (c) => c.notNull())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("block", "integer", (c) => c.notNull())
    .addColumn("offsets", "blob", (c) => c.notNull())
    .addPrimaryKeyConstraint("artifact_sources_key", ["output", "path", "room", "block"])
    .execute();
  await db.schema
    .createIndex("artifact_sources_by_block")
    .on("artifact_sources")
    .columns(["output", "room", "block"])
    .execute();
  await db.schema
    .createTable("shown_files")
    .addColumn("output", "integer", (c) => c.notNull())
    .addColumn("page", "text", (c) => c.notNull())
    .addColumn("file", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("shown_files_key", ["output", "page", "file"])
    .execute();
  await db.schema.createIndex("shown_files_by_file").on("shown_files").columns(["output", "file", "page"]).execute();
  await createUnpublishedTable(db);
  await db.schema
    .createTable("addresses")
    .addColumn("path", "text", (c) => c.primaryKey())
    .addColumn("first_published", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("decided_slugs")
    .addColumn("room_id", "text", (c) => c.primaryKey())
    .addColumn("slug", "text", (c) => c.notNull().unique())
    .addColumn("title", "text", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("decided_parts")
    .addColumn("event_id", "text", (c) => c.primaryKey())
    .addColumn("part", "integer", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("removals")
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("target", "text", (c) => c.notNull())
    .addColumn("reason", "text")
    .addColumn("removed_at", "bigint", (c) => c.notNull())
    .addColumn("change", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("removals_key", ["kind", "target"])
    .execute();
  await db.schema
    .createTable("runs")
    .addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("started_at", "bigint", (c) => c.notNull())
    .addColumn("report", "text", (c) => c.notNull())
    .execute();
}
