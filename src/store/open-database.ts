import { existsSync } from "node:fs";
import { chmod, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { CompiledQuery, Kysely, SqliteDialect, type Driver, type QueryCompiler } from "kysely";
import { Migrator } from "kysely/migration";
import { withKeptStatements } from "./kept-statements.ts";
import { migrations } from "./migrations.ts";
import { writePlannerStatistics } from "./planner-statistics.ts";
import type { Database } from "./schema.ts";
import { SteadyQueryCompiler } from "./steady-queries.ts";
import { StoreError } from "./store-error.ts";

export const databaseFileName = "daybook.sqlite";

/** The open database file and its query builder. */
export type OpenDatabase = { readonly db: Kysely<Database>; readonly sqlite: SqliteDatabase.Database };

/**
 * Opens `daybook.sqlite` in a folder, made where it is missing, and brings its schema up to date. `readOnly` does neither.
 * Throws `StoreError` for a folder or file that cannot be used, and for a store of a newer version.
 */
export async function openDatabase(folder: string, { readOnly = false } = {}): Promise<OpenDatabase> {
  const file = join(folder, databaseFileName);
  if (!readOnly) {
    await makeFolder(folder);
    await keepPrivate(file);
  }
  const sqlite = openFile(file, readOnly);
  const db = new Kysely<Database>({ dialect: new EmbeddedDialect(sqlite) });
  if (readOnly) return { db, sqlite };
  try {
    await migrate(db, file);
    // Only now: a store of a newer version must stay as it is, to the byte.
    sqlite.pragma("journal_mode = wal");
    writePlannerStatistics(sqlite);
    return { db, sqlite };
  } catch (error) {
    await db.destroy();
    throw toStoreError(error, file);
  }
}

/** SQLite rolls a transaction back by itself when the disk is full; to do it once more would hide why. */
class EmbeddedDialect extends SqliteDialect {
  readonly #sqlite: SqliteDatabase.Database;

  constructor(sqlite: SqliteDatabase.Database) {
    super({ database: withKeptStatements(sqlite) });
    this.#sqlite = sqlite;
  }

  override createQueryCompiler(): QueryCompiler {
    return new SteadyQueryCompiler();
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    // Every transaction is there to write. One that only found out at its first write could not wait for another program's.
    driver.beginTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw("begin immediate"));
    };
    const rollBack = driver.rollbackTransaction.bind(driver);
    driver.rollbackTransaction = async (connection) => {
      if (this.#sqlite.inTransaction) await rollBack(connection);
    };
    return driver;
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new StoreError(
      `The store folder ${folder} cannot be made: ${(error as Error).message}. Choose another folder with the key "store", or give this user the right to write there.`,
      { cause: error },
    );
  });
}

/** The files beside the database take their rights from it, so it must be private before there are any. */
async function keepPrivate(file: string): Promise<void> {
  try {
    await (await open(file, "a", 0o600)).close();
    await chmod(file, 0o600);
  } catch {
    // Opening it says what is wrong; a file that another user owns stays as its owner wants it.
  }
}

function openFile(file: string, readonly: boolean): SqliteDatabase.Database {
  if (readonly && !existsSync(file)) throw toStoreError({ code: "SQLITE_CANTOPEN" }, file);
  try {
    const sqlite = new SqliteDatabase(file, { readonly, fileMustExist: readonly, timeout: 10_000 });
    sqlite.pragma("secure_delete = on");
    sqlite.pragma("synchronous = normal");
    sqlite.pragma("cache_size = -32768");
    return sqlite;
  } catch (error) {
    throw toStoreError(error, file);
  }
}

async function migrate(db: Kysely<Database>, file: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof Error && /corrupted migrations|missing/.test(error.message)) {
    throw new StoreError(
      `The store ${file} was written by a newer version of Daybook and was not touched. Update Daybook, or name another folder with the key "store".`,
      { cause: error },
    );
  }
  throw toStoreError(error, file);
}

/** An error of SQLite in words an operator can act on; other errors as they are. */
export function toStoreError(error: unknown, file: string): unknown {
  const advice = adviceFor((error as { code?: string }).code ?? "");
  return advice === undefined ? error : new StoreError(`The store ${file} ${advice}`, { cause: error });
}

function adviceFor(code: string): string | undefined {
  if (code.startsWith("SQLITE_FULL") || code === "ENOSPC")
    return "could not be written: the disk is full. Nothing was lost; free some space and run the command again.";
  if (code.startsWith("SQLITE_READONLY") || code === "EACCES" || code === "EROFS")
    return "cannot be written: the file or its folder is read-only for this user. Give it the right to write there.";
  if (code.startsWith("SQLITE_CANTOPEN"))
    return 'cannot be opened: the folder is missing or this user may not write there. Check the key "store" and the folder\'s rights.';
  if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB"))
    return "is damaged or is no SQLite file. Restore it from a backup (daybook restore), or move it away and crawl again: decisions.jsonl beside it keeps what was decided.";
  if (code.startsWith("SQLITE_BUSY"))
    return "is in use by another program. Wait until that is done and run the command again.";
  if (code.startsWith("SQLITE_IOERR"))
    return "could not be read or written: the disk reports an error. Check the disk, then run the command again.";
  return undefined;
}
