import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, opendir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Kysely } from "kysely";
import { mediaFolder } from "#lib/media-paths.ts";
import type { MxcUri } from "#matrix/ids.ts";
import { writeMeta } from "./decision-tables.ts";
import { mediaTables } from "./media-tables.ts";
import type { Database } from "./schema.ts";

const markKey = "media-mark";
const markFile = `${mediaFolder}/mark`;
const filesAtATime = 500;

/**
 * Makes files and database one again where they have parted: a crawl died while it wrote, the database is an older copy, or the
 * folder was emptied. A mark tells: a new one is put on disk here, and in the database once all is known (`writeMediaMark`).
 */
export async function reconcileMedia(db: Kysely<Database>, folder: string): Promise<void> {
  const isOne = (await readMark(folder)) === (await readKnownMark(db));
  if (!isOne) {
    await deleteUnknownFiles(db, folder);
    await wantLostFiles(db, folder);
  }
  await mkdir(join(folder, mediaFolder), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, markFile), randomBytes(16).toString("hex"), { mode: 0o600 });
}

/** Files and what is known of them are one. */
export async function writeMediaMark(db: Kysely<Database>, folder: string): Promise<void> {
  await writeMeta(db, markKey, (await readMark(folder)) ?? "");
}

async function readMark(folder: string): Promise<string | undefined> {
  return readFile(join(folder, markFile), "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  });
}

async function readKnownMark(db: Kysely<Database>): Promise<string | undefined> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", markKey).executeTakeFirst();
  return row?.value;
}

async function deleteUnknownFiles(db: Kysely<Database>, folder: string): Promise<void> {
  let some: string[] = [];
  for await (const path of filesBelow(folder)) {
    some.push(path);
    if (some.length < filesAtATime) continue;
    await deleteUnknown(db, folder, some);
    some = [];
  }
  await deleteUnknown(db, folder, some);
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  if (!existsSync(join(folder, mediaFolder))) return;
  for await (const entry of await opendir(join(folder, mediaFolder), { recursive: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    if (!entry.isDirectory() && path !== markFile) yield path;
  }
}

async function deleteUnknown(db: Kysely<Database>, folder: string, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const rows = await db.selectFrom("media_files").select("path").where("path", "in", paths).execute();
  const known = new Set(rows.map(({ path }) => path));
  for (const path of paths) if (!known.has(path)) await rm(join(folder, path), { force: true });
}

/** What is kept by the database's word and is not there is wanted again, and shown as waited for until it is. */
async function wantLostFiles(db: Kysely<Database>, folder: string): Promise<void> {
  const { writeMedia } = mediaTables(db, folder);
  let after = "";
  for (;;) {
    const next = await db
      .selectFrom("media_files")
      .select("mxc")
      .distinct()
      .where("mxc", ">", after)
      .orderBy("mxc")
      .limit(filesAtATime)
      .execute();
    const mxcs = next.map(({ mxc }) => mxc as MxcUri);
    const last = mxcs.at(-1);
    if (last === undefined) return;
    const rows = await db.selectFrom("media_files").select(["mxc", "path"]).where("mxc", "in", mxcs).execute();
    const lost = new Set(rows.filter(({ path }) => !existsSync(join(folder, path))).map(({ mxc }) => mxc as MxcUri));
    for (const mxc of lost) await writeMedia(mxc, wantedAgain);
    after = last;
  }
}

const wantedAgain = {
  state: "wanted",
  reason: undefined,
  source: undefined,
  safe: {},
  refusals: {},
  madeFor: {},
  tries: 0,
  missing: 0,
  dueAtMs: 0,
} as const;
