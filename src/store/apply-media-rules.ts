import type { Kysely } from "kysely";
import { writeMeta } from "./decision-tables.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

const rulesKey = "media-rules";

type Applied = { readonly limits?: string; readonly rooms?: Readonly<Record<string, string>> };

/** Makes a crawl look again at what other rules decided. Unchanged ones cost one look. */
export async function applyMediaRules(
  db: Kysely<Database>,
  { limits, rooms }: { readonly limits: string; readonly rooms: ReadonlyMap<RoomKey, string> },
): Promise<void> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", rulesKey).executeTakeFirst();
  const before = JSON.parse(row?.value ?? "{}") as Applied;
  const after: Applied = { limits, rooms: { ...before.rooms, ...Object.fromEntries(rooms) } };
  const text = JSON.stringify(after);
  if (text === row?.value) return;
  for (const [room, rule] of rooms) if ((before.rooms?.[room] ?? rule) !== rule) await wakeRoom(db, room);
  if ((before.limits ?? limits) !== limits) await wakeRefused(db);
  await writeMeta(db, rulesKey, text);
}

async function wakeRoom(db: Kysely<Database>, room: RoomKey): Promise<void> {
  const ofRoom = db.selectFrom("media_uses").select("mxc").where("room", "=", room);
  await db
    .updateTable("media")
    .set({ state: "wanted", due_at: 0 })
    .where("state", "=", "kept")
    .where("mxc", "in", ofRoom)
    .execute();
  await db
    .updateTable("media")
    .set({ due_at: 0 })
    .where("state", "in", ["wanted", "refused"])
    .where("mxc", "in", ofRoom)
    .execute();
}

async function wakeRefused(db: Kysely<Database>): Promise<void> {
  await db
    .updateTable("media")
    .set({ due_at: 0, made_for: "{}" })
    .where("state", "=", "refused")
    .where("reason", "in", ["too-large", "room-full", "site-full"])
    .execute();
}
