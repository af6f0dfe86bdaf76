import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { readChange } from "./changes.ts";
import type { DaySummaryRecord, DirtyDay, RoomKey } from "./records.ts";
import type { DaySummaryTable, Database } from "./schema.ts";
import { shownFileTables } from "./shown-file-tables.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import { noteChanged, noteGone } from "./unpublished-tables.ts";

type Verbs = Pick<
  StoreReader,
  | "readChange"
  | "readDirtyDays"
  | "readAllDays"
  | "readLastSummary"
  | "readDaySummaries"
  | "readMonths"
  | "readNeighbourDays"
  | "readOutput"
  | "readArtifacts"
  | "readTotals"
  | "readKnownAddresses"
  | "readAddressesBelow"
> &
  Pick<StoreWriter, "writeDaySummary" | "writeOutput" | "writeArtifacts" | "deleteArtifacts">;

/** What is derived from the events, and the ledger of what was made of it. */
export function outputTables(db: Kysely<Database>): Verbs {
  const shownFiles = shownFileTables(db);
  const dayRows = () => db.selectFrom("days").select(["room", "day", "change"]);
  return {
    readChange: () => readChange(db),
    async readDirtyDays(afterChange) {
      // Sorted here: a database asked for this order would rather walk over all days in it than find the few by their change.
      const rows = (await dayRows().where("change", ">", afterChange).execute()) as unknown as DirtyDay[];
      return rows.toSorted((one, other) => one.room - other.room || (one.day < other.day ? -1 : 1));
    },
    async readAllDays() {
      return (await dayRows().orderBy("room").orderBy("day").execute()) as unknown as DirtyDay[];
    },
    async readLastSummary(room, day) {
      const row = await db
        .selectFrom("day_summaries")
        .selectAll()
        .where("room", "=", room)
        .where("day", "=", day)
        .executeTakeFirst();
      return row && toDaySummary(row);
    },
    async readDaySummaries(room, range) {
      let query = db
        .selectFrom("day_summaries")
        .selectAll()
        .where("room", "=", room)
        .where("item_count", ">", 0)
        .orderBy("day");
      if (range !== undefined) query = query.where("day", ">=", range.from).where("day", "<=", range.to);
      return (await query.execute()).map(toDaySummary);
    },
    async readMonths(room) {
      const month = sql<string>`substr(day, 1, 7)`;
      const rows = await db
        .selectFrom("day_summaries")
        .select(({ fn }) => [
          month.as("month"),
          fn.sum<number>("message_count").as("messageCount"),
          fn.countAll<number>().as("dayCount"),
          fn.min<CalendarDay>("day").as("firstDay"),
          fn.max<CalendarDay>("day").as("lastDay"),
        ])
        .where("room", "=", room)
        .where("item_count", ">", 0)
        .groupBy(month)
        .orderBy(month)
        .execute();
      return rows;
    },
    async readNeighbourDays(room, day) {
      const side = (comparison: "<" | ">", order: "asc" | "desc") =>
        db
          .selectFrom("day_summaries")
          .select("day")
          .where("room", "=", room)
          .where("item_count", ">", 0)
          .where("day", comparison, day)
          .orderBy("day", order)
          .limit(1)
          .executeTakeFirst();
      const [previous, next] = [await side("<", "desc"), await side(">", "asc")];
      return { previous: previous?.day as CalendarDay | undefined, next: next?.day as CalendarDay | undefined };
    },
    async writeDaySummary(room, summary) {
      const values = toSummaryRow(room, summary);
      await db
        .insertInto("day_summaries")
        .values(values)
        .onConflict((conflict) => conflict.columns(["room", "day"]).doUpdateSet(values))
        .execute();
    },
    async readOutput(path) {
      const row = await db.selectFrom("outputs").selectAll().where("path", "=", path).executeTakeFirst();
      return row && { key: row.id, stamp: row.stamp, reachedChange: row.reached_change, inputKey: row.input_key };
    },
    async writeOutput({ path, stamp, reachedChange, inputKey }) {
      const values = { path, stamp, reached_change: reachedChange, input_key: inputKey };
      const { id } = await db
        .insertInto("outputs")
        .values(values)
        .onConflict((conflict) => conflict.column("path").doUpdateSet(values))
        .returning("id")
        .executeTakeFirstOrThrow();
      return { key: id, stamp, reachedChange, inputKey };
    },
    async readArtifacts(output, { prefix = "", kind, paths } = {}) {
      let query = db
        .selectFrom("artifacts")
        .selectAll()
        .where("output", "=", output)
        .where("path", ">=", prefix)
        .where("path", "<", `${prefix}\u{10FFFF}`)
        .orderBy("path");
      if (kind !== undefined) query = query.where("kind", "=", kind);
      if (paths !== undefined) query = query.where("path", "in", paths);
      const rows = await query.execute();
      return rows.map((row) => ({
        path: row.path,
        kind: row.kind,
        inputHash: row.input_hash,
        contentHash: row.content_hash,
        sizeBytes: row.size,
        ...(row.detail === null ? {} : { detail: JSON.parse(row.detail) as unknown }),
      }));
    },
    async readTotals(output, { kind } = {}) {
      let query = db
        .selectFrom("artifacts")
        .select(({ fn }) => [fn.countAll<number>().as("files"), fn.sum<number | null>("size").as("sizeBytes")])
        .where("output", "=", output)
        .where("kind", "!=", "search-shard");
      if (kind !== undefined) query = query.where("kind", "=", kind);
      const row = await query.executeTakeFirstOrThrow();
      return { files: row.files, sizeBytes: row.sizeBytes ?? 0 };
    },
    async readKnownAddresses(paths) {
      const known = new Set<string>();
      for (let start = 0; start < paths.length; start += 1000) {
        const rows = await db
          .selectFrom("addresses")
          .select("path")
          .where("path", "in", paths.slice(start, start + 1000))
          .execute();
        for (const { path } of rows) known.add(path);
      }
      return known;
    },
    async readAddressesBelow(prefix) {
      const rows = await db
        .selectFrom("addresses")
        .select("path")
        .where("path", ">=", prefix)
        .where("path", "<", `${prefix}\u{10FFFF}`)
        .orderBy("path")
        .execute();
      return rows.map(({ path }) => path);
    },
    async writeArtifacts(output, artifacts) {
      for (let start = 0; start < artifacts.length; start += 500) {
        const some = artifacts.slice(start, start + 500);
        await noteChanged(db, output, some);
        await db
          .insertInto("artifacts")
          .values(
            some.map((artifact) => ({
              output,
              path: artifact.path,
              kind: artifact.kind,
              input_hash: artifact.inputHash,
              content_hash: artifact.contentHash,
              size: artifact.sizeBytes,
              detail: artifact.detail === undefined ? null : JSON.stringify(artifact.detail),
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(["output", "path"]).doUpdateSet({
              kind: sql.ref("excluded.kind"),
              input_hash: sql.ref("excluded.input_hash"),
              content_hash: sql.ref("excluded.content_hash"),
              size: sql.ref("excluded.size"),
              detail: sql.ref("excluded.detail"),
            }),
          )
          .execute();
      }
    },
    async deleteArtifacts(output, paths) {
      for (let start = 0; start < paths.length; start += 1000) {
        const some = paths.slice(start, start + 1000);
        await noteGone(db, output, some);
        await db.deleteFrom("artifacts").where("output", "=", output).where("path", "in", some).execute();
        await db.deleteFrom("artifact_sources").where("output", "=", output).where("path", "in", some).execute();
        await shownFiles.writeShownFiles(
          output,
          some.map((path) => ({ path, files: [] })),
        );
        await db.deleteFrom("shown_files").where("output", "=", output).where("file", "in", some).execute();
      }
    },
  };
}

function toDaySummary(row: DaySummaryTable): DaySummaryRecord {
  return {
    day: row.day as CalendarDay,
    existenceChange: row.existence_change,
    searchChange: row.search_change,
    itemCount: row.item_count,
    messageCount: row.message_count,
    partCount: row.part_count,
    opening: JSON.parse(row.opening) as DaySummaryRecord["opening"],
    lastModified: row.last_modified as CalendarDay,
    searchKey: row.search_key,
    searchWords: row.search_words,
  };
}

function toSummaryRow(room: RoomKey, summary: DaySummaryRecord): DaySummaryTable {
  return {
    room,
    day: summary.day,
    existence_change: summary.existenceChange,
    search_change: summary.searchChange,
    item_count: summary.itemCount,
    message_count: summary.messageCount,
    part_count: summary.partCount,
    opening: JSON.stringify(summary.opening),
    last_modified: summary.lastModified,
    search_key: summary.searchKey,
    search_words: summary.searchWords,
  };
}
