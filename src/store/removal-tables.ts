import type { Kysely } from "kysely";
import type { UserId } from "#matrix/ids.ts";
import type { RemovalDecision } from "./decisions.ts";
import { nextChange } from "./changes.ts";
import { eraseTarget } from "./erase-target.ts";
import { markDaysOfPerson, roomsOfPerson } from "./people-tables.ts";
import type { RemovalKind } from "./records.ts";
import type { Database } from "./schema.ts";
import type { StoreReader } from "./store.ts";

type Verbs = Pick<StoreReader, "readRemovals" | "readRemovalChange" | "hasPerson">;

/** What the operator removed. */
export function removalTables(db: Kysely<Database>): Verbs {
  return {
    async readRemovals() {
      const rows = await db.selectFrom("removals").selectAll().orderBy("kind").orderBy("target").execute();
      return rows.map((row) => ({
        kind: row.kind as RemovalKind,
        target: row.target,
        reason: row.reason ?? undefined,
        removedAtMs: row.removed_at,
      }));
    },
    async hasPerson(user) {
      const row = await db.selectFrom("people").select("room").where("user_id", "=", user).limit(1).executeTakeFirst();
      return row !== undefined;
    },
    async readRemovalChange() {
      const row = await db
        .selectFrom("removals")
        .select(({ fn }) => fn.max<number | null>("change").as("change"))
        .executeTakeFirstOrThrow();
      return row.change ?? 0;
    },
  };
}

/**
 * Brings removals and their undoing into the database, of each target the last word. What is removed anew loses its content
 * here, so that an older copy of the database forgets none of it. `erased` is told when content went.
 */
export async function applyRemovals(
  db: Kysely<Database>,
  decisions: readonly RemovalDecision[],
  erased: () => void,
): Promise<void> {
  const last = new Map(decisions.map((decision) => [`${decision.what} ${decision.target}`, decision]));
  for (const decision of last.values()) {
    if (decision.kind === "removal") {
      if ((await writeRemoval(db, decision)) && (await eraseTarget(db, decision)) > 0) erased();
    } else await liftRemoval(db, decision);
  }
}

/** False: it was there already. */
async function writeRemoval(
  db: Kysely<Database>,
  { what, target, reason, at }: RemovalDecision & { readonly kind: "removal" },
): Promise<boolean> {
  const known = await db
    .selectFrom("removals")
    .select("kind")
    .where("kind", "=", what)
    .where("target", "=", target)
    .executeTakeFirst();
  if (known !== undefined) return false;
  const change = await nextChange(db);
  await db
    .insertInto("removals")
    .values({ kind: what, target, reason: reason ?? null, removed_at: Date.parse(at), change })
    .execute();
  return true;
}

async function liftRemoval(db: Kysely<Database>, { what, target }: RemovalDecision): Promise<void> {
  await db.deleteFrom("removals").where("kind", "=", what).where("target", "=", target).execute();
  // That there is no name was the removal's answer, not the server's. Names stay known, as another rule may keep them out.
  if (what !== "user") return;
  await db.deleteFrom("profiles").where("user_id", "=", target).where("display_name", "is", null).execute();
  for (const room of await roomsOfPerson(db, target as UserId)) await markDaysOfPerson(db, room, target as UserId);
}
