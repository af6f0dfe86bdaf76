import type { Kysely } from "kysely";
import type { RoomId, UserId } from "#matrix/ids.ts";
import { nextChange } from "./changes.ts";
import { writeMeta } from "./decision-tables.ts";
import { keepOut, letBack, writeWithheldNames } from "./keep-out.ts";
import { readPeople } from "./people-tables.ts";
import type { PolicyListRecord } from "./records.ts";
import type { Database } from "./schema.ts";
import type { PeopleChanges, StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readPeopleRules" | "readPolicyLists" | "readWithheldNames"> &
  Pick<StoreWriter, "applyPeopleRules" | "writePolicyList" | "writeWithheldNames">;

/** The rules over people that were last applied to what is stored, and what must be known of those whom they keep out. */
export function peopleRulesTables(db: Kysely<Database>, erased: () => void): Verbs {
  async function readPeopleRules(): Promise<string | undefined> {
    const row = await db.selectFrom("meta").select("value").where("key", "=", "people-rules").executeTakeFirst();
    return row?.value;
  }

  return {
    readPeopleRules,
    async applyPeopleRules(rules, judgeBy) {
      const before = await readPeopleRules();
      if (before === rules) return noChange;
      const [wasKeptOut, isKeptOut] = [before === undefined ? () => undefined : judgeBy(before), judgeBy(rules)];
      const changes = { withheld: 0, lifted: 0, erasedEvents: 0 };
      for (const user of await readPeople(db)) {
        const [was, is] = [wasKeptOut(user), isKeptOut(user)];
        if (was === is) continue;
        if (is === undefined) await letBack(db, user);
        else changes.erasedEvents += await keepOut(db, user, is);
        if (is !== undefined) changes.withheld += 1;
        if (was === "erase" && is === undefined) changes.lifted += 1;
      }
      await writeMeta(db, "people-rules", rules);
      // Pages that name nobody by an event may still name someone: a room's About says who opened it.
      await nextChange(db);
      if (changes.erasedEvents > 0) erased();
      return changes;
    },
    async readPolicyLists() {
      const rows = await db.selectFrom("policy_lists").selectAll().orderBy("list").execute();
      return rows.map((row) => ({
        list: row.list,
        roomId: row.room_id as RoomId,
        rules: JSON.parse(row.rules) as PolicyListRecord["rules"],
        readAtMs: row.read_at,
      }));
    },
    async writePolicyList({ list, roomId, rules, readAtMs }) {
      const values = { room_id: roomId, rules: JSON.stringify(rules), read_at: readAtMs };
      await db
        .insertInto("policy_lists")
        .values({ list, ...values })
        .onConflict((conflict) => conflict.column("list").doUpdateSet(values))
        .execute();
    },
    async readWithheldNames() {
      const rows = await db.selectFrom("withheld_names").selectAll().orderBy("name").execute();
      const byUser = Map.groupBy(rows, ({ user_id }) => user_id as UserId);
      return new Map([...byUser].map(([user, named]) => [user, named.map(({ name }) => name)]));
    },
    writeWithheldNames: (names) => writeWithheldNames(db, names),
  };
}

const noChange: PeopleChanges = { withheld: 0, lifted: 0, erasedEvents: 0 };
