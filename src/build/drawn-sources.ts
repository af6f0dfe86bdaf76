import type { Archive } from "#archive.ts";
import type { SafeFile } from "#lib/safe-media.ts";
import type { EventId } from "#matrix/ids.ts";

/** An archive that remembers from which events its answers were drawn, and which files they show. */
export type RecordingArchive = {
  readonly archive: Archive;
  /** The events behind every answer since the last time, and the files in them, each once. */
  readonly take: () => { readonly drawnFrom: readonly EventId[]; readonly files: readonly SafeFile[] };
};

/** Pages ask the archive for their model; whatever they ask, what they are given is known here. */
export function recordSources(archive: Archive): RecordingArchive {
  let drawn = new Set<EventId>();
  let files = new Map<string, SafeFile>();
  const verbs = Object.entries(archive).map(([name, verb]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      const model = await verb(...args);
      const { drawnFrom = [], files: shown = [] } = (model ?? {}) as Recorded;
      for (const eventId of drawnFrom) drawn.add(eventId);
      for (const file of shown) files.set(`${file.hash}.${file.extension}`, file);
      return model;
    },
  ]);
  return {
    archive: Object.fromEntries(verbs) as Archive,
    take() {
      const taken = { drawnFrom: [...drawn], files: [...files.values()] };
      drawn = new Set();
      files = new Map();
      return taken;
    },
  };
}

/** What every model may say of itself. */
type Recorded = { readonly drawnFrom?: readonly EventId[]; readonly files?: readonly SafeFile[] };
