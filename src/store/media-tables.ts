import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Kysely, Selectable } from "kysely";
import { safeFilePath, safeFilesOf, sourceFilePath } from "#lib/media-paths.ts";
import type { KnownMedia, MediaRefusal, MediaState } from "#lib/safe-media.ts";
import type { MxcUri } from "#matrix/ids.ts";
import { markMediaDirty } from "./mark-media-dirty.ts";
import { applyMediaRules } from "./apply-media-rules.ts";
import { nextChange } from "./changes.ts";
import type { MediaTable } from "./media-schema.ts";
import { discardFiles, discardPaths } from "./media-uses.ts";
import { readMediaUses } from "./read-media-uses.ts";
import type { DueMedia, MediaOutcome } from "./media-records.ts";
import type { RoomKey } from "./records.ts";
import type { Database } from "./schema.ts";
import type { StoreReader, StoreWriter } from "./store.ts";

type Verbs = Pick<StoreReader, "readMedia" | "readDueMedia" | "readMediaUses" | "readMediaSizes" | "readMediaCounts"> &
  Pick<StoreWriter, "writeMedia" | "applyMediaRules">;

const rowsAtATime = 1000;

/** Files that events name: what became of each, and for whom it is kept. */
export function mediaTables(db: Kysely<Database>, folder: string): Verbs {
  return {
    async readMedia(mxcs) {
      const known = new Map<MxcUri, KnownMedia>();
      for (let start = 0; start < mxcs.length; start += rowsAtATime) {
        const some = mxcs.slice(start, start + rowsAtATime);
        for (const row of await db.selectFrom("media").selectAll().where("mxc", "in", some).execute())
          known.set(row.mxc as MxcUri, toKnownMedia(row));
      }
      return known;
    },
    async readDueMedia({ nowMs, kept, limit }) {
      const due = db.selectFrom("media").selectAll().where("due_at", "<=", nowMs).limit(limit);
      const rows = kept
        ? due.where("state", "=", "kept").orderBy("due_at")
        : due.where("state", "!=", "kept").orderBy("newest_ts", "desc");
      return (await rows.orderBy("mxc").execute()).map(toDueMedia);
    },
    readMediaUses: (mxc, rooms) => readMediaUses(db, mxc, rooms),
    async readMediaSizes() {
      const rows = await db
        .selectFrom("media_uses")
        .innerJoin("media", "media.mxc", "media_uses.mxc")
        .select(["media_uses.room", "media_uses.mxc", "media.source_bytes"])
        .distinct()
        .where("media.source_bytes", ">", 0)
        .execute();
      const rooms = new Map<RoomKey, number>();
      const files = new Map(rows.map((row) => [row.mxc, row.source_bytes]));
      for (const row of rows) {
        const room = row.room as RoomKey;
        rooms.set(room, (rooms.get(room) ?? 0) + row.source_bytes);
      }
      return { rooms, totalBytes: [...files.values()].reduce((sum, size) => sum + size, 0) };
    },
    async readMediaCounts() {
      const rows = await db
        .selectFrom("media")
        .select(["state", "reason"])
        .select(({ fn }) => [fn.countAll<number>().as("files"), fn.sum<number>("source_bytes").as("bytes")])
        .groupBy(["state", "reason"])
        .orderBy("state")
        .orderBy("reason")
        .execute();
      return rows.map(({ state, reason, files, bytes }) => ({
        state: state as MediaState,
        reason: (reason ?? undefined) as MediaRefusal | undefined,
        files,
        sizeBytes: bytes,
      }));
    },
    async writeMedia(mxc, outcome) {
      const paths = pathsOf(outcome);
      const row = await db.selectFrom("media").selectAll().where("mxc", "=", mxc).executeTakeFirst();
      if (row === undefined) {
        // Nothing names it any more: what was made of it meanwhile goes.
        await discardPaths(
          db,
          paths.map(({ path }) => path),
        );
        return false;
      }
      // A removal may have deleted a file that this one shares with another.
      if (paths.some(({ path }) => !existsSync(join(folder, path)))) return false;
      await discardFiles(
        db,
        mxc,
        paths.map(({ path }) => path),
      );
      if (paths.length > 0)
        await db
          .insertInto("media_files")
          .values(paths.map(({ path, sizeBytes }) => ({ mxc, path, size: sizeBytes })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      const values = toRow(outcome);
      const isShownOtherwise = shownOf(row) !== shownOf({ ...row, ...values });
      if (isShownOtherwise) await markMediaDirty(db, mxc);
      await db
        .updateTable("media")
        .set({ ...values, ...(isShownOtherwise ? { change: await nextChange(db) } : {}) })
        .where("mxc", "=", mxc)
        .execute();
      return true;
    },
    applyMediaRules: (rules) => applyMediaRules(db, rules),
  };
}

function pathsOf({ source, safe }: MediaOutcome): readonly { readonly path: string; readonly sizeBytes: number }[] {
  const files = Object.values(safe).flatMap((media) => safeFilesOf(media));
  const all = [
    ...(source === undefined ? [] : [{ path: sourceFilePath(source.hash), sizeBytes: source.sizeBytes }]),
    ...files.map((file) => ({ path: safeFilePath(file), sizeBytes: file.sizeBytes })),
  ];
  return [...new Map(all.map((one) => [one.path, one])).values()];
}

type OutcomeRow = Omit<Selectable<MediaTable>, "mxc" | "newest_ts" | "change">;

function toRow({ state, reason, source, safe, refusals, madeFor, tries, missing, dueAtMs }: MediaOutcome): OutcomeRow {
  return {
    state,
    reason: reason ?? null,
    source_hash: source?.hash ?? null,
    source_bytes: source?.sizeBytes ?? 0,
    safe: JSON.stringify(safe),
    refusals: JSON.stringify(refusals),
    made_for: JSON.stringify(madeFor ?? {}),
    tries,
    missing,
    due_at: dueAtMs,
  };
}

/** What readers can tell: that a file is only waited for looks the same as that nothing is known of it. */
function shownOf({
  state,
  reason,
  safe,
  refusals,
}: Pick<Selectable<MediaTable>, "state" | "reason" | "safe" | "refusals">): string {
  const standing = state === "wanted" || state === "kept" ? "" : `${state} ${reason}`;
  return `${standing} ${safe} ${refusals}`;
}

function toKnownMedia(row: Selectable<MediaTable>): KnownMedia {
  const { state, reason, safe, refusals } = toDueMedia(row);
  // While a crawl is to look at it once more, it is shown as it was.
  const isShown = state === "wanted" && Object.keys(safe).length > 0;
  return { state: isShown ? "kept" : state, safe, refusals, ...(reason === undefined ? {} : { reason }) };
}

function toDueMedia(row: Selectable<MediaTable>): DueMedia {
  return {
    mxc: row.mxc as MxcUri,
    state: row.state as MediaState,
    reason: (row.reason ?? undefined) as MediaRefusal | undefined,
    source: row.source_hash === null ? undefined : { hash: row.source_hash, sizeBytes: row.source_bytes },
    safe: JSON.parse(row.safe) as DueMedia["safe"],
    refusals: JSON.parse(row.refusals) as DueMedia["refusals"],
    madeFor: JSON.parse(row.made_for) as NonNullable<DueMedia["madeFor"]>,
    tries: row.tries,
    missing: row.missing,
    dueAtMs: row.due_at,
  };
}
