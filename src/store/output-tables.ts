import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import { readChange } from "./changes.ts";
import type { DaySummaryRecord, DirtyDay, RoomKey } from "./records.ts";
import type { DaySummaryTable, Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<
  StoreReader,
  | "readChange"
  | "readDirtyDays"
  | "readAllDays"
  | "readDaySummaries"
  | "readNeighbourDays"
  | "readOutput"
  | "readArtifacts"
  | "readLastRun"
> &
  Pick<
    StoreWriter,
    "writeDaySummary" | "deleteDaySummary" | "writeOutput" | "writeArtifacts" | "deleteArtifacts" | "writeRun"
  >;

/** What is derived from the events, and the ledger of what was made of it. */
export function outputTables(db: Kysely<Database>): Verbs {
  const dayRows = () => db.selectFrom("days").select(["room", "day", "change"]).orderBy("room").orderBy("day");
  return {
    readChange: () => readChange(db),
    async readDirtyDays(afterChange) {
      return (await dayRows().where("change", ">", afterChange).execute()) as unknown as DirtyDay[];
    },
    async readAllDays() {
      return (await dayRows().execute()) as unknown as DirtyDay[];
    },
    async readDaySummaries(room, range) {
      let query = db.selectFrom("day_summaries").selectAll().where("room", "=", room).orderBy("day");
      if (range !== undefined) query = query.where("day", ">=", range.from).where("day", "<=", range.to);
      return (await query.execute()).map(toDaySummary);
    },
    async readNeighbourDays(room, day) {
      const side = (comparison: "<" | ">", order: "asc" | "desc") =>
        db
          .selectFrom("day_summaries")
          .select("day")
          .where("room", "=", room)
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
    async deleteDaySummary(room, day) {
      await db.deleteFrom("day_summaries").where("room", "=", room).where("day", "=", day).execute();
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
    async readArtifacts(output) {
      const rows = await db.selectFrom("artifacts").selectAll().where("output", "=", output).orderBy("path").execute();
      return rows.map((row) => ({
        path: row.path,
        kind: row.kind,
        inputHash: row.input_hash,
        contentHash: row.content_hash,
        sizeBytes: row.size,
      }));
    },
    async writeArtifacts(output, artifacts) {
      for (let start = 0; start < artifacts.length; start += 500) {
        await db
          .insertInto("artifacts")
          .values(
            artifacts.slice(start, start + 500).map((artifact) => ({
              output,
              path: artifact.path,
              kind: artifact.kind,
              input_hash: artifact.inputHash,
              content_hash: artifact.contentHash,
              size: artifact.sizeBytes,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(["output", "path"]).doUpdateSet({
              kind: sql.ref("excluded.kind"),
              input_hash: sql.ref("excluded.input_hash"),
              content_hash: sql.ref("excluded.content_hash"),
              size: sql.ref("excluded.size"),
            }),
          )
          .execute();
      }
    },
    async deleteArtifacts(output, paths) {
      for (let start = 0; start < paths.length; start += 1000) {
        await db
          .deleteFrom("artifacts")
          .where("output", "=", output)
          .where("path", "in", paths.slice(start, start + 1000))
          .execute();
      }
    },
    async readLastRun(kind) {
      const row = await db
        .selectFrom("runs")
        .selectAll()
        .where("kind", "=", kind)
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row && { startedAtMs: row.started_at, report: JSON.parse(row.report) as unknown };
    },
    async writeRun(kind, startedAtMs, report) {
      await db.insertInto("runs").values({ kind, started_at: startedAtMs, report: JSON.stringify(report) }).execute();
      // The last hundred of a kind are enough to see a trend.
      await db
        .deleteFrom("runs")
        .where("kind", "=", kind)
        .where("id", "not in", (query) =>
          query.selectFrom("runs").select("id").where("kind", "=", kind).orderBy("id", "desc").limit(100),
        )
        .execute();
    },
  };
}

function toDaySummary(row: DaySummaryTable): DaySummaryRecord {
  return {
    day: row.day as CalendarDay,
    change: row.change,
    itemCount: row.item_count,
    messageCount: row.message_count,
    partCount: row.part_count,
    opening: row.opening_text === null ? undefined : { author: row.opening_author ?? "", text: row.opening_text },
    lastModified: row.last_modified as CalendarDay,
    searchKey: row.search_key,
    searchWords: row.search_words,
  };
}

function toSummaryRow(room: RoomKey, summary: DaySummaryRecord): DaySummaryTable {
  return {
    room,
    day: summary.day,
    change: summary.change,
    item_count: summary.itemCount,
    message_count: summary.messageCount,
    part_count: summary.partCount,
    opening_author: summary.opening?.author ?? null,
    opening_text: summary.opening?.text ?? null,
    last_modified: summary.lastModified,
    search_key: summary.searchKey,
    search_words: summary.searchWords,
  };
}
