import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { mediaFolder } from "#lib/media-paths.ts";
import { decisionsFileName } from "./decisions.ts";
import { databaseFileName, toStoreError } from "./open-database.ts";
import { StoreError } from "./store-error.ts";

/**
 * Copies a store as it is at one moment, whoever else writes to it, into a folder that is empty or not there: it appears there
 * when it is whole. Content that was erased is not in the copy. `media`: with the copies of files.
 * Throws `StoreError` where there is no sound store, or the folder cannot be used.
 */
export async function backUpStore(folder: string, target: string, { media }: { media: boolean }): Promise<void> {
  const file = join(folder, databaseFileName);
  if ((await readdir(target).catch(() => [])).length > 0)
    throw new StoreError(
      `The folder ${target} is not empty. Name one that is empty or not there yet, for each backup its own.`,
    );
  const unfinished = `${target}.unfinished`;
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true, mode: 0o700 });
    copyDatabase(file, join(unfinished, databaseFileName));
    await chmod(join(unfinished, databaseFileName), 0o600);
    // After the database: decisions that it does not know yet are merged into it when it is opened.
    await copyIfThere(join(folder, decisionsFileName), join(unfinished, decisionsFileName));
    if (media) await copyIfThere(join(folder, mediaFolder), join(unfinished, mediaFolder));
    await rm(target, { recursive: true, force: true });
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw toStoreError(error, file);
    throw new StoreError(
      `The backup could not be written: ${(error as Error).message}. Check the folder's rights and the free space.`,
      {
        cause: error,
      },
    );
  }
}

/** Files that come and go meanwhile do no harm: a restore makes files and database one again. */
async function copyIfThere(source: string, target: string): Promise<void> {
  if (existsSync(source)) await cp(source, target, { recursive: true, filter: (path) => existsSync(path) });
}

function copyDatabase(file: string, target: string): void {
  const sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    assertSound(sqlite, file);
    sqlite.prepare("vacuum into ?").run(target);
  } finally {
    sqlite.close();
  }
}

/** Throws `StoreError` for a database that is damaged. Reads all of it. */
export function assertSound(sqlite: SqliteDatabase.Database, file: string): void {
  const problems = findDamage(sqlite);
  if (problems.length === 0) return;
  throw new StoreError(
    `The store ${file} is damaged: ${problems[0]}. Restore it from a backup (daybook restore), or move it away and crawl again: decisions.jsonl beside it keeps what was decided.`,
  );
}

/** What SQLite finds wrong with the database in a folder; empty: nothing. Reads all of it. */
export function findStoreDamage(folder: string): readonly string[] {
  try {
    const sqlite = new SqliteDatabase(join(folder, databaseFileName), { readonly: true, fileMustExist: true });
    try {
      return findDamage(sqlite);
    } finally {
      sqlite.close();
    }
  } catch (error) {
    return [(error as Error).message];
  }
}

function findDamage(sqlite: SqliteDatabase.Database): readonly string[] {
  const rows = sqlite.pragma("integrity_check(10)") as readonly { readonly integrity_check: string }[];
  return rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
}
