import type { SqliteDatabase as KyselyDatabase } from "kysely";
import type SqliteDatabase from "better-sqlite3";

/** Queries of a day and of a page come again and again; more kinds than this are none of them. */
const keptCount = 100;
/** Statements with very many values are large, and another number of values makes another statement. */
const keptLength = 20_000;

/**
 * A database that compiles the same SQL once: reading a day is a dozen small queries, and to compile them costs as much as to
 * run them.
 */
export function withKeptStatements(sqlite: SqliteDatabase.Database): KyselyDatabase {
  const kept = new Map<string, SqliteDatabase.Statement>();
  return {
    close: () => sqlite.close(),
    prepare(sql) {
      const known = kept.get(sql);
      // One whose rows are still being read cannot be run a second time.
      const statement = known === undefined || known.busy ? sqlite.prepare(sql) : known;
      kept.delete(sql);
      if (sql.length <= keptLength) kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > keptCount && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
  };
}
