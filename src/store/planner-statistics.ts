import type SqliteDatabase from "better-sqlite3";

/**
 * What SQLite's planner is told of each index: entries, and how many of them share the first column, the first two, and so on
 * (sqlite.org/fileformat2.html, "The sqlite_stat1 table"). These are those of a large archive, whatever this one holds: without
 * them the planner takes a room for small and reads all of it to find one day.
 */
const statistics: readonly (readonly [table: string, index: string, numbers: string])[] = [
  ["rooms", "sqlite_autoindex_rooms_1", "100 1"],
  ["rooms", "sqlite_autoindex_rooms_2", "100 1"],
  ["grants", "sqlite_autoindex_grants_1", "1000 10 1"],
  ["events", "sqlite_autoindex_events_1", "1000000 1"],
  ["events", "sqlite_autoindex_events_2", "1000000 1"],
  ["events", "events_by_place", "1000000 100000 1"],
  ["events", "events_by_day", "1000000 100000 100"],
  ["events", "events_by_sender", "1000000 100000 500 1"],
  ["events", "events_by_eligibility", "1000000 100000 1"],
  ["events", "member_events", "20000 2000 2 1"],
  ["relations", "sqlite_autoindex_relations_1", "300000 2 2 1"],
  ["relations", "relations_by_source", "300000 1"],
  ["redactions", "sqlite_autoindex_redactions_1", "10000 1"],
  ["profiles", "sqlite_autoindex_profiles_1", "10000 1000 1"],
  ["days", "sqlite_autoindex_days_1", "30000 3000 1"],
  ["days", "days_by_change", "30000 30"],
  ["day_summaries", "sqlite_autoindex_day_summaries_1", "30000 3000 1"],
  ["threads", "sqlite_autoindex_threads_1", "30000 3000 1"],
  ["threads", "threads_by_short_id", "30000 3000 1"],
  ["threads", "threads_by_last_day", "30000 3000 10"],
  ["threads", "threads_by_formed_on", "30000 3000 10"],
  ["threads", "threads_by_first_day", "30000 3000 10"],
  ["thread_days", "sqlite_autoindex_thread_days_1", "100000 10000 10 1"],
  ["artifacts", "sqlite_autoindex_artifacts_1", "200000 100000 1"],
  ["artifacts", "artifacts_by_kind", "200000 100000 20000 1"],
  ["artifact_sources", "sqlite_autoindex_artifact_sources_1", "300000 150000 3 3 1"],
  ["artifact_sources", "artifact_sources_by_block", "300000 150000 15000 5"],
  ["media", "sqlite_autoindex_media_1", "100000 1"],
  ["media", "media_by_due", "100000 10"],
  ["media_uses", "sqlite_autoindex_media_uses_1", "300000 3 3 2 1 1"],
  ["media_uses", "media_uses_by_source", "300000 30000 2 1"],
  ["media_files", "sqlite_autoindex_media_files_1", "300000 3 1"],
  ["media_files", "media_files_by_path", "300000 1"],
  ["shown_files", "sqlite_autoindex_shown_files_1", "300000 150000 5 1"],
  ["shown_files", "shown_files_by_file", "300000 150000 5 1"],
];

/** Writes them where they are not yet what the file has, and makes this connection use them. */
export function writePlannerStatistics(sqlite: SqliteDatabase.Database): void {
  // Makes the table that holds them, at no cost: the table named here has a handful of rows.
  if (sqlite.prepare("select 1 from sqlite_schema where name = 'sqlite_stat1'").get() === undefined)
    sqlite.exec("analyze meta");
  const known = sqlite.prepare("select tbl, idx, stat from sqlite_stat1 order by rowid").raw().all();
  if (JSON.stringify(known) === JSON.stringify(statistics)) return;
  const insert = sqlite.prepare("insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)");
  sqlite.transaction(() => {
    sqlite.exec("delete from sqlite_stat1");
    for (const one of statistics) insert.run(...one);
  })();
  sqlite.exec("analyze sqlite_schema");
}
