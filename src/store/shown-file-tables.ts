import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readUnshownFiles"> & Pick<StoreWriter, "writeShownFiles" | "forgetShownMarks">;

/** No artifact has this path: a row under it marks a file that one of them has ceased to show. */
const ceased = "";
const rowsAtATime = 500;

/** Which page shows which files. A file is looked for among the pages only after one of them has let it go. */
export function shownFileTables(db: Kysely<Database>): Verbs {
  const rowsOf = (output: number) => db.selectFrom("shown_files").select(["page", "file"]).where("output", "=", output);
  return {
    async readUnshownFiles(output) {
      const marked = await rowsOf(output)
        .where("page", "=", ceased)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("shown_files as shown")
                .select("shown.file")
                .where("shown.output", "=", output)
                .whereRef("shown.file", "=", "shown_files.file")
                .where("shown.page", "!=", ceased),
            ),
          ),
        )
        .orderBy("file")
        .execute();
      return marked.map(({ file }) => file);
    },
    async writeShownFiles(output, pages) {
      for (const some of chunks(pages)) {
        const wanted = new Map(some.map(({ path, files }) => [path, new Set(files)]));
        const before = await rowsOf(output)
          .where("page", "in", [...wanted.keys()])
          .execute();
        const gone = before.filter(({ page, file }) => wanted.get(page)?.has(file) !== true);
        for (const { page, file } of gone) {
          await db
            .deleteFrom("shown_files")
            .where("output", "=", output)
            .where("page", "=", page)
            .where("file", "=", file)
            .execute();
        }
        const fresh = [...wanted].flatMap(([page, files]) => [...files].map((file) => ({ output, page, file })));
        await insert([...fresh, ...gone.map(({ file }) => ({ output, page: ceased, file }))]);
      }
    },
    async forgetShownMarks(output) {
      await db.deleteFrom("shown_files").where("output", "=", output).where("page", "=", ceased).execute();
    },
  };

  async function insert(rows: readonly { readonly output: number; readonly page: string; readonly file: string }[]) {
    for (const some of chunks(rows)) {
      await db
        .insertInto("shown_files")
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / rowsAtATime) }, (_, index) =>
    items.slice(index * rowsAtATime, (index + 1) * rowsAtATime),
  );
}
