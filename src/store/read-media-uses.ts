import type { Kysely } from "kysely";
import type { MediaUse } from "#lib/safe-media.ts";
import type { MxcUri, UserId } from "#matrix/ids.ts";
import type { MediaUseRecord } from "./media-records.ts";
import type { RoomKey } from "./records.ts";
import { grantColumns, toStoredEvent } from "./rows.ts";
import type { Database } from "./schema.ts";

/** Events looked at for one use in one room: any of them is enough. */
const eventsAUse = 20;

/** What names a file in rooms, of events only those eligible before the room's time. */
export async function readMediaUses(
  db: Kysely<Database>,
  mxc: MxcUri,
  rooms: ReadonlyMap<RoomKey, number>,
): Promise<readonly MediaUseRecord[]> {
  const found: MediaUseRecord[] = [];
  const kinds = await db.selectFrom("media_uses").select(["room", "use"]).distinct().where("mxc", "=", mxc).execute();
  for (const kind of kinds) {
    const room = kind.room as RoomKey;
    const use = kind.use as MediaUse;
    const eligibleBeforeMs = rooms.get(room);
    if (eligibleBeforeMs === undefined) continue;
    found.push(
      ...(await readOwnUses(db, { room, mxc, use })),
      ...(await readEventUses(db, { room, mxc, use, eligibleBeforeMs })),
    );
  }
  return found;
}

type Named = { readonly room: RoomKey; readonly mxc: MxcUri; readonly use: MediaUse };

async function readOwnUses(db: Kysely<Database>, { room, mxc, use }: Named): Promise<readonly MediaUseRecord[]> {
  const rows = await db
    .selectFrom("media_uses")
    .select("user_id")
    .where("mxc", "=", mxc)
    .where("room", "=", room)
    .where("use", "=", use)
    .where("source", "=", 0)
    .limit(eventsAUse)
    .execute();
  return rows.map(({ user_id }) => ({
    room,
    use,
    event: undefined,
    user: user_id === "" ? undefined : (user_id as UserId),
    silent: false,
  }));
}

async function readEventUses(
  db: Kysely<Database>,
  { room, mxc, use, eligibleBeforeMs }: Named & { readonly eligibleBeforeMs: number },
): Promise<readonly MediaUseRecord[]> {
  const rows = await db
    .selectFrom("media_uses")
    .innerJoin("events", "events.id", "media_uses.source")
    .innerJoin("rooms", "rooms.id", "events.room")
    .leftJoin("grants", "grants.id", "events.grant_id")
    .selectAll("events")
    .select("rooms.room_id")
    .select(grantColumns)
    .where("media_uses.mxc", "=", mxc)
    .where("media_uses.room", "=", room)
    .where("media_uses.use", "=", use)
    .where("events.eligible_at", "<", eligibleBeforeMs)
    .where("events.hidden", "=", 0)
    .orderBy("events.position", "desc")
    .limit(eventsAUse)
    .execute();
  const uses: MediaUseRecord[] = [];
  for (const row of rows) {
    const silent = row.type === "m.room.member" && !(await hasSpoken(db, room, row.state_key ?? ""));
    uses.push({ room, use, event: toStoredEvent(row), user: undefined, silent });
  }
  return uses;
}

async function hasSpoken(db: Kysely<Database>, room: RoomKey, user: string): Promise<boolean> {
  const row = await db
    .selectFrom("events")
    .select("id")
    .where("room", "=", room)
    .where("sender", "=", user)
    .where("type", "!=", "m.room.member")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
