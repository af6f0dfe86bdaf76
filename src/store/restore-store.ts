import { existsSync } from "node:fs";
import { chmod, copyFile, cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { mediaFolder } from "#lib/media-paths.ts";
import { assertSound } from "./back-up-store.ts";
import { appendDecisions, readDecisions, type Decision, type RemovalDecision } from "./decisions.ts";
import { takeLock } from "./lock.ts";
import { databaseFileName, toStoreError } from "./open-database.ts";
import { openStore } from "./open-store.ts";

/**
 * Puts a backup in the place of the store in a folder, or of none. What was decided since the backup stays decided: every removal is applied
 * to the restored content before this returns, files included. The next build makes everything anew and lists all of it for the host.
 * Throws `StoreBusyError` while a crawl is running, `StoreError` for a backup that is damaged; the store is as it was then.
 */
export async function restoreStore(folder: string, backup: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = takeLock(
    folder,
    "crawl",
    "A crawl is writing to the store. Wait until it is done, or stop it, and run the command again.",
  );
  try {
    const fresh = join(folder, `${databaseFileName}.restoring`);
    await prepareDatabase(join(backup, databaseFileName), fresh);
    await appendDecisions(folder, missingDecisions(await readDecisions(folder), await readDecisions(backup)));
    if (existsSync(join(backup, mediaFolder)))
      await cp(join(backup, mediaFolder), join(folder, mediaFolder), { recursive: true, force: false });
    // Without it, what is in the folder of files is compared with what the database knows of.
    await rm(join(folder, mediaFolder, "mark"), { force: true });
    const file = join(folder, databaseFileName);
    for (const old of [`${file}-wal`, `${file}-shm`]) await rm(old, { force: true });
    await rename(fresh, file);
  } finally {
    lock.release();
  }
  await settle(folder);
}

async function prepareDatabase(source: string, target: string): Promise<void> {
  try {
    await rm(target, { force: true });
    await copyFile(source, target);
    await chmod(target, 0o600);
    const sqlite = new SqliteDatabase(target, { fileMustExist: true });
    try {
      assertSound(sqlite, source);
      sqlite.pragma("journal_mode = delete");
      sqlite.exec(startingOver);
    } finally {
      sqlite.close();
    }
  } catch (error) {
    await rm(target, { force: true });
    throw toStoreError(
      (error as NodeJS.ErrnoException).code === "ENOENT" ? { code: "SQLITE_CANTOPEN" } : error,
      source,
    );
  }
}

/** Of what lies in output folders and on hosts, an older database knows nothing. All decisions are merged into it, whatever it had. */
const startingOver = `
  delete from meta where key = 'decisions-merged';
  update outputs set input_key = '';
  insert into unpublished (output, path, withdrawn)
    select output, path, 0 from artifacts where kind != 'search-shard'
    on conflict do nothing;
`;

/** What only the backup knows. Of a removal and its undoing the later one counts. */
function missingDecisions(present: readonly Decision[], backedUp: readonly Decision[]): readonly Decision[] {
  const known = new Set(present.map((decision) => JSON.stringify(decision)));
  const lastWords = new Map(present.filter(isRemoval).map((decision) => [targetOf(decision), decision.at]));
  return backedUp
    .filter((decision) => !known.has(JSON.stringify(decision)))
    .filter((decision) => !isRemoval(decision) || decision.at > (lastWords.get(targetOf(decision)) ?? ""));
}

function isRemoval(decision: Decision): decision is RemovalDecision {
  return decision.kind === "removal" || decision.kind === "removal-undone";
}

function targetOf({ what, target }: RemovalDecision): string {
  return `${what} ${target}`;
}

/** Opening it applies what was decided; then files and database are made one, and traces of what was erased go. */
async function settle(folder: string): Promise<void> {
  const store = await openStore({ folder });
  try {
    await store.beginMedia();
    await store.settleMedia();
    await store.scrub();
  } finally {
    await store.close();
  }
}
