import { rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArtifactRecord, OutputRecord } from "#store/records.ts";
import type { Store } from "#store/store.ts";
import { emitFile, toBuildError, type EmittedFile } from "./emit-file.ts";

export type ArtifactKind =
  | "asset"
  | "page"
  | "feed"
  /** Files of all shards; "search-main": those that every search needs. */
  | "search"
  | "search-main"
  | "search-shard"
  | "sitemap"
  | "robots"
  | "stamp";

export type EmitNotes = {
  /** Of everything the file was made from, where making it again is worth avoiding. */
  readonly inputHash?: string;
  /** JSON value that a later build needs again. */
  readonly detail?: unknown;
};

/** What this build did to the output folder, and the record of everything in it. */
export type Ledger = {
  readonly written: string[];
  readonly deleted: string[];
  unchanged: number;
  /** Puts a file in place and records it. */
  emit(kind: ArtifactKind, path: string, content: string | Uint8Array, notes?: EmitNotes): Promise<void>;
  /** Records files that a worker put in place. */
  record(kind: ArtifactKind, files: readonly EmittedFile[]): Promise<void>;
  /** Records something that is no file of its own, such as a search shard. */
  note(artifact: ArtifactRecord): Promise<void>;
  read(prefix?: string): Promise<readonly ArtifactRecord[]>;
  readKind(kind: ArtifactKind, prefix?: string): Promise<readonly ArtifactRecord[]>;
  /** Deletes files that have vanished, and the folders they leave empty. */
  remove(paths: readonly string[]): Promise<void>;
  /** Takes notes back. */
  forget(paths: readonly string[]): Promise<void>;
};

export function openLedger(store: Store, output: OutputRecord, outputFolder: string): Ledger {
  const written: string[] = [];
  const deleted: string[] = [];
  const ledger: Ledger = {
    written,
    deleted,
    unchanged: 0,
    async emit(kind, path, content, notes) {
      const file = await emitFile(outputFolder, path, content);
      count(file);
      await store.writeArtifacts(output.key, [toRecord(kind, file, notes)]);
    },
    async record(kind, files) {
      for (const file of files) count(file);
      await store.transaction((tx) =>
        tx.writeArtifacts(
          output.key,
          files.map((file) => toRecord(kind, file)),
        ),
      );
    },
    note: (artifact) => store.writeArtifacts(output.key, [artifact]),
    read: (prefix) => store.readArtifacts(output.key, { prefix }),
    readKind: (kind, prefix) => store.readArtifacts(output.key, { kind, prefix }),
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
}

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
