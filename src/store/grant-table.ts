import type { Kysely } from "kysely";
import type { VisibilityGrant } from "#matrix/visibility-grant.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";

/** The row of a grant, written when it is not there yet. */
export async function grantKey(db: Kysely<Database>, room: RoomKey, grant: VisibilityGrant): Promise<number> {
  const known = await db
    .selectFrom("grants")
    .select("id")
    .where("room", "=", room)
    .where("event_id", "=", grant.eventId)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const row = await db
    .insertInto("grants")
    .values({
      room,
      event_id: grant.eventId,
      visibility: grant.visibility ?? null,
      sender: grant.sender,
      ts: grant.originServerTs,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}
