import type { Generated, Kysely } from "kysely";
import type { ArtifactRecord } from "./records.ts";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";
import type { UnpublishedRecord } from "./unpublished-record.ts";

/** Files of a site that changed or went since the operator last said that they are published. `number` only ever grows. */
export type UnpublishedTable = {
  number: Generated<number>;
  output: number;
  path: string;
  /** 1: its change took something away. */
  withdrawn: number;
};

export async function createUnpublishedTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("unpublished")
    .addColumn("number", "integer", (c) => c.primaryKey().autoIncrement())
    .addColumn("output", "integer", (c) => c.notNull())
    .addColumn("path", "text", (c) => c.notNull())
    .addColumn("withdrawn", "integer", (c) => c.notNull())
    .addUniqueConstraint("unpublished_once", ["output", "path"])
    .execute();
}

type Verbs = Pick<StoreReader, "readUnpublished"> & Pick<StoreWriter, "markWithdrawn" | "deleteUnpublished">;

const rowsAtATime = 500;

/** What the operator has still to publish of a site. */
export function unpublishedTables(db: Kysely<Database>): Verbs {
  return {
    async readUnpublished(output) {
      const rows = await db
        .selectFrom("unpublished")
        .leftJoin("artifacts", (join) =>
          join.onRef("artifacts.output", "=", "unpublished.output").onRef("artifacts.path", "=", "unpublished.path"),
        )
        .select(["unpublished.number", "unpublished.path", "unpublished.withdrawn", "artifacts.kind"])
        .where("unpublished.output", "=", output)
        .orderBy("unpublished.path")
        .execute();
      return rows.map(({ number, path, withdrawn, kind }): UnpublishedRecord => ({
        number,
        path,
        kind: kind ?? undefined,
        isWithdrawn: withdrawn === 1,
      }));
    },
    async markWithdrawn(output, paths) {
      for (let start = 0; start < paths.length; start += rowsAtATime) {
        await db
          .updateTable("unpublished")
          .set({ withdrawn: 1 })
          .where("output", "=", output)
          .where("path", "in", paths.slice(start, start + rowsAtATime))
          .execute();
      }
    },
    async deleteUnpublished(output, upToNumber) {
      const { numDeletedRows } = await db
        .deleteFrom("unpublished")
        .where("output", "=", output)
        .where("number", "<=", upToNumber)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Notes those artifacts, at most 1000, whose files are not the ones that were recorded. To be told before they are recorded. */
export async function noteChanged(
  db: Kysely<Database>,
  output: number,
  artifacts: readonly ArtifactRecord[],
): Promise<void> {
  const files = artifacts.filter((artifact) => !isNoFile(artifact));
  const rows = await recordedAt(
    db,
    output,
    files.map(({ path }) => path),
  );
  const before = new Map(rows.map((row) => [row.path, row.content_hash]));
  const changed = files.filter(({ path, contentHash }) => before.get(path) !== contentHash);
  await note(
    db,
    output,
    changed.map(({ path }) => path),
  );
}

/** Notes files, at most 1000, that go, also those that were never recorded. To be told before their records go. */
export async function noteGone(db: Kysely<Database>, output: number, paths: readonly string[]): Promise<void> {
  const rows = await recordedAt(db, output, paths);
  const noFiles = new Set(rows.filter(isNoFile).map(({ path }) => path));
  await note(
    db,
    output,
    paths.filter((path) => !noFiles.has(path)),
  );
}

/** The record of a search shard is none of a file. */
function isNoFile({ kind }: { readonly kind: string }): boolean {
  return kind === "search-shard";
}

async function recordedAt(db: Kysely<Database>, output: number, paths: readonly string[]) {
  if (paths.length === 0) return [];
  return db
    .selectFrom("artifacts")
    .select(["path", "kind", "content_hash"])
    .where("output", "=", output)
    .where("path", "in", paths)
    .execute();
}

/** Each under a new number. */
async function note(db: Kysely<Database>, output: number, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  const waiting = await db
    .deleteFrom("unpublished")
    .where("output", "=", output)
    .where("path", "in", paths)
    .returning(["path", "withdrawn"])
    .execute();
  const withdrawn = new Set(waiting.filter((row) => row.withdrawn === 1).map(({ path }) => path));
  await db
    .insertInto("unpublished")
    .values([...new Set(paths)].map((path) => ({ output, path, withdrawn: withdrawn.has(path) ? 1 : 0 })))
    .execute();
}
