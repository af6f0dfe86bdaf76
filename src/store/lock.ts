import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { StoreBusyError } from "./store-error.ts";

/**
 * Takes a named lock in the store's folder. The lock is one that the operating system holds for the process, through an empty
 * SQLite file, so that a killed process leaves none behind.
 * Throws `StoreBusyError` with the text of `busy` when another process has it.
 */
export function takeLock(folder: string, name: string, busy: string): { release(): void } {
  const lock = new SqliteDatabase(join(folder, `${name}.lock`), { timeout: 0 });
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") throw new StoreBusyError(busy, { cause: error });
    throw error;
  }
  return { release: () => lock.close() };
}
