import assert from "node:assert/strict";
import { test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { steadyBatches, SteadyQueryCompiler } from "#store/steady-queries.ts";

type Numbers = { readonly numbers: { readonly number: number } };

class SteadyDialect extends SqliteDialect {
  override createQueryCompiler(): SteadyQueryCompiler {
    return new SteadyQueryCompiler();
  }
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, nth) => nth + 1);

test("lists of any length find what they name and nothing else, with a handful of statements", async (t) => {
  const sqlite = new SqliteDatabase(":memory:");
  const db = new Kysely<Numbers>({ dialect: new SteadyDialect({ database: sqlite }) });
  t.after(() => db.destroy());
  sqlite.exec("create table numbers (number integer)");
  for (const batch of steadyBatches(upTo(3000)))
    await db
      .insertInto("numbers")
      .values(batch.map((number) => ({ number })))
      .execute();
  const statements = new Set<string>();
  for (const length of [1, 2, 3, 9, 10, 63, 64, 65, 700, 900, 1000, 1024, 1025, 1900, 2999]) {
    const query = db.selectFrom("numbers").select("number").orderBy("number");
    const found = await query.where("number", "in", upTo(length)).execute();
    assert.deepEqual(
      found.map(({ number }) => number),
      upTo(length),
    );
    const others = await query.where("number", "not in", upTo(length)).execute();
    assert.equal(others.length, 3000 - length);
    statements.add(query.where("number", "in", upTo(length)).compile().sql);
  }
  assert.equal(statements.size, 9);
  const none = await db.selectFrom("numbers").selectAll().where("number", "in", []).execute();
  assert.deepEqual(none, []);
});

test("rows come in order and each once, in batches of few sizes", () => {
  const sizes = new Set<number>();
  for (let count = 0; count < 300; count += 1) {
    const batches = [...steadyBatches(upTo(count))];
    assert.deepEqual(batches.flat(), upTo(count));
    for (const batch of batches) sizes.add(batch.length);
  }
  assert.deepEqual(sizes, new Set([1, 2, 4, 8, 16, 32, 64]));
});
