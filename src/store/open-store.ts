import { join } from "node:path";
import { randomBytes } from "node:crypto";
import type { Kysely } from "kysely";
import { aliasTables, hideNamesWith } from "./alias-tables.ts";
import { banTables } from "./ban-tables.ts";
import { decide, mergeDecisions, writeMeta } from "./decision-tables.ts";
import { erasure } from "./erasure.ts";
import { eventTables } from "./event-tables.ts";
import { takeLock } from "./lock.ts";
import { markTables } from "./mark-tables.ts";
import { ghostTables } from "./ghost-tables.ts";
import { memberTables } from "./member-tables.ts";
import { mediaTables } from "./media-tables.ts";
import { emptyMediaTrash } from "./media-trash.ts";
import { missingEvents } from "./missing-events.ts";
import { nameTables } from "./name-tables.ts";
import { databaseFileName, openDatabase, toStoreError } from "./open-database.ts";
import { outputTables } from "./output-tables.ts";
import { peopleRulesTables } from "./people-rules-tables.ts";
import { reconcileMedia, writeMediaMark } from "./reconcile-media.ts";
import { removalTables } from "./removal-tables.ts";
import { roomTables } from "./room-tables.ts";
import { runTables } from "./run-tables.ts";
import type { Database } from "./schema.ts";
import { sourceTables } from "./source-tables.ts";
import { watchErasures, type ErasureWatch } from "./scrub.ts";
import { shownFileTables } from "./shown-file-tables.ts";
import { spanTables } from "./span-tables.ts";
import { stretchTables } from "./stretch-tables.ts";
import { threadTables } from "./thread-tables.ts";
import { unpublishedTables } from "./unpublished-tables.ts";
import { waitingTable } from "./waiting-table.ts";
import { withdrawal } from "./withdrawal.ts";
import type { Store, StoreReader, StoreWriter } from "./store.ts";
import type { RoomId } from "#matrix/ids.ts";

/**
 * Opens the store in a folder, made where it is missing. With `readOnly` nothing is made or changed, for workers.
 * Throws `StoreError`: folder or file unusable, damaged, or written by a newer version.
 */
export async function openStore({ folder, readOnly = false }: { folder: string; readOnly?: boolean }): Promise<Store> {
  const { db, sqlite } = await openDatabase(folder, { readOnly });
  const file = join(folder, databaseFileName);
  const watch = watchErasures(sqlite);
  try {
    if (!readOnly) {
      await writeFirstMeta(db);
      await mergeDecisions(db, folder, watch.erased);
      await watch.remember(db);
      watch.settle();
      await emptyMediaTrash(db, folder);
    }
    return await storeOver(db, watch, folder, file);
  } catch (error) {
    await db.destroy();
    throw toStoreError(error, file);
  }
}

async function storeOver(db: Kysely<Database>, watch: ErasureWatch, folder: string, file: string): Promise<Store> {
  const { value: id } = await db.selectFrom("meta").select("value").where("key", "=", "id").executeTakeFirstOrThrow();
  const { erased } = watch;
  const verbsOver = (on: Kysely<Database>): StoreReader & StoreWriter => ({
    ...roomTables(on),
    ...eventTables(on),
    ...erasure(on, erased),
    ...withdrawal(on, erased),
    ...missingEvents(on, erased),
    ...nameTables(on),
    ...memberTables(on),
    ...markTables(on),
    ...banTables(on),
    ...peopleRulesTables(on, erased),
    ...spanTables(on),
    ...outputTables(on),
    ...shownFileTables(on),
    ...unpublishedTables(on),
    ...sourceTables(on),
    ...runTables(on),
    ...waitingTable(on),
    ...removalTables(on),
    ...stretchTables(on),
    ...threadTables(on),
    ...ghostTables(on),
    ...mediaTables(on, folder),
    ...aliasTables(on),
  });

  const settle = async () => {
    if (watch.settle()) await emptyMediaTrash(db, folder);
  };

  const verbs: Omit<Store, "id" | "folder" | "close" | "readAddresses"> = {
    ...verbsOver(db),
    async transaction(work) {
      const result = await db.transaction().execute(async (tx) => {
        const done = await work(verbsOver(tx));
        await watch.remember(tx);
        return done;
      });
      await settle();
      return result;
    },
    async decide(decisions) {
      await decide(db, folder, decisions, erased);
      await watch.remember(db);
      await settle();
    },
    async beginMedia() {
      await reconcileMedia(db, folder);
    },
    async settleMedia() {
      await emptyMediaTrash(db, folder);
      await writeMediaMark(db, folder);
    },
    scrub: () => watch.scrub(db),
    hideNames: hideNamesWith(db, (decisions) => decide(db, folder, decisions, erased)),
    async readPublishedSlugs() {
      const rows = await db.selectFrom("decided_slugs").selectAll().execute();
      return new Map(rows.map((row) => [row.room_id as RoomId, { slug: row.slug, title: row.title }]));
    },
    lock: async (name, busy) => takeLock(folder, name, busy),
  };
  return {
    id,
    folder,
    ...inOperatorsWords(verbs, file),
    async *readAddresses() {
      for await (const row of db.selectFrom("addresses").select("path").orderBy("path").stream()) yield row.path;
    },
    close: () => db.destroy(),
  };
}

/** What the file system or SQLite refuses is told as a `StoreError`, whichever verb met it. */
function inOperatorsWords<Verbs extends object>(verbs: Verbs, file: string): Verbs {
  const worded = Object.entries(verbs).map(([name, verb]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await verb(...args);
      } catch (error) {
        throw toStoreError(error, file);
      }
    },
  ]);
  return Object.fromEntries(worded) as Verbs;
}

async function writeFirstMeta(db: Kysely<Database>): Promise<void> {
  const known = await db.selectFrom("meta").select("value").where("key", "=", "id").executeTakeFirst();
  if (known !== undefined) return;
  await db.transaction().execute(async (tx) => {
    await writeMeta(tx, "id", randomBytes(16).toString("hex"));
    await writeMeta(tx, "change", "0");
  });
}
