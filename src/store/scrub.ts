import type SqliteDatabase from "better-sqlite3";
import type { Kysely } from "kysely";
import { writeMeta } from "./decision-tables.ts";
import type { Database } from "./schema.ts";

const dueKey = "scrub-due";

/**
 * SQLite overwrites what is deleted, but when it moves rows between pages, as it does around every row that shrinks or goes, old
 * copies of their neighbours stay in the gaps, and nothing overwrites them when those are erased later. So erasing is done
 * only when the file was written anew. Remembered in the store: a crash between the two must not leave it undone.
 */
export async function writeScrubDue(db: Kysely<Database>): Promise<void> {
  await writeMeta(db, dueKey, "1");
}

/** Writes the file anew where something was erased from it since the last time. Gives whether it was. */
export async function scrub(db: Kysely<Database>, sqlite: SqliteDatabase.Database): Promise<boolean> {
  const due = await db.selectFrom("meta").select("value").where("key", "=", dueKey).executeTakeFirst();
  if (due?.value !== "1") return false;
  sqlite.exec("vacuum");
  await writeMeta(db, dueKey, "0");
  return true;
}
