import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { appendDecisions, decisionsFileName, readDecisions, type Decision } from "./decisions.ts";
import { applyRemovals } from "./removal-tables.ts";
import type { Database } from "./schema.ts";

/** Writes decisions beside the database, then into it. `erased` is told when a removal took content away. */
export async function decide(
  db: Kysely<Database>,
  folder: string,
  decisions: readonly Decision[],
  erased: () => void,
): Promise<void> {
  if (decisions.length === 0) return;
  await mergeDecisions(db, folder, erased);
  await appendDecisions(folder, decisions);
  await db.transaction().execute((tx) => apply(tx, decisions, erased));
  await writeMergedSize(db, folder);
}

/** Brings what the file beside the database knows into it; a no-op when nothing was added elsewhere since. */
export async function mergeDecisions(db: Kysely<Database>, folder: string, erased: () => void): Promise<void> {
  const size = await sizeOf(folder);
  const merged = await db.selectFrom("meta").select("value").where("key", "=", "decisions-merged").executeTakeFirst();
  if (merged !== undefined && Number(merged.value) === size) return;
  const decisions = await readDecisions(folder);
  await db.transaction().execute((tx) => apply(tx, decisions, erased));
  await writeMergedSize(db, folder);
}

async function apply(db: Kysely<Database>, decisions: readonly Decision[], erased: () => void): Promise<void> {
  await applyRemovals(
    db,
    decisions.filter((decision) => decision.kind === "removal" || decision.kind === "removal-undone"),
    erased,
  );
  for (const decision of decisions) {
    switch (decision.kind) {
      case "slug":
        await db
          .insertInto("decided_slugs")
          .values({ room_id: decision.room, slug: decision.slug, title: decision.title })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await db
          .updateTable("rooms")
          .set({ title: decision.title })
          .where("room_id", "=", decision.room)
          .where("title", "is", null)
          .execute();
        break;
      case "part":
        await db
          .insertInto("decided_parts")
          .values({ event_id: decision.event, part: decision.part })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await db.updateTable("events").set({ part: decision.part }).where("event_id", "=", decision.event).execute();
        break;
      case "thread-part":
        await db
          .insertInto("decided_thread_parts")
          .values({ event_id: decision.event, part: decision.part })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await db
          .updateTable("events")
          .set({ thread_part: decision.part })
          .where("event_id", "=", decision.event)
          .execute();
        break;
      case "address":
        await db
          .insertInto("addresses")
          .values({ path: decision.path, first_published: decision.on })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        break;
      case "seed":
        await db
          .insertInto("meta")
          .values({ key: "seed", value: decision.seed })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        break;
      case "removal":
      case "removal-undone":
        // Of these the last word counts, see above.
        break;
      default:
        // A line of a later version: it stays in the file for the version that knows it.
        break;
    }
  }
}

export async function writeMeta(db: Kysely<Database>, key: string, value: string): Promise<void> {
  await db
    .insertInto("meta")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}

async function writeMergedSize(db: Kysely<Database>, folder: string): Promise<void> {
  await writeMeta(db, "decisions-merged", String(await sizeOf(folder)));
}

async function sizeOf(folder: string): Promise<number> {
  return stat(join(folder, decisionsFileName)).then(
    ({ size }) => size,
    () => 0,
  );
}
