import type { Archive } from "#archive.ts";
import type { EventId } from "#matrix/ids.ts";

/** An archive that remembers from which events its answers were drawn. */
export type RecordingArchive = {
  readonly archive: Archive;
  /** The events behind every answer since the last time, each once. */
  readonly take: () => readonly EventId[];
};

/** Pages ask the archive for their model; whatever they ask, what they are given is known here. */
export function recordSources(archive: Archive): RecordingArchive {
  let drawn = new Set<EventId>();
  const verbs = Object.entries(archive).map(([name, verb]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      const model = await verb(...args);
      for (const eventId of sourcesOf(model)) drawn.add(eventId);
      return model;
    },
  ]);
  return {
    archive: Object.fromEntries(verbs) as Archive,
    take() {
      const taken = [...drawn];
      drawn = new Set();
      return taken;
    },
  };
}

function sourcesOf(model: unknown): readonly EventId[] {
  return (model as { readonly drawnFrom?: readonly EventId[] } | undefined)?.drawnFrom ?? [];
}
