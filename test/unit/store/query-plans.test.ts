import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import SqliteDatabase from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { CalendarDay } from "#lib/calendar-day.ts";
import type { EventId, MxcUri } from "#matrix/ids.ts";
import { erasure } from "#store/erasure.ts";
import { eventTables } from "#store/event-tables.ts";
import { ghostTables } from "#store/ghost-tables.ts";
import { neverDue } from "#store/media-records.ts";
import { mediaTables } from "#store/media-tables.ts";
import { memberTables } from "#store/member-tables.ts";
import { nameTables } from "#store/name-tables.ts";
import { databaseFileName } from "#store/open-database.ts";
import { keepOut, letBack } from "#store/keep-out.ts";
import { markTables } from "#store/mark-tables.ts";
import { outputTables } from "#store/output-tables.ts";
import type { RoomKey } from "#store/records.ts";
import { roomTables } from "#store/room-tables.ts";
import type { Database } from "#store/schema.ts";
import { shownFileTables } from "#store/shown-file-tables.ts";
import { sourceTables } from "#store/source-tables.ts";
import { spanTables } from "#store/span-tables.ts";
import { stretchTables } from "#store/stretch-tables.ts";
import { grantFor, newEventFor } from "#test/support/new-event-for.ts";
import { alice, bob, RoomBuilder } from "#test/support/room-builder.ts";
import type { Ending } from "#test/support/temporary-folder.ts";
import { temporaryStore } from "#test/support/temporary-store.ts";

/** Tables that grow with the archive. */
const growing =
  /^(?:events|relations|redactions|mentions|media|media_uses|media_files|days|day_summaries|artifacts|artifact_sources|shown_files|addresses)$/;

/** A walk over a whole table, or over all that a room or an output has in it. */
function walksOverAll(step: string): boolean {
  const [, how, index, columns = ""] = /^(SCAN|SEARCH) \S+(?: USING (.*?))?(?: \((.*)\))?$/.exec(step) ?? [];
  if (how === "SCAN") return true;
  return index !== undefined && /^(?:room|output)=\?$/.test(columns);
}

type Step = { readonly sql: string; readonly step: string };

/** Runs `work` on an empty database and gives the steps by which SQLite would answer each query, where they touch a growing table. */
async function planSteps(
  context: Ending,
  work: (db: Kysely<Database>, room: RoomKey) => Promise<unknown>,
): Promise<readonly Step[]> {
  const store = await temporaryStore(context);
  const { key } = await store.writeRoom({ roomId: room.roomId, configured: room.roomId, slug: "general", nowMs: 0 });
  const sqlite = new SqliteDatabase(join(store.folder, databaseFileName));
  context.after(async () => void sqlite.close());
  const steps: Step[] = [];
  const db = new Kysely<Database>({
    dialect: new SqliteDialect({ database: sqlite }),
    log: ({ query: { sql, parameters } }) => {
      if (!/^(?:select|update|delete|with)/.test(sql)) return;
      // With its values: SQLite looks at them to see whether a partial index holds the answer.
      const plan = sqlite.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[];
      for (const { detail } of plan) if (growing.test(tableOf(detail, sql))) steps.push({ sql, step: detail });
    },
  });
  await work(db, key);
  return steps;
}

/** The table behind the name that a step has for it. */
function tableOf(step: string, sql: string): string {
  const name = /^(?:SCAN|SEARCH) (\S+)/.exec(step)?.[1] ?? "";
  return new RegExp(`"(\\w+)" as "${name}"`).exec(sql)?.[1] ?? name;
}

const room = new RoomBuilder();
const question = room.text("where?").from(alice);
room.member({ displayname: "Alice" }).from(alice);
room.edit(question, "where is it?").from(alice);
room.react(question, "👍").from(bob);
room.reply(question, "here").from(bob);
const events = room.drafts.map((draft) => newEventFor(draft, grantFor(room.roomId)));
const ids = events.map(({ event }) => event.eventId);
const day = "2024-01-02" as CalendarDay;
const mxc = "mxc://example.org/picture" as MxcUri;
const picture = newEventFor(room.image("a picture", { url: mxc }), grantFor(room.roomId));
const noFile = { source: undefined, safe: {}, refusals: {}, tries: 0, missing: 0, dueAtMs: neverDue };

function assertNoWalks(steps: readonly Step[]): void {
  assert(steps.length > 0);
  assert.deepEqual(
    steps.filter(({ step }) => walksOverAll(step)),
    [],
  );
}

test("storing a page of a room walks over nothing but the page", async (context) => {
  const steps = await planSteps(context, async (db, key) => {
    await eventTables(db).readKnown(key, ids);
    await eventTables(db).writeEvents(key, events);
    await erasure(db, () => undefined).readRedactions(key, ids);
    await erasure(db, () => undefined).writeRedactions(key, [{ eventId: question.event.eventId, redactedAtMs: 0 }]);
    await erasure(db, () => undefined).writeGone(key, [ids.at(-1) as EventId]);
    await spanTables(db).readPositionAround(key, 5);
    await stretchTables(db).readVisibility(key);
    await roomTables(db).writeCutoff(key, { cutoffMs: 1, successAtMs: 1, eligible: { from: 0, to: 1 } });
  });
  assertNoWalks(steps);
});

test("keeping a person out and letting them back walks over their own rows and those that mention them", async (context) => {
  const steps = await planSteps(context, async (db, key) => {
    await eventTables(db).writeEvents(key, events);
    await keepOut(db, alice, "erase");
    await letBack(db, alice);
  });
  assertNoWalks(steps);
});

test("a mark that hides a message walks over its target's marks alone", async (context) => {
  const steps = await planSteps(context, async (db, key) => {
    await eventTables(db).writeEvents(key, events);
    const target = question.event.eventId;
    await markTables(db).writeVisibilityMarks(key, [{ target, mark: ids.at(-1) as EventId, visible: false }]);
    await markTables(db).readOffRecordEdits(key, ids);
  });
  assertNoWalks(steps);
});

test("a file that comes or goes walks over what names it alone", async (context) => {
  const steps = await planSteps(context, async (db, key) => {
    const { eventId } = picture.event;
    const tables = mediaTables(db, "");
    await eventTables(db).writeEvents(key, [...events, picture]);
    await tables.readMedia([mxc]);
    await tables.readDueMedia({ nowMs: 0, kept: true, limit: 10 });
    await tables.readDueMedia({ nowMs: 0, kept: false, limit: 10 });
    await tables.readMediaUses(mxc, new Map([[key, 1e15]]));
    await tables.writeMedia(mxc, { ...noFile, state: "refused", reason: "broken" });
    await erasure(db, () => undefined).writeErased(key, [eventId]);
  });
  assertNoWalks(steps);
});

test("reading a day walks over nothing but the day and what it shows", async (context) => {
  const steps = await planSteps(context, async (db, key) => {
    await eventTables(db).writeEvents(key, events);
    await eventTables(db).readDay(key, day);
    await eventTables(db).readEvents(key, ids);
    await eventTables(db).readRelated(key, ids, ["replace", "annotation", "reference"]);
    await nameTables(db).readMemberNames(key, [alice, bob], 100);
    await memberTables(db).readMembersBefore(key, ids);
    await outputTables(db).readNeighbourDays(key, day);
    await outputTables(db).readLastSummary(key, day);
  });
  assertNoWalks(steps);
});

test("counting who speaks in a room walks from one to the next, not over what they said", async (context) => {
  const steps = await planSteps(context, async (db, key) => {
    await eventTables(db).writeEvents(key, events);
    await ghostTables(db).readSpeakers(key);
  });
  const walks = steps.filter(({ step }) => walksOverAll(step) && !/COVERING INDEX events_by_sender/.test(step));
  assert(steps.length > 0);
  assert.deepEqual(walks, []);
});

test("finding out what an update must do walks over nothing but what changed", async (context) => {
  const steps = await planSteps(context, async (db) => {
    await outputTables(db).readDirtyDays(3);
    await outputTables(db).readArtifacts(1, { prefix: "general/2024/01/02/" });
    await outputTables(db).readArtifacts(1, { kind: "sitemap" });
    await outputTables(db).readKnownAddresses(["general/"]);
    await outputTables(db).readAddressesBelow("general/2024/01/02/");
  });
  assertNoWalks(steps);
});

test("the leak check of an update walks over nothing but what changed", async (context) => {
  const steps = await planSteps(context, async (db, key) => {
    await eventTables(db).writeEvents(key, events);
    const sources = await sourceTables(db).packSources(ids);
    await sourceTables(db).writeSources(1, [{ path: "general/index.html", sources }]);
    await sourceTables(db).readBlocksOfDays(key, [day]);
    await sourceTables(db).readSources(1, ["general/index.html"]);
    await sourceTables(db).readSourcesInBlocks(1, key, [0]);
    await sourceTables(db).readNumberedEvents(key, [1, 2]);
    await outputTables(db).deleteArtifacts(1, ["general/index.html"]);
  });
  assertNoWalks(steps);
});

test("a page's files are written and let go by walking over that page's files, and over the pages of each", async (context) => {
  const steps = await planSteps(context, async (db) => {
    const files = shownFileTables(db);
    await files.writeShownFiles(1, [{ path: "general/2024/03/05/index.html", files: ["media/aa/a.webp"] }]);
    await files.writeShownFiles(1, [{ path: "general/2024/03/05/index.html", files: [] }]);
    assert.deepEqual(await files.readUnshownFiles(1), ["media/aa/a.webp"]);
    await files.forgetShownMarks(1);
  });
  assertNoWalks(steps);
});
