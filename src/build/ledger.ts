import { rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { EventId } from "#matrix/ids.ts";
import type { ArtifactRecord, OutputRecord, SourceBlock } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { emitFile, toBuildError, type EmittedFile } from "./emit-file.ts";
import { addBlocks, sameSources, withoutSources, type Blocks } from "./source-sets.ts";

export type ArtifactKind =
  | "asset"
  | "page"
  /** What stands at the address of a page that has gone. */
  | "removal"
  /** A file of a stranger that was made safe. */
  | "media"
  /** A page as Markdown. */
  | "twin"
  /** Messages of a month as JSON lines. */
  | "lines"
  | "feed"
  /** Files of all shards; "search-main": those that every search needs. */
  | "search"
  | "search-main"
  | "search-shard"
  | "sitemap"
  | "robots"
  /** What the site says of itself: llms.txt, its search for browsers, its colour. */
  | "site"
  /** A file of the operator's, as it is. */
  | "extra"
  | "stamp";

export type EmitNotes = {
  /** Of everything the file was made from, where making it again is worth avoiding. */
  readonly inputHash?: string;
  /** JSON value that a later build needs again. */
  readonly detail?: unknown;
  /** Each event whose content or existence shows in the file. Default: none. */
  readonly drawnFrom?: readonly EventId[];
};

/** A page in its place, the events it was drawn from, and the files that it shows, in their place too. */
export type DrawnFile = EmittedFile & {
  readonly sources: readonly SourceBlock[];
  readonly media: readonly EmittedFile[];
  /** The page as Markdown. Absent: it has none. */
  readonly twin?: DrawnFile;
};

/** What this build did to the output folder, and the record of everything in it. */
export type Ledger = {
  readonly written: string[];
  readonly deleted: string[];
  /** Files in whose place a page stood before that has gone. */
  readonly vanished: string[];
  unchanged: number;
  /** Where the events stand that anything made by this build was drawn from. */
  readonly touched: Blocks;
  /** What artifacts made anew were drawn from before and are not any more. */
  readonly lost: Map<string, readonly SourceBlock[]>;
  /** Puts a file in place and records it. */
  emit(kind: ArtifactKind, path: string, content: string | Uint8Array, notes?: EmitNotes): Promise<void>;
  /** Records files that a worker put in place. */
  record(kind: ArtifactKind, files: readonly DrawnFile[]): Promise<void>;
  /** Records something that is no file of its own, such as a search shard. */
  note(artifact: ArtifactRecord, drawnFrom: readonly EventId[]): Promise<void>;
  read(prefix?: string): Promise<readonly ArtifactRecord[]>;
  readKind(kind: ArtifactKind, prefix?: string): Promise<readonly ArtifactRecord[]>;
  readPaths(paths: readonly string[]): Promise<readonly ArtifactRecord[]>;
  /** Deletes files that have vanished, and the folders they leave empty. */
  remove(paths: readonly string[]): Promise<void>;
  /** Takes notes back. */
  forget(paths: readonly string[]): Promise<void>;
};

export function openLedger(store: Store, output: OutputRecord, outputFolder: string): Ledger {
  const written: string[] = [];
  const deleted: string[] = [];
  const touched: Blocks = new Map();
  const counted = new Set<string>();
  const lost = new Map<string, readonly SourceBlock[]>();
  const ledger: Ledger = {
    written,
    deleted,
    vanished: [],
    unchanged: 0,
    touched,
    lost,
    async emit(kind, path, content, notes = {}) {
      const file = await emitFile(outputFolder, path, content);
      count(file);
      await write([toRecord(kind, file, notes)], [{ path, sources: await store.packSources(notes.drawnFrom ?? []) }]);
    },
    async record(kind, files) {
      const media = new Map(files.flatMap((file) => file.media.map((one) => [one.path, one] as const)));
      for (const file of files) count(file);
      for (const file of files.flatMap((one) => one.media)) countMedia(file);
      await write(
        [...files.map((file) => toRecord(kind, file)), ...[...media.values()].map((file) => toRecord("media", file))],
        files.map((file) => ({ ...file, files: file.media.map(({ path }) => path) })),
      );
    },
    async note(artifact, drawnFrom) {
      await write([artifact], [{ path: artifact.path, sources: await store.packSources(drawnFrom) }]);
    },
    read: (prefix) => store.readArtifacts(output.key, { prefix }),
    readKind: (kind, prefix) => store.readArtifacts(output.key, { kind, prefix }),
    readPaths: (paths) => store.readArtifacts(output.key, { paths }),
    async remove(paths) {
      for (const path of paths) {
        await rm(join(outputFolder, path), { force: true }).catch((error: unknown) => {
          throw toBuildError(error, outputFolder);
        });
        await removeEmptyFolders(outputFolder, dirname(path));
        deleted.push(path);
      }
      await store.deleteArtifacts(output.key, paths);
    },
    forget: (paths) => store.deleteArtifacts(output.key, paths),
  };
  return ledger;

  function count({ path, written: isNew }: EmittedFile): void {
    if (isNew) written.push(path);
    else ledger.unchanged += 1;
  }

  /** Many pages may show the same file. */
  function countMedia(file: EmittedFile): void {
    if (counted.has(file.path) && !file.written) return;
    if (counted.has(file.path)) ledger.unchanged -= 1;
    counted.add(file.path);
    count(file);
  }

  async function write(records: readonly ArtifactRecord[], drawn: readonly Drawn[]): Promise<void> {
    await store.transaction(async (tx) => {
      const paths = drawn.map(({ path }) => path);
      const before = Map.groupBy(await tx.readSources(output.key, paths), ({ path }) => path);
      const changed = drawn.filter(({ path, sources }) => !sameSources(before.get(path) ?? [], sources));
      await tx.writeArtifacts(output.key, records);
      await tx.writeSources(output.key, changed);
      await tx.writeShownFiles(
        output.key,
        drawn.map(({ path, files = [] }) => ({ path, files })),
      );
      const withdrawn: string[] = [];
      for (const { sources } of drawn) addBlocks(touched, sources);
      for (const { path, sources } of changed) {
        const gone = withoutSources(before.get(path) ?? [], sources);
        if (gone.length === 0) continue;
        lost.set(path, gone);
        withdrawn.push(path);
      }
      await tx.markWithdrawn(output.key, withdrawn);
    });
  }
}

type Drawn = {
  readonly path: string;
  readonly sources: readonly SourceBlock[];
  /** Paths of the files that it shows. Absent: none. */
  readonly files?: readonly string[];
};

function toRecord(
  kind: ArtifactKind,
  { path, contentHash, sizeBytes }: EmittedFile,
  notes: EmitNotes = {},
): ArtifactRecord {
  const { inputHash = "", detail } = notes;
  return { path, kind, inputHash, contentHash, sizeBytes, detail };
}

async function removeEmptyFolders(outputFolder: string, folder: string): Promise<void> {
  for (let current = folder; current !== "." && current !== "/"; current = dirname(current)) {
    try {
      await rmdir(join(outputFolder, current));
    } catch {
      // Not empty, or gone already: either way nothing above it is empty because of us.
      return;
    }
  }
}
