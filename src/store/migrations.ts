import { sql, type Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { createDerivedTables } from "./derived-schema.ts";
import { createMediaTables } from "./media-schema.ts";
import { createThreadTables } from "./thread-schema.ts";

/** Each schema ever released, in order. A migration that was released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-first": { up: createFirstSchema },
};

async function createFirstSchema(db: Kysely<unknown>): Promise<void> {
  const table = (name: string) => db.schema.createTable(name);
  await table("meta")
    .addColumn("key", "text", (c) => c.primaryKey())
    .addColumn("value", "text", (c) => c.notNull())
    .execute();
  await table("rooms")
    .addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("room_id", "text", (c) => c.notNull().unique())
    .addColumn("slug", "text", (c) => c.notNull().unique())
    .addColumn("configured", "text", (c) => c.notNull())
    .addColumn("title", "text")
    .addColumn("state", "text", (c) => c.notNull())
    .addColumn("verdict", "text")
    .addColumn("grant_id", "integer")
    .addColumn("checked_at", "bigint")
    .addColumn("cutoff", "bigint")
    .addColumn("last_success_at", "bigint")
    .addColumn("first_complete_at", "bigint")
    .addColumn("archived_since", "bigint", (c) => c.notNull())
    .addColumn("change", "bigint", (c) => c.notNull())
    .addColumn("hides_names", "integer", (c) => c.notNull().defaultTo(0))
    .addColumn("follows", "integer")
    .execute();
  await table("grants")
    .addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("event_id", "text", (c) => c.notNull())
    .addColumn("visibility", "text")
    .addColumn("sender", "text", (c) => c.notNull())
    .addColumn("ts", "bigint", (c) => c.notNull())
    .addUniqueConstraint("grants_once", ["room", "event_id"])
    .execute();
  await createEventTables(db);
  await createSpanTables(db);
  await createSweepTable(db);
  await createDerivedTables(db);
  await createMediaTables(db);
  await createThreadTables(db);
}

async function createEventTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("events")
    .addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("event_id", "text", (c) => c.notNull().unique())
    .addColumn("short_id", "text", (c) => c.notNull().unique())
    .addColumn("type", "text", (c) => c.notNull())
    .addColumn("sender", "text", (c) => c.notNull())
    .addColumn("state_key", "text")
    .addColumn("ts", "bigint", (c) => c.notNull())
    .addColumn("ts_trusted", "integer", (c) => c.notNull())
    .addColumn("day", "text", (c) => c.notNull())
    .addColumn("part", "integer")
    .addColumn("thread_part", "integer")
    .addColumn("position", "bigint", (c) => c.notNull())
    .addColumn("eligible_at", "bigint", (c) => c.notNull())
    .addColumn("first_seen", "bigint", (c) => c.notNull())
    .addColumn("grant_id", "integer", (c) => c.notNull())
    .addColumn("content", "text", (c) => c.notNull())
    .addColumn("redacts", "text")
    .addColumn("is_edit", "integer", (c) => c.notNull())
    .addColumn("redacted", "integer", (c) => c.notNull())
    .addColumn("redacted_at", "bigint")
    .addColumn("gone", "integer", (c) => c.notNull())
    .addColumn("erased", "integer", (c) => c.notNull())
    .addColumn("hidden", "integer", (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("events_by_place").on("events").columns(["room", "position"]).execute();
  await db.schema.createIndex("events_by_day").on("events").columns(["room", "day"]).execute();
  await db.schema.createIndex("events_by_sender").on("events").columns(["room", "sender", "position"]).execute();
  await db.schema.createIndex("events_by_eligibility").on("events").columns(["room", "eligible_at"]).execute();
  await db.schema
    .createIndex("member_events")
    .on("events")
    .columns(["room", "state_key", "position"])
    .where(sql.ref("type"), "=", sql.lit("m.room.member"))
    .execute();
  await db.schema
    .createIndex("visibility_changes")
    .on("events")
    .columns(["room", "state_key", "position"])
    .where(sql.ref("type"), "=", sql.lit("m.room.history_visibility"))
    .execute();
  await db.schema
    .createTable("relations")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("target", "text", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("source", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("relations_key", ["target", "kind", "source"])
    .execute();
  await db.schema.createIndex("relations_by_source").on("relations").columns(["source"]).execute();
  await db.schema
    .createTable("redactions")
    .addColumn("target", "text", (c) => c.notNull())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("redacted_at", "bigint")
    .addPrimaryKeyConstraint("redactions_key", ["target", "room"])
    .execute();
  await db.schema
    .createTable("profiles")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("user_id", "text", (c) => c.notNull())
    .addColumn("display_name", "text")
    .addColumn("avatar", "text")
    .addPrimaryKeyConstraint("profiles_key", ["room", "user_id"])
    .execute();
  await createPeopleTables(db);
}

async function createPeopleTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("people")
    .addColumn("user_id", "text", (c) => c.notNull())
    .addColumn("room", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("people_key", ["user_id", "room"])
    .execute();
  await db.schema
    .createTable("aliases")
    .addColumn("user_id", "text", (c) => c.primaryKey())
    .addColumn("alias", "text", (c) => c.notNull().unique())
    .execute();
  await db.schema
    .createTable("mentions")
    .addColumn("user_id", "text", (c) => c.notNull())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("source", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("mentions_key", ["user_id", "room", "source"])
    .execute();
  await db.schema.createIndex("mentions_by_source").on("mentions").columns(["source"]).execute();
  await db.schema
    .createTable("withheld_names")
    .addColumn("user_id", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("withheld_names_key", ["user_id", "name"])
    .execute();
  await db.schema
    .createTable("policy_lists")
    .addColumn("list", "text", (c) => c.primaryKey())
    .addColumn("room_id", "text", (c) => c.notNull())
    .addColumn("rules", "text", (c) => c.notNull())
    .addColumn("read_at", "bigint", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("visibility_marks")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("target", "text", (c) => c.notNull())
    .addColumn("mark", "text", (c) => c.notNull())
    .addColumn("visible", "integer", (c) => c.notNull())
    .addPrimaryKeyConstraint("visibility_marks_key", ["target", "mark"])
    .execute();
  await db.schema
    .createTable("off_record_edits")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("target", "text", (c) => c.notNull())
    .addColumn("sender", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("off_record_edits_key", ["target", "room", "sender"])
    .execute();
  await db.schema
    .createTable("moderator_ends")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("end", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("moderator_ends_key", ["end", "room"])
    .execute();
  await db.schema.createIndex("visibility_marks_by_mark").on("visibility_marks").columns(["mark"]).execute();
}

async function createSpanTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("ghosts")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("ghost", "text", (c) => c.notNull())
    .addColumn("network", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("ghosts_key", ["room", "ghost"])
    .execute();
  await db.schema
    .createTable("stretches")
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("event_id", "text", (c) => c.notNull())
    .addColumn("sender", "text", (c) => c.notNull())
    .addColumn("opened_at", "bigint", (c) => c.notNull())
    .addColumn("power_level", "text")
    .addColumn("ended_at", "bigint")
    .addColumn("ended_by", "text")
    .addColumn("checked_at", "bigint", (c) => c.notNull())
    .addPrimaryKeyConstraint("stretches_key", ["room", "event_id"])
    .execute();
  await db.schema
    .createTable("spans")
    .addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("newest_position", "bigint", (c) => c.notNull())
    .addColumn("oldest_position", "bigint", (c) => c.notNull())
    .addColumn("older_token", "text")
    .addColumn("token_position", "bigint")
    .addColumn("grant_id", "integer")
    .addColumn("connected", "integer", (c) => c.notNull())
    .execute();
  await db.schema
    .createTable("holes")
    .addColumn("id", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("room", "integer", (c) => c.notNull())
    .addColumn("span", "integer", (c) => c.notNull().unique())
    .addColumn("newer_ts", "bigint", (c) => c.notNull())
    .addColumn("older_ts", "bigint")
    .addColumn("reason", "text", (c) => c.notNull())
    .execute();
}

async function createSweepTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sweeps")
    .addColumn("room", "integer", (c) => c.primaryKey())
    .addColumn("finished_at", "bigint", (c) => c.notNull())
    .addColumn("held", "integer", (c) => c.notNull())
    .execute();
}
