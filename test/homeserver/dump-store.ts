import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import type { Store } from "#store/store.ts";

export type DumpedEvent = {
  readonly id: string;
  readonly type: string;
  readonly sender: string;
  readonly day: string;
  readonly ts: number;
  readonly trusted: number;
  readonly redacted: number;
  readonly gone: number;
  readonly isEdit: number;
  readonly content: Readonly<Record<string, unknown>>;
  /** `kind target`, sorted. */
  readonly relations: readonly string[];
  readonly grant: string;
};

/** A room of the store as a value that two crawls can be compared by: order, but not the numbers that make it. */
export type DumpedRoom = {
  readonly slug: string;
  readonly verdict: string | null;
  /** In the order of their places. */
  readonly events: readonly DumpedEvent[];
  /** Ends as indexes of events, newest first. */
  readonly spans: readonly {
    readonly newest: number;
    readonly oldest: number;
    readonly isAtStart: boolean;
    readonly connected: number;
  }[];
  readonly holes: number;
  readonly redactions: readonly string[];
  readonly profiles: readonly string[];
};

/** Whatever has a store on disk. */
export type Stored = { readonly store: Pick<Store, "folder"> };

type Row = Record<string, string | number | null>;

/** Reads the database as it is on disk, past the store's own verbs. */
export function dumpStore({ store }: Stored): readonly DumpedRoom[] {
  const sqlite = new SqliteDatabase(join(store.folder, "daybook.sqlite"), { readonly: true });
  try {
    const all = (query: string, ...values: unknown[]) => sqlite.prepare(query).all(...values) as Row[];
    return all("select * from rooms order by slug").map((room) => dumpRoom(room, all));
  } finally {
    sqlite.close();
  }
}

/** The only room of a world that has one. */
export function dumpRoomOf(world: Stored): DumpedRoom {
  const [room] = dumpStore(world);
  if (room === undefined) throw new Error("The store has no room");
  return room;
}

/** The words of a room's messages, in the order of their places. */
export function bodiesIn({ events }: DumpedRoom): readonly unknown[] {
  return events.map(({ content }) => content["body"]).filter((body) => body !== undefined);
}

function dumpRoom(room: Row, all: (query: string, ...values: unknown[]) => Row[]): DumpedRoom {
  const key = room["id"];
  const rows = all(
    "select e.*, g.event_id as grant_event from events e join grants g on g.id = e.grant_id where e.room = ? order by e.position, e.id",
    key,
  );
  const positions = rows.map((row) => Number(row["position"]));
  const relations = Map.groupBy(
    all("select source, target, kind from relations where room = ?", key),
    ({ source }) => source,
  );
  return {
    slug: String(room["slug"]),
    verdict: room["verdict"] as string | null,
    events: rows.map((row) => ({
      id: String(row["event_id"]),
      type: String(row["type"]),
      sender: String(row["sender"]),
      day: String(row["day"]),
      ts: Number(row["ts"]),
      trusted: Number(row["ts_trusted"]),
      redacted: Number(row["redacted"]),
      gone: Number(row["gone"]),
      isEdit: Number(row["is_edit"]),
      content: JSON.parse(String(row["content"])) as DumpedEvent["content"],
      relations: (relations.get(row["id"] ?? null) ?? []).map(({ kind, target }) => `${kind} ${target}`).toSorted(),
      grant: String(row["grant_event"]),
    })),
    spans: all("select * from spans where room = ? order by newest_position desc", key).map((span) => ({
      newest: positions.indexOf(Number(span["newest_position"])),
      oldest: positions.indexOf(Number(span["oldest_position"])),
      isAtStart: span["older_token"] === null,
      connected: Number(span["connected"]),
    })),
    holes: all("select * from holes where room = ?", key).length,
    redactions: all("select target from redactions where room = ? order by target", key).map(({ target }) =>
      String(target),
    ),
    profiles: all("select * from profiles where room = ? order by user_id", key).map(
      ({ user_id, display_name }) => `${user_id} ${display_name}`,
    ),
  };
}
