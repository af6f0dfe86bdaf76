import type SqliteDatabase from "better-sqlite3";
import type { Kysely } from "kysely";
import { writeMeta } from "./decision-tables.ts";
import type { Database } from "./schema.ts";

const dueKey = "scrub-due";

/** What becomes of erased text in the file and in its write-ahead log. */
export type ErasureWatch = {
  /** Told by every verb that erases. */
  readonly erased: () => void;
  /** Remembers it in the store, in the transaction that erased if there is one: a crash must not leave it undone. */
  readonly remember: (db: Kysely<Database>) => Promise<void>;
  /** After the commit: empties the log. Gives whether anything was erased. While another program reads, the log waits for `scrub`. */
  readonly settle: () => boolean;
  /** Writes the file anew where something was erased from it since the last time. */
  readonly scrub: (db: Kysely<Database>) => Promise<ScrubOutcome>;
};

/** "in-use": another program reads the store, so that old text stays in its log; it is tried again the next time. */
export type ScrubOutcome = "clean" | "in-use";

/**
 * SQLite overwrites what is deleted, but when it moves rows between pages, as it does around every row that shrinks or goes, old
 * copies of their neighbours stay in the gaps, and nothing overwrites them when those are erased later. So erasing is done
 * only when the file was written anew.
 */
export function watchErasures(sqlite: SqliteDatabase.Database): ErasureWatch {
  let erased = false;
  /** To wait for a reader once is enough: a crawl erases in many transactions. */
  let isInUse = false;
  return {
    erased: () => void (erased = true),
    async remember(db) {
      if (erased) await writeMeta(db, dueKey, "1");
    },
    settle() {
      if (!erased) return false;
      erased = false;
      isInUse ||= !emptyLog(sqlite);
      return true;
    },
    async scrub(db) {
      const due = await db.selectFrom("meta").select("value").where("key", "=", dueKey).executeTakeFirst();
      if (due?.value !== "1") return "clean";
      sqlite.exec("vacuum");
      isInUse = !emptyLog(sqlite);
      if (isInUse) return "in-use";
      await writeMeta(db, dueKey, "0");
      return "clean";
    },
  };
}

/** What reads a page or a day is done long before; what goes on reading is not waited for. */
const waitMs = 2000;

/** Gives whether it is empty now. */
function emptyLog(sqlite: SqliteDatabase.Database): boolean {
  const usualMs: unknown = sqlite.pragma("busy_timeout", { simple: true });
  sqlite.pragma(`busy_timeout = ${waitMs}`);
  try {
    const [result] = sqlite.pragma("wal_checkpoint(truncate)") as [{ busy: number }];
    return result.busy === 0;
  } finally {
    sqlite.pragma(`busy_timeout = ${String(usualMs)}`);
  }
}
