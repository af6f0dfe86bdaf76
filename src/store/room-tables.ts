import type { Kysely } from "kysely";
import { calendarDayOf, type CalendarDay } from "#lib/calendar-day.ts";
import { daysShowing, markDaysDirty, nextChange } from "./changes.ts";
import { grantKey } from "./grant-table.ts";
import { writeOwnMedia } from "./media-uses.ts";
import type { RoomKey, RoomState } from "./records.ts";
import { grantColumns, toRoomRecord } from "./rows.ts";
import { markSeriesDirty, roomsOfSeries, setFollows } from "./series-tables.ts";
import type { Database } from "./schema.ts";
import { SlugTakenError } from "./store-error.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readRooms" | "readRoom"> &
  Pick<StoreWriter, "writeRoom" | "writeParted" | "writeRoomVerdict" | "writeCutoff" | "writeFirstComplete">;

/** Rooms: who they are, what is known of them now, how far they may be shown. */
export function roomTables(db: Kysely<Database>): Verbs {
  const roomRows = () =>
    db.selectFrom("rooms").leftJoin("grants", "grants.id", "rooms.grant_id").selectAll("rooms").select(grantColumns);

  return {
    async readRooms() {
      return (await roomRows().orderBy("rooms.slug").execute()).map(toRoomRecord);
    },
    async readRoom(by) {
      const [column, value] =
        "slug" in by
          ? (["rooms.slug", by.slug] as const)
          : "roomId" in by
            ? (["rooms.room_id", by.roomId] as const)
            : (["rooms.configured", by.configured] as const);
      const row = await roomRows().where(column, "=", value).executeTakeFirst();
      return row && toRoomRecord(row);
    },
    async writeRoom({ roomId, configured, slug, nowMs, follows }) {
      const read = () => roomRows().where("rooms.room_id", "=", roomId);
      const before = await read().executeTakeFirst();
      // A room that is known and listed as it was is no change: each crawl says this of each room.
      const isListedSo = before?.configured === configured && (before.follows ?? undefined) === follows;
      if (isListedSo) return toRoomRecord(before);
      await makeWay(db, { roomId, configured, slug });
      const change = await nextChange(db);
      const published = await db
        .selectFrom("decided_slugs")
        .select("title")
        .where("room_id", "=", roomId)
        .executeTakeFirst();
      const title = published?.title ?? null;
      await db
        .insertInto("rooms")
        .values({ room_id: roomId, configured, slug, title, state: "{}", archived_since: nowMs, change })
        .onConflict((conflict) =>
          conflict.column("room_id").doUpdateSet({ configured, change, ...ownSlug(before, slug) }),
        )
        .execute();
      const { id } = await read().executeTakeFirstOrThrow();
      await setFollows(db, id as RoomKey, follows);
      return toRoomRecord(await read().executeTakeFirstOrThrow());
    },
    writeParted: (room) => setFollows(db, room, undefined),
    async writeRoomVerdict(room, { state, verdict, grant, checkedAtMs }) {
      const before = await db.selectFrom("rooms").selectAll().where("id", "=", room).executeTakeFirstOrThrow();
      const grant_id = grant === undefined ? null : await grantKey(db, room, grant);
      const text = JSON.stringify(state);
      const changed = before.state !== text || before.verdict !== verdict || before.grant_id !== grant_id;
      await db
        .updateTable("rooms")
        .set({
          state: text,
          verdict,
          grant_id,
          checked_at: checkedAtMs,
          ...(changed ? { change: await nextChange(db) } : {}),
        })
        .where("id", "=", room)
        .execute();
      await writeOwnMedia(db, room, { user: undefined, mxc: state.avatar, ts: checkedAtMs });
      const saysElse = changesEveryPage(before.state, state);
      if (before.verdict !== verdict || saysElse) await markAllDaysDirty(db, room);
      if ((before.verdict !== verdict || saysElse) && (await isInSeries(db, room))) await markSeriesDirty(db, room);
      if (changed) await markUpgradeLines(db, before.room_id);
    },
    async writeCutoff(room, { cutoffMs, successAtMs, eligible }) {
      const row = await db.selectFrom("rooms").select("cutoff").where("id", "=", room).executeTakeFirstOrThrow();
      const before = row.cutoff ?? cutoffMs;
      const cutoff = Math.max(before, cutoffMs);
      await db.updateTable("rooms").set({ cutoff, last_success_at: successAtMs }).where("id", "=", room).execute();
      // Which months are over is told by it, also where nothing was said in the new one.
      if (monthOf(before) !== monthOf(cutoff)) await nextChange(db);
      await markEligibleDirty(db, room, eligible);
      // From now on it is shown with the others, whose pages lead to the newest of them.
      if (row.cutoff === null && (await isInSeries(db, room))) await markSeriesDirty(db, room);
    },
    async writeFirstComplete(room, atMs) {
      await db
        .updateTable("rooms")
        .set({ first_complete_at: atMs })
        .where("id", "=", room)
        .where("first_complete_at", "is", null)
        .execute();
    },
  };
}

/** Each page of the room says whether search engines may list it, and how to join it. */
function changesEveryPage(before: string, { refusesIndexing, canonicalAlias }: RoomState): boolean {
  const state = JSON.parse(before) as Partial<RoomState>;
  return state.refusesIndexing !== refusesIndexing || state.canonicalAlias !== canonicalAlias;
}

/** A room that was listed through the one before it had no slug of its own. */
function monthOf(ms: number): string {
  return calendarDayOf(ms).slice(0, 7);
}

function ownSlug(before: { readonly room_id: string; readonly slug: string } | undefined, slug: string) {
  return before?.slug === before?.room_id ? { slug } : {};
}

async function isInSeries(db: Kysely<Database>, room: RoomKey): Promise<boolean> {
  return (await roomsOfSeries(db, room)).length > 1;
}

/** Where other rooms tell that they were upgraded to this one or from it: whether that is confirmed, and leads to a page, has changed. */
async function markUpgradeLines(db: Kysely<Database>, roomId: string): Promise<void> {
  for (const { id, state } of await db.selectFrom("rooms").select(["id", "state"]).execute()) {
    const { successor, predecessor } = JSON.parse(state) as Partial<RoomState>;
    const lines = [successor, predecessor].flatMap((link) => (link?.roomId === roomId ? [link.eventId] : []));
    if (lines.length === 0) continue;
    const rows = await db
      .selectFrom("events")
      .select("day")
      .where("room", "=", id)
      .where("event_id", "in", lines)
      .execute();
    await markDaysDirty(db, id as RoomKey, new Set(rows.map(({ day }) => day as CalendarDay)));
  }
}

/**
 * An alias leads to one room: one that it led to before is listed by its id alone, which is to say no more. Its slug is free
 * again, unless addresses were published under it.
 */
async function makeWay(
  db: Kysely<Database>,
  { roomId, configured, slug }: { roomId: string; configured: string; slug: string },
): Promise<void> {
  const owner = await db
    .selectFrom("decided_slugs")
    .select("room_id")
    .where("slug", "=", slug)
    .where("room_id", "!=", roomId)
    .executeTakeFirst();
  if (owner !== undefined) throw new SlugTakenError(slugTaken(slug, owner.room_id, configured, roomId));
  const others = () => db.updateTable("rooms").where("room_id", "!=", roomId);
  await others()
    .set(({ ref }) => ({ configured: ref("room_id") }))
    .where("configured", "=", configured)
    .execute();
  await others()
    .set(({ ref }) => ({ slug: ref("room_id") }))
    .where("slug", "=", slug)
    .execute();
}

function slugTaken(slug: string, owner: string, configured: string, roomId: string): string {
  const room = configured === roomId ? roomId : `${configured} (now ${roomId})`;
  return `The slug "${slug}" belongs to the room ${owner}, which was published under it. Published addresses must keep working: give ${room} another one with the key "slug".`;
}

async function markAllDaysDirty(db: Kysely<Database>, room: RoomKey): Promise<void> {
  await db
    .updateTable("days")
    .set({ change: await nextChange(db) })
    .where("room", "=", room)
    .execute();
}

/** What became old enough to show changes its own day and the days of what it targets, quotes or answers. */
async function markEligibleDirty(
  db: Kysely<Database>,
  room: RoomKey,
  range: { from: number; to: number },
): Promise<void> {
  const rows = await db
    .selectFrom("events")
    .select(["event_id", "day"])
    .where("room", "=", room)
    .where("eligible_at", ">=", Math.max(range.from, Number.MIN_SAFE_INTEGER))
    .where("eligible_at", "<", Math.min(range.to, Number.MAX_SAFE_INTEGER))
    .execute();
  const days = new Set(rows.map((row) => row.day as CalendarDay));
  for (let start = 0; start < rows.length; start += 1000) {
    const ids = rows.slice(start, start + 1000).map((row) => row.event_id as never);
    for (const day of await daysShowing(db, room, ids)) days.add(day);
  }
  await markDaysDirty(db, room, days);
}
