import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";

const filesAtATime = 500;

/**
 * Deletes the files that nothing needs any more. What is to go was written down when it lost its last use, so that a crash in
 * between leaves nothing behind. Gives how many files there were.
 */
export async function emptyMediaTrash(db: Kysely<Database>, folder: string): Promise<number> {
  let count = 0;
  for (;;) {
    // Within a transaction: whoever begins to need such a file meanwhile looks for it on disk in one of its own.
    const done = await db.transaction().execute(async (tx) => {
      const trash = await tx.selectFrom("media_trash").select("path").limit(filesAtATime).execute();
      const paths = trash.map(({ path }) => path);
      if (paths.length === 0) return 0;
      const needed = await tx.selectFrom("media_files").select("path").where("path", "in", paths).execute();
      const kept = new Set(needed.map(({ path }) => path));
      for (const path of paths) {
        if (kept.has(path)) continue;
        rmSync(join(folder, path), { force: true });
        count += 1;
      }
      await tx.deleteFrom("media_trash").where("path", "in", paths).execute();
      return paths.length;
    });
    if (done < filesAtATime) return count;
  }
}
