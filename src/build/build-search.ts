import type { CalendarDay } from "#lib/calendar-day.ts";
import { sha256Hex } from "#lib/hash.ts";
import { calendarDayOf, partsOfDay } from "#lib/calendar-day.ts";
import type { Archive } from "#archive.ts";
import type { ArtifactRecord, RoomRecord } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import type { SearchDay } from "#view/search-day.ts";
import type { IndexedDay } from "./index-days.ts";
import type { Ledger } from "./ledger.ts";
import { mainBundleFiles, mainBundleKey } from "./search/main-bundle-files.ts";
import { closePagefind } from "./search/pagefind-index.ts";
import { searchShardParts, type ShardPart } from "./search/search-shard-parts.ts";
import { daysOfShard, shardFor, type SearchShard } from "./search/shard-for.ts";
import { pieceKey } from "./search/shard-key.ts";
import { shardPieces } from "./search/shard-pieces.ts";
import { shardsManifest, shardsManifestPath, type ListedShard } from "./search/shards-manifest.ts";

export type SearchInput = {
  readonly store: StoreReader;
  readonly archive: Archive;
  readonly ledger: Ledger;
  /** The site's language. */
  readonly language: string;
  readonly rooms: readonly { readonly slug: string; readonly record: RoomRecord }[];
  /** Slugs of rooms that are not shown any more. */
  readonly withdrawn: readonly string[];
  readonly indexed: readonly IndexedDay[];
  /** What the ledger says of the folder cannot be relied on: everything is made anew. */
  readonly isFull: boolean;
  readonly signal: AbortSignal | undefined;
};

/** What the ledger keeps of an index: its line in the list, its shard's period, and the days it was made from. */
type ShardNote = ListedShard & {
  readonly period: string;
  /** Name and `pieceKey` of the days. */
  readonly piece: string;
  readonly pieceKey: string;
};

/** Brings the search index up to date: shards with changed text anew, all others as they are. */
export async function buildSearch(input: SearchInput): Promise<void> {
  const { ledger, rooms } = input;
  try {
    await emitMainBundle(input);
    for (const slug of input.withdrawn)
      await removeShards(
        ledger,
        (await shardNotes(ledger, slug)).map(({ path }) => path),
      );
    for (const { slug, record } of rooms) {
      if (input.signal?.aborted) return;
      await buildRoomSearch(input, slug, record);
    }
    const notes = await ledger.readKind("search-shard");
    await ledger.emit(
      "search-main",
      shardsManifestPath,
      shardsManifest(notes.map(({ detail }) => detail as ShardNote)),
    );
  } finally {
    await closePagefind();
  }
}

async function emitMainBundle({ ledger, language, isFull }: SearchInput): Promise<void> {
  const key = mainBundleKey(language);
  const before = await ledger.readKind("search-main");
  if (!isFull && before.some(({ inputHash }) => inputHash === key)) return;
  const files = await mainBundleFiles({ language });
  for (const { path, content } of files) await ledger.emit("search-main", path, content, { inputHash: key });
  const kept = new Set([...files.map(({ path }) => path), shardsManifestPath]);
  await ledger.remove(before.map(({ path }) => path).filter((path) => !kept.has(path)));
}

async function buildRoomSearch(input: SearchInput, slug: string, record: RoomRecord): Promise<void> {
  const { ledger, store, indexed, isFull } = input;
  const currentYear = partsOfDay(calendarDayOf(record.cutoffMs ?? 0)).year;
  const months = await store.readMonths(record.key);
  const wanted = new Map(
    months.map(({ firstDay }) => [shardFor(slug, firstDay, currentYear).period, shardFor(slug, firstDay, currentYear)]),
  );
  const notes = await shardNotes(ledger, slug);
  const known = new Set(notes.map(({ detail }) => (detail as ShardNote).period));
  const changed = new Set(
    indexed
      .filter((one) => one.slug === slug && one.searchChanged)
      .map(({ day }) => shardFor(slug, day, currentYear).period),
  );

  const vanished = notes.filter(({ detail }) => !wanted.has((detail as ShardNote).period));
  await removeShards(
    ledger,
    vanished.map(({ path }) => path),
  );
  for (const shard of wanted.values()) {
    if (!isFull && known.has(shard.period) && !changed.has(shard.period)) continue;
    await buildShard(
      input,
      shard,
      record,
      notes.filter(({ detail }) => (detail as ShardNote).period === shard.period),
    );
  }
}

async function shardNotes(ledger: Ledger, slug: string): Promise<readonly ArtifactRecord[]> {
  return ledger.readKind("search-shard", `pagefind/rooms/${slug}/`);
}

async function buildShard(
  input: SearchInput,
  shard: SearchShard,
  record: RoomRecord,
  before: readonly ArtifactRecord[],
): Promise<void> {
  const { store, ledger, language, isFull } = input;
  const { first, last } = daysOfShard(shard);
  const summaries = await store.readDaySummaries(record.key, { from: first, to: last });
  const days = summaries
    .map(({ day, searchKey, searchWords }) => ({ day, searchKey, words: searchWords }))
    .filter(({ words }) => words > 0);
  const made = new Set<string>();
  for (const piece of shardPieces(shard, days)) {
    const key = pieceKey(piece.days, { language });
    const ofPiece = before.filter(({ detail }) => (detail as ShardNote).piece === piece.name);
    // Nothing is read of a year of which only one day has changed, but the piece that has this day.
    const isKnown =
      !isFull && ofPiece.length > 0 && ofPiece.every(({ detail }) => (detail as ShardNote).pieceKey === key);
    const paths = isKnown ? ofPiece.map(({ path }) => path) : await buildPiece(input, shard, { ...piece, key, before });
    for (const path of paths) made.add(path);
  }
  await removeShards(
    ledger,
    before.map(({ path }) => path).filter((path) => !made.has(path)),
  );
}

type Piece = {
  readonly name: string;
  readonly days: readonly { readonly day: CalendarDay }[];
  readonly key: string;
  /** The shard's indexes as they are. */
  readonly before: readonly ArtifactRecord[];
};

/** Gives the paths of the notes of its indexes. */
async function buildPiece(
  { archive, ledger, language, isFull }: SearchInput,
  shard: SearchShard,
  { name, days, key, before }: Piece,
): Promise<readonly string[]> {
  const read: SearchDay[] = [];
  for (const { day } of days) {
    const searchDay = await archive.searchDay(shard.slug, day);
    if (searchDay !== undefined) read.push(searchDay);
  }
  const parts = searchShardParts({ shard, name, days: read }, { language });
  for (const part of parts) {
    const path = notePathOf(part);
    const note: ShardNote = { ...listed(part), period: shard.period, piece: name, pieceKey: key };
    const known = before.find((one) => one.path === path && one.inputHash === part.key);
    if (!isFull && known !== undefined) {
      // The same words may have come from other events, such as an edit that changed nothing.
      await ledger.note({ ...known, detail: note }, part.drawnFrom);
      continue;
    }
    const files = await part.files();
    for (const file of files) await ledger.emit("search", file.path, file.content, { inputHash: part.key });
    const kept = new Set(files.map((file) => file.path));
    const old = (await ledger.readKind("search", part.folder)).filter((file) => !kept.has(file.path));
    await ledger.remove(old.map((file) => file.path));
    const about = { path, kind: "search-shard", inputHash: part.key, contentHash: sha256Hex(part.key) } as const;
    await ledger.note({ ...about, sizeBytes: 0, detail: note }, part.drawnFrom);
  }
  return parts.map(notePathOf);
}

function notePathOf({ folder }: ShardPart): string {
  return `${folder}shard`;
}

function listed({ slug, roomTitle, entry }: ShardPart): ListedShard {
  return { slug, roomTitle, entry };
}

/** Files first: a note that outlives them only means that they are made again. */
export async function removeShards(ledger: Ledger, notePaths: readonly string[]): Promise<void> {
  for (const notePath of notePaths) {
    const folder = notePath.slice(0, notePath.lastIndexOf("/") + 1);
    const files = await ledger.readKind("search", folder);
    await ledger.remove(files.map(({ path }) => path));
  }
  await ledger.forget(notePaths);
}
