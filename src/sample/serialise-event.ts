import type { LogEntry, RoomLog } from "./room-log.ts";
import type { SampleWorld } from "./sample-world.ts";
import { wireEventFor } from "./wire-event.ts";

/** Stands for the age until an event is sent: everything else of the text stays the same from answer to answer. */
const agePlaceholder = -987_654_321_987;
const agePattern = `"age":${agePlaceholder}`;

type Cache = { readonly version: number; readonly pieces: Map<string, readonly string[]> };
const caches = new WeakMap<RoomLog, Cache>();

/** The JSON text of an event as the reader gets it now; made once and kept until its room changes. */
export function serialiseEvent(world: SampleWorld, log: RoomLog, entry: LogEntry): string {
  const ageMs = world.nowMs() - entry.event.originServerTs;
  return piecesOf(world, log, entry).join(`"age":${ageMs}`);
}

/** Events as a JSON array. */
export function serialiseEvents(world: SampleWorld, log: RoomLog, entries: readonly LogEntry[]): string {
  return `[${entries.map((entry) => serialiseEvent(world, log, entry)).join(",")}]`;
}

function piecesOf(world: SampleWorld, log: RoomLog, entry: LogEntry): readonly string[] {
  if (!log.isHeld) return pieces(world, log, entry);
  let cache = caches.get(log);
  if (cache === undefined || cache.version !== log.version) {
    cache = { version: log.version, pieces: new Map() };
    caches.set(log, cache);
  }
  const known = cache.pieces.get(entry.event.eventId);
  if (known !== undefined) return known;
  const made = pieces(world, log, entry);
  cache.pieces.set(entry.event.eventId, made);
  return made;
}

function pieces(world: SampleWorld, log: RoomLog, entry: LogEntry): readonly string[] {
  const wire = wireEventFor(log, entry, { readerId: world.readerId, ageMs: agePlaceholder });
  return JSON.stringify(wire).split(agePattern);
}
