import type { Kysely } from "kysely";
import type { EventId } from "#matrix/ids.ts";
import { relationsOf } from "#matrix/relations.ts";
import { daysAround, markDaysDirty, type PointingRow } from "./changes.ts";
import { grantKey } from "./grant-table.ts";
import { markNamesDirty } from "./name-changes.ts";
import { refreshHidden } from "./mark-tables.ts";
import { writeMediaUses } from "./media-uses.ts";
import { writePeople } from "./people-tables.ts";
import { restoreRows } from "./restore-rows.ts";
import type { KnownEvent, NewEvent, RoomKey, StoredEvent } from "./records.ts";
import { grantColumns, toStoredEvent } from "./rows.ts";
import type { Database } from "./schema.ts";
import { steadyBatches } from "./steady-queries.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readKnown" | "readDay" | "readEvents" | "readRelated" | "readCounts"> &
  Pick<StoreWriter, "writeEvents" | "writeRestored" | "writeParts" | "markDaysDirty">;

/** Events and the relations between them. */
export function eventTables(db: Kysely<Database>): Verbs {
  const eventRows = (room: RoomKey) =>
    db
      .selectFrom("events")
      .innerJoin("rooms", "rooms.id", "events.room")
      .leftJoin("grants", "grants.id", "events.grant_id")
      .selectAll("events")
      .select("rooms.room_id")
      .select(grantColumns)
      .where("events.room", "=", room);

  return {
    async readKnown(room, eventIds) {
      if (eventIds.length === 0) return new Map();
      const rows = await eventRows(room).where("events.event_id", "in", eventIds).execute();
      return new Map(rows.map((row) => [row.event_id as EventId, toKnownEvent(toStoredEvent(row))]));
    },
    async readDay(room, day) {
      const rows = await eventRows(room).where("events.day", "=", day).orderBy("events.position").execute();
      return rows.map(toStoredEvent);
    },
    async readEvents(room, eventIds) {
      if (eventIds.length === 0) return [];
      const rows = await eventRows(room).where("events.event_id", "in", eventIds).orderBy("events.position").execute();
      return rows.map(toStoredEvent);
    },
    async readRelated(room, targets, kinds) {
      if (targets.length === 0) return [];
      const sources = db
        .selectFrom("relations")
        .select("relations.source")
        .where("relations.target", "in", targets)
        .where("relations.kind", "in", kinds);
      const rows = await eventRows(room).where("events.id", "in", sources).orderBy("events.position").execute();
      return rows.map(toStoredEvent);
    },
    async readCounts(room) {
      const row = await db
        .selectFrom("events")
        .select(({ fn }) => [
          fn.countAll<number>().as("events"),
          fn.min<number | null>("ts").filterWhere("ts_trusted", "=", 1).as("oldest"),
          fn.max<number | null>("ts").filterWhere("ts_trusted", "=", 1).as("newest"),
        ])
        .where("room", "=", room)
        .executeTakeFirstOrThrow();
      return { events: row.events, oldestTs: row.oldest ?? undefined, newestTs: row.newest ?? undefined };
    },
    markDaysDirty: (room, days) => markDaysDirty(db, room, days),
    async writeEvents(room, events) {
      if (events.length === 0) return;
      const inserted = await insertEvents(db, room, events);
      await restoreDecidedParts(db, events);
      await refreshHidden(
        db,
        room,
        events.map(({ event }) => event.eventId),
      );
      await markDaysDirty(db, room, await daysAround(db, room, inserted));
      const members = events.filter(({ event }) => event.type === "m.room.member");
      await markNamesDirty(
        db,
        room,
        members.map(({ event }) => event.eventId),
      );
    },
    async writeRestored(room, events) {
      const rows = await restoreRows(db, room, events);
      await markDaysDirty(db, room, await daysAround(db, room, rows));
      await markNamesDirty(
        db,
        room,
        events.map(({ eventId }) => eventId),
      );
    },
    async writeParts(room, parts) {
      for (const [part, ofPart] of Map.groupBy(parts, (one) => one.part)) {
        const ids = ofPart.map(({ eventId }) => eventId);
        await db.updateTable("events").set({ part }).where("room", "=", room).where("event_id", "in", ids).execute();
      }
    },
  };
}

function toKnownEvent(stored: StoredEvent): KnownEvent {
  const { event } = stored;
  return {
    eventId: event.eventId,
    position: stored.position,
    day: stored.day,
    eligibleAtMs: stored.eligibleAtMs,
    redacted: event.redacted,
    gone: stored.gone,
    erased: stored.erased,
    type: event.type,
    sender: event.sender,
    stateKey: event.stateKey,
    grant: stored.grant,
  };
}

/** Gives what was new, with all it points at. */
async function insertEvents(
  db: Kysely<Database>,
  room: RoomKey,
  events: readonly NewEvent[],
): Promise<readonly PointingRow[]> {
  const grants = new Map<string, number>();
  for (const { grant } of events) {
    if (!grants.has(grant.eventId)) grants.set(grant.eventId, await grantKey(db, room, grant));
  }
  const inserted = await insertRows(
    db,
    events.map((stored) => toEventRow(room, stored, grants.get(stored.grant.eventId) ?? 0)),
  );
  const keys = new Map(inserted.map((row) => [row.event_id, row.id]));
  const fresh = events.flatMap(({ event, day }) => {
    const source = keys.get(event.eventId);
    return source === undefined ? [] : [{ source, event_id: event.eventId, day, pointsAt: relationsOf(event) }];
  });
  const stored = events.flatMap(({ event }) => {
    const key = keys.get(event.eventId);
    return key === undefined ? [] : [{ key, event }];
  });
  await writePeople(db, room, stored);
  await writeMediaUses(db, room, stored);
  const relations = fresh.flatMap(({ source, pointsAt }) =>
    pointsAt.map(({ target, kind }) => ({ room, target, kind, source })),
  );
  for (const some of steadyBatches(relations)) await db.insertInto("relations").values(some).execute();
  return fresh.flatMap(({ event_id, day, pointsAt }) =>
    (pointsAt.length === 0 ? [{ target: null, kind: null }] : pointsAt).map(({ target, kind }) => ({
      event_id,
      day,
      target,
      kind,
    })),
  );
}

async function insertRows(db: Kysely<Database>, rows: readonly ReturnType<typeof toEventRow>[]) {
  const inserted: { readonly id: number; readonly event_id: string }[] = [];
  for (const batch of steadyBatches(rows)) {
    const some = await db
      .insertInto("events")
      .values(batch)
      // An id that another room has already used is a lie of the server's; the first one stands.
      .onConflict((conflict) => conflict.doNothing())
      .returning(["id", "event_id"])
      .execute();
    inserted.push(...some);
  }
  return inserted;
}

/** Parts outlive the database: an event that comes back goes where its address was. */
async function restoreDecidedParts(db: Kysely<Database>, events: readonly NewEvent[]): Promise<void> {
  const ids = events.map(({ event }) => event.eventId);
  const decided = await db.selectFrom("decided_parts").selectAll().where("event_id", "in", ids).execute();
  for (const { event_id, part } of decided) {
    await db.updateTable("events").set({ part }).where("event_id", "=", event_id).execute();
  }
  const inThreads = await db.selectFrom("decided_thread_parts").selectAll().where("event_id", "in", ids).execute();
  for (const { event_id, part } of inThreads) {
    await db.updateTable("events").set({ thread_part: part }).where("event_id", "=", event_id).execute();
  }
}

function toEventRow(room: RoomKey, { event, ...place }: NewEvent, grant: number) {
  return {
    room,
    event_id: event.eventId,
    short_id: place.shortId,
    type: event.type,
    sender: event.sender,
    state_key: event.stateKey ?? null,
    ts: event.originServerTs,
    ts_trusted: Number(place.timestampTrusted),
    day: place.day,
    part: null,
    position: place.position,
    eligible_at: place.eligibleAtMs,
    first_seen: place.firstSeenAtMs,
    grant_id: grant,
    content: JSON.stringify(event.content),
    redacts: event.redacts === undefined ? null : JSON.stringify(event.redacts),
    is_edit: Number(place.isEdit ?? relationsOf(event).some(({ kind }) => kind === "replace")),
    redacted: Number(event.redacted),
    redacted_at: place.redactedAtMs ?? null,
    gone: Number(place.gone),
    erased: Number(place.erased ?? false),
  };
}
