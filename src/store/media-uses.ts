import { sql, type Kysely } from "kysely";
import type { MediaUse } from "#lib/safe-media.ts";
import type { EventId, MxcUri, UserId } from "#matrix/ids.ts";
import { mediaUsesIn } from "#matrix/media-uses.ts";
import type { RoomEvent } from "#matrix/room-event.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/** Something that names a file. `source` is the number of an event's row, 0 for the room itself and for profiles. */
type NewUse = {
  readonly mxc: MxcUri;
  readonly use: MediaUse;
  readonly source: number;
  readonly user?: UserId;
  readonly ts: number;
};

/** Remembers which files these events name, so that no one who asks has to walk over events. */
export async function writeMediaUses(
  db: Kysely<Database>,
  room: RoomKey,
  rows: readonly { readonly key: number; readonly event: RoomEvent }[],
): Promise<void> {
  const uses = rows.flatMap(({ key, event }) =>
    mediaUsesIn(event).map((one) => ({ ...one, source: key, ts: event.originServerTs })),
  );
  await insertUses(db, room, uses);
  const speakers = new Set(rows.flatMap(({ event }) => (event.type === "m.room.member" ? [] : [event.sender])));
  await wakeAvatars(db, room, [...speakers]);
}

/** The picture of the room (`user` undefined) or of a profile: the one before it is forgotten. */
export async function writeOwnMedia(
  db: Kysely<Database>,
  room: RoomKey,
  { user, mxc, ts }: { readonly user: UserId | undefined; readonly mxc: MxcUri | undefined; readonly ts: number },
): Promise<void> {
  const own = await db
    .selectFrom("media_uses")
    .select("mxc")
    .where("room", "=", room)
    .where("source", "=", 0)
    .where("user_id", "=", user ?? "")
    .execute();
  if (own.length === 1 && own[0]?.mxc === mxc) return;
  await deleteOwnMedia(db, room, user ?? "");
  if (mxc === undefined || (await isMediaRemoved(db, mxc))) return;
  await insertUses(db, room, [{ mxc, use: "avatar", source: 0, ts, ...(user === undefined ? {} : { user }) }]);
}

/** What these events named is named by them no more. Their rows must still be there. */
export async function deleteMediaUses(
  db: Kysely<Database>,
  room: RoomKey,
  eventIds: readonly EventId[],
): Promise<void> {
  await deleteWhere(
    db,
    sql<boolean>`room = ${room} and source in (select id from events where room = ${room} and event_id in (${sql.join(eventIds)}))`,
  );
}

export async function deleteMediaUsesOfRoom(db: Kysely<Database>, room: number): Promise<void> {
  await deleteWhere(db, sql<boolean>`room = ${room}`);
}

/** The picture of a profile, in one room or in all. */
export async function deleteOwnMedia(db: Kysely<Database>, room: RoomKey | "all", user: string): Promise<void> {
  const inRoom = room === "all" ? sql<boolean>`true` : sql<boolean>`room = ${room}`;
  await deleteWhere(db, sql<boolean>`${inRoom} and source = 0 and user_id = ${user}`);
}

/** Whatever names this file: the operator removed it. */
export async function deleteMediaUsesOf(db: Kysely<Database>, mxc: string): Promise<void> {
  await deleteWhere(db, sql<boolean>`mxc = ${mxc}`);
}

async function insertUses(db: Kysely<Database>, room: RoomKey, uses: readonly NewUse[]): Promise<void> {
  for (const { mxc, use, source, user, ts } of uses) {
    const fresh = await db
      .insertInto("media_uses")
      .values({ mxc, room, source, user_id: user ?? "", use })
      .onConflict((conflict) => conflict.doNothing())
      .returning("mxc")
      .execute();
    if (fresh.length === 0) continue;
    await db
      .insertInto("media")
      .values({ mxc, state: "wanted", reason: null, source_hash: null, newest_ts: ts, due_at: 0 })
      .onConflict((conflict) =>
        conflict.column("mxc").doUpdateSet({
          newest_ts: sql<number>`max(media.newest_ts, excluded.newest_ts)`,
          // What failed or is gone keeps its own time: that it is named once more does not bring it back.
          due_at: sql<number>`case when media.state in ('failed', 'gone') then media.due_at else 0 end`,
          state: sql<string>`case when media.state = 'kept' then 'wanted' else media.state end`,
        }),
      )
      .execute();
  }
}

/** Pictures of people who say nothing are not copied, until they say something. */
async function wakeAvatars(db: Kysely<Database>, room: RoomKey, speakers: readonly UserId[]): Promise<void> {
  if (speakers.length === 0) return;
  await sql`
    update media set due_at = 0 where state = 'wanted' and due_at > 0 and mxc in (
      select media_uses.mxc from events
      join media_uses on media_uses.room = events.room and media_uses.source = events.id
      where events.room = ${room} and events.type = 'm.room.member' and events.state_key in (${sql.join(speakers)})
    )`.execute(db);
}

/** Deletes uses, and the files that nothing names any more. */
async function deleteWhere(db: Kysely<Database>, condition: ReturnType<typeof sql<boolean>>): Promise<void> {
  const rows = await db.deleteFrom("media_uses").where(condition).returning("mxc").execute();
  for (const mxc of new Set(rows.map((row) => row.mxc))) {
    const left = await db.selectFrom("media_uses").select("mxc").where("mxc", "=", mxc).limit(1).executeTakeFirst();
    if (left !== undefined) continue;
    await discardFiles(db, mxc, []);
    await db.deleteFrom("media").where("mxc", "=", mxc).execute();
  }
}

/** All files kept for an address but these go, at once or at the next start: first it is written down, then done. */
export async function discardFiles(db: Kysely<Database>, mxc: string, keep: readonly string[]): Promise<void> {
  const files = db.deleteFrom("media_files").where("mxc", "=", mxc);
  const gone = await (keep.length === 0 ? files : files.where("path", "not in", keep)).returning("path").execute();
  await discardPaths(
    db,
    gone.map(({ path }) => path),
  );
}

export async function discardPaths(db: Kysely<Database>, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  await db
    .insertInto("media_trash")
    .values(paths.map((path) => ({ path })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function isMediaRemoved(db: Kysely<Database>, mxc: MxcUri): Promise<boolean> {
  const row = await db
    .selectFrom("removals")
    .select("target")
    .where("kind", "=", "media")
    .where("target", "=", mxc)
    .executeTakeFirst();
  return row !== undefined;
}
