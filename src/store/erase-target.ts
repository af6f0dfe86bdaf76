import { sql, type Kysely } from "kysely";
import type { JsonObject } from "#lib/json.ts";
import type { EventId, UserId } from "#matrix/ids.ts";
import { mediaIn } from "#matrix/media-in.ts";
import { eraseEvents } from "./erase-events.ts";
import { keepOut } from "./keep-out.ts";
import { deleteMediaUsesOf, deleteMediaUsesOfRoom } from "./media-uses.ts";
import type { RemovalKind, RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import { markSeriesDirty, roomsOfSeries } from "./series-tables.ts";
import { eraseOpeningsOfDays } from "./withdrawal.ts";

/**
 * Takes the content of everything that a removal names out of the archive; rows keep their ids and places, but those of a
 * room go. Gives how many events it touched. Who belongs to a network the store cannot tell: `eraseEvents` takes them.
 */
export async function eraseTarget(
  db: Kysely<Database>,
  { what, target }: { readonly what: RemovalKind; readonly target: string },
): Promise<number> {
  if (what === "room") return deleteRoomContent(db, target);
  if (what === "media") await deleteMediaUsesOf(db, target);
  if (what === "user") return keepOut(db, target as UserId, "erase");
  let count = 0;
  for (const [room, eventIds] of await eventsOf(db, what, target)) count += await eraseEvents(db, room, eventIds);
  return count;
}

async function eventsOf(
  db: Kysely<Database>,
  what: RemovalKind,
  target: string,
): Promise<ReadonlyMap<RoomKey, readonly EventId[]>> {
  const rows = await rowsOf(db, what, target);
  return new Map(
    [...Map.groupBy(rows, ({ room }) => room)].map(([room, ofRoom]) => [
      room as RoomKey,
      ofRoom.map(({ event_id }) => event_id as EventId),
    ]),
  );
}

type Row = { readonly room: number; readonly event_id: string };

async function rowsOf(db: Kysely<Database>, what: RemovalKind, target: string): Promise<readonly Row[]> {
  const rows = db.selectFrom("events").select(["room", "event_id"]);
  switch (what) {
    case "event":
      return rows.where("event_id", "=", target).execute();
    case "day": {
      const [roomId = "", day = ""] = target.split(" ");
      const inRoom = db.selectFrom("rooms").select("id").where("room_id", "=", roomId);
      return rows.where("room", "in", inRoom).where("day", "=", day).execute();
    }
    case "media":
      return rowsShowing(db, target);
    default:
      return [];
  }
}

/** Walks over all content: files have no index of their own, and removing one is rare. */
async function rowsShowing(db: Kysely<Database>, mxc: string): Promise<readonly Row[]> {
  const rows = await db
    .selectFrom("events")
    .select(["room", "event_id", "content"])
    .where(sql<boolean>`instr(content, ${mxc}) > 0`)
    .execute();
  // The name of another file may begin with this one's.
  return rows.filter(({ content }) => mediaIn(JSON.parse(content) as JsonObject).has(mxc));
}

/** All of a room but its id, its slug and what was taken back in it: a later crawl begins from nothing. */
async function deleteRoomContent(db: Kysely<Database>, roomId: string): Promise<number> {
  const room = await db.selectFrom("rooms").select("id").where("room_id", "=", roomId).executeTakeFirst();
  if (room === undefined) return 0;
  const ofRoom = ["relations", "mentions", "people", "profiles", "spans", "holes", "stretches"] as const;
  await deleteMediaUsesOfRoom(db, room.id);
  for (const table of ofRoom) await db.deleteFrom(table).where("room", "=", room.id).execute();
  const { numDeletedRows } = await db.deleteFrom("events").where("room", "=", room.id).executeTakeFirst();
  await db.deleteFrom("grants").where("room", "=", room.id).execute();
  await db
    .updateTable("rooms")
    .set({
      state: "{}",
      verdict: "removed",
      grant_id: null,
      cutoff: null,
      last_success_at: null,
      first_complete_at: null,
    })
    .where("id", "=", room.id)
    .execute();
  await deleteDays(db, room.id as RoomKey);
  return Number(numDeletedRows) + 1;
}

/** Days of a room that is shown with others stay known until the last of them goes: the next build has to look at each. */
async function deleteDays(db: Kysely<Database>, room: RoomKey): Promise<void> {
  const series = await roomsOfSeries(db, room);
  const left = await db
    .selectFrom("rooms")
    .select("id")
    .where("id", "in", series)
    .where((is) => is.or([is("verdict", "is", null), is("verdict", "!=", "removed")]))
    .execute();
  await eraseOpeningsOfDays(db, room);
  if (left.length > 0) return markSeriesDirty(db, room);
  for (const table of ["days", "day_summaries", "threads", "thread_days"] as const)
    await db.deleteFrom(table).where("room", "in", series).execute();
}
