import type { Kysely } from "kysely";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readLastRun" | "readRuns"> & Pick<StoreWriter, "writeRun">;

/** Enough of a kind to see a trend. */
const runsKept = 100;

/** Runs with their report. */
export function runTables(db: Kysely<Database>): Verbs {
  const readRuns: Verbs["readRuns"] = async (kind, limit) => {
    const rows = await db
      .selectFrom("runs")
      .selectAll()
      .where("kind", "=", kind)
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map((row) => ({ startedAtMs: row.started_at, report: JSON.parse(row.report) as unknown }));
  };
  return {
    readRuns,
    readLastRun: async (kind) => (await readRuns(kind, 1))[0],
    async writeRun(kind, startedAtMs, report) {
      await db
        .insertInto("runs")
        .values({ kind, started_at: startedAtMs, report: JSON.stringify(report) })
        .execute();
      await db
        .deleteFrom("runs")
        .where("kind", "=", kind)
        .where("id", "not in", (query) =>
          query.selectFrom("runs").select("id").where("kind", "=", kind).orderBy("id", "desc").limit(runsKept),
        )
        .execute();
    },
  };
}
