import type { Kysely } from "kysely";
import { parseMxcUri, type UserId } from "#matrix/ids.ts";
import type { Database } from "./schema.ts";
import { writeOwnMedia } from "./media-uses.ts";
import { markPersonDirty, nameIn } from "./name-changes.ts";
import type { MemberName, StoreReader, StoreWriter } from "./store.ts";
import { everySender } from "./every-sender.ts";

type Verbs = Pick<StoreReader, "readMemberNames" | "readSendersWithoutName"> & Pick<StoreWriter, "writeProfile">;

/** Display names: from public member events, else as they are now. */
export function nameTables(db: Kysely<Database>): Verbs {
  return {
    async readMemberNames(room, users, upToPosition) {
      if (users.length === 0) return [];
      const profiles = await db
        .selectFrom("profiles")
        .select(["user_id", "display_name", "avatar"])
        .where("room", "=", room)
        .where("user_id", "in", users)
        .execute();
      const events = await db
        .selectFrom("events")
        .select(["state_key", "position", "content", "redacted"])
        .where("room", "=", room)
        .where("type", "=", "m.room.member")
        .where("state_key", "in", users)
        .where("position", "<=", upToPosition)
        .orderBy("position")
        .execute();
      return [...profiles.map((row) => toCurrentName(row)), ...events.flatMap((row) => toMemberName(row))];
    },
    async readSendersWithoutName(room, limit) {
      const rows = await everySender(db, room)
        .selectFrom("senders")
        .select("senders.sender")
        .where("senders.sender", "is not", null)
        .where("senders.sender", "not in", (query) =>
          query.selectFrom("profiles").select("user_id").where("room", "=", room),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("events as named")
                .select("named.id")
                .where("named.room", "=", room)
                .where("named.type", "=", "m.room.member")
                .whereRef("named.state_key", "=", "senders.sender")
                .where("named.position", "<=", (query) =>
                  query
                    .selectFrom("events as first")
                    .select(({ fn }) => fn.min("first.position").as("position"))
                    .where("first.room", "=", room)
                    .whereRef("first.sender", "=", "senders.sender"),
                )
                .where("named.redacted", "=", 0)
                .where("named.content", "like", '%"membership":"join"%'),
            ),
          ),
        )
        .orderBy("senders.sender")
        .limit(limit)
        .execute();
      return rows.map((row) => row.sender as UserId);
    },
    async writeProfile(room, user, displayName, avatar) {
      const display_name = displayName ?? null;
      const picture = { display_name, avatar: avatar ?? null };
      await db
        .insertInto("profiles")
        .values({ room, user_id: user, ...picture })
        .onConflict((conflict) => conflict.columns(["room", "user_id"]).doUpdateSet(picture))
        .execute();
      await writeOwnMedia(db, room, { user, mxc: avatar, ts: 0 });
      if (display_name === null && avatar === undefined) return;
      await markPersonDirty(db, room, user);
    },
  };
}

function toCurrentName(row: { user_id: string; display_name: string | null; avatar: string | null }): MemberName {
  const avatar = parseMxcUri(row.avatar);
  return {
    userId: row.user_id as UserId,
    position: Number.NEGATIVE_INFINITY,
    displayName: row.display_name ?? undefined,
    ...(avatar === undefined ? {} : { avatar }),
  };
}

function toMemberName(row: {
  state_key: string | null;
  position: number;
  content: string;
  redacted: number;
}): MemberName[] {
  const name = nameIn(row);
  return row.state_key === null || name === undefined
    ? []
    : [{ userId: row.state_key as UserId, position: row.position, ...name }];
}
