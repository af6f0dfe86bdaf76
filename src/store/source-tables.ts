import type { Kysely } from "kysely";
import type { RoomKey, StoredEvent } from "./records.ts";
import { grantColumns, toStoredEvent } from "./rows.ts";
import type { ArtifactSourceTable, Database } from "./schema.ts";
import { blockOf, toSourceBlocks } from "./source-blocks.ts";
import type { ArtifactSource, StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<
  StoreReader,
  "packSources" | "readSources" | "readSourcesInBlocks" | "readSourceRooms" | "readSourceBlocks" | "readBlocksOfDays"
> &
  Pick<StoreReader, "readNumberedEvents"> &
  Pick<StoreWriter, "writeSources">;

/** Of events that are in no room any more, because they are not in the store. */
const noRoom = 0 as RoomKey;

const idsAtATime = 500;

/**
 * Which artifact drew from which events, in both directions: events that arrived together mostly stand together, so that a row for
 * each artifact and block of events takes a hundredth of the space of a row for each event.
 */
export function sourceTables(db: Kysely<Database>): Verbs {
  const blocksOf = (output: number) =>
    db.selectFrom("artifact_sources").select(["path", "room", "block", "offsets"]).where("output", "=", output);

  return {
    async packSources(eventIds) {
      const numbers = new Map<RoomKey, number[]>();
      const ids = [...new Set(eventIds)];
      let found = 0;
      for (const some of chunks(ids)) {
        const rows = await db.selectFrom("events").select(["id", "room"]).where("event_id", "in", some).execute();
        for (const { id, room } of rows) {
          const ofRoom = numbers.get(room as RoomKey) ?? [];
          numbers.set(room as RoomKey, ofRoom);
          ofRoom.push(id);
        }
        found += rows.length;
      }
      if (found < ids.length) numbers.set(noRoom, [0]);
      return [...numbers].flatMap(([room, ofRoom]) => toSourceBlocks(room, ofRoom));
    },
    async readSources(output, paths) {
      const rows = [];
      for (const some of chunks(paths)) {
        rows.push(...(await blocksOf(output).where("path", "in", some).orderBy("path").orderBy("block").execute()));
      }
      return rows.map(toArtifactSource);
    },
    async readSourcesInBlocks(output, room, blocks) {
      const rows = [];
      for (const some of chunks(blocks)) {
        const query = blocksOf(output).where("room", "=", room).where("block", "in", some);
        rows.push(...(await query.orderBy("block").orderBy("path").execute()));
      }
      return rows.map(toArtifactSource);
    },
    async readSourceRooms(output) {
      const rooms: RoomKey[] = [];
      for (let after = -1; ;) {
        const row = await db
          .selectFrom("artifact_sources")
          .select("room")
          .where("output", "=", output)
          .where("room", ">", after)
          .orderBy("room")
          .limit(1)
          .executeTakeFirst();
        if (row === undefined) return rooms;
        rooms.push(row.room as RoomKey);
        after = row.room;
      }
    },
    async readSourceBlocks(output, room) {
      const query = db.selectFrom("artifact_sources").select("block").where("output", "=", output);
      const rows = await query.where("room", "=", room).distinct().orderBy("block").execute();
      return rows.map(({ block }) => block);
    },
    async readBlocksOfDays(room, days) {
      const blocks = new Set<number>();
      for (const some of chunks(days)) {
        const rows = await db
          .selectFrom("events")
          .select("id")
          .where("room", "=", room)
          .where("day", "in", some)
          .execute();
        for (const { id } of rows) blocks.add(blockOf(id));
      }
      return [...blocks].toSorted((one, other) => one - other);
    },
    async readNumberedEvents(room, numbers) {
      const events = new Map<number, StoredEvent>();
      for (const some of chunks(numbers)) {
        const rows = await db
          .selectFrom("events")
          .innerJoin("rooms", "rooms.id", "events.room")
          .leftJoin("grants", "grants.id", "events.grant_id")
          .selectAll("events")
          .select("rooms.room_id")
          .select(grantColumns)
          .where("events.id", "in", some)
          .where("events.room", "=", room)
          .execute();
        for (const row of rows) events.set(row.id, toStoredEvent(row));
      }
      return events;
    },
    async writeSources(output, artifacts) {
      for (const some of chunks(artifacts.map(({ path }) => path))) {
        await db.deleteFrom("artifact_sources").where("output", "=", output).where("path", "in", some).execute();
      }
      const rows = artifacts.flatMap(({ path, sources }) => sources.map((source) => ({ output, path, ...source })));
      for (const some of chunks(rows)) await db.insertInto("artifact_sources").values(some).execute();
    },
  };
}

function toArtifactSource(row: Omit<ArtifactSourceTable, "output">): ArtifactSource {
  return { path: row.path, room: row.room as RoomKey, block: row.block, offsets: Uint8Array.from(row.offsets) };
}

function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / idsAtATime) }, (_, index) =>
    items.slice(index * idsAtATime, (index + 1) * idsAtATime),
  );
}
