import type { EventId, RoomId } from "#matrix/ids.ts";
import { relationOf } from "./sample-event.ts";
import type { EventSource, SampleEvent } from "./sample-event.ts";

/** An event with its place in the room's topological order: by depth, then by arrival, as Synapse sorts. */
export type LogEntry = { readonly event: SampleEvent; readonly depth: number; readonly arrival: number };

/** Larger than any arrival, so that depth and arrival fit one exact number that sorts as both. */
const arrivalSpan = 2 ** 26;

/** One number that sorts entries topologically. */
export function orderOf(place: { readonly depth: number; readonly arrival: number }): number {
  return place.depth * arrivalSpan + place.arrival;
}

/** Sources longer than this stay computed on demand; shorter ones are held. */
const heldLimit = 100_000;

/**
 * The history of one room: an ordered log that can grow at its end, take late events of low depth, and lose events to a
 * purge. Keeps what every look-up needs (state, relations, redactions, times) from one scan of the source.
 */
export class RoomLog {
  readonly roomId: RoomId;
  /** Senders who erased their accounts: their events are served without content, and nothing says why. */
  readonly erasedSenders = new Set<string>();
  /** Redacted where no reader could see it: in a closed time, or with a ban (MSC4293). */
  readonly silentlyRedacted = new Set<string>();
  /** State changes of all time, purged ones included, in topological order. */
  readonly stateEntries: LogEntry[] = [];
  #source: EventSource | undefined;
  #lazyLength = 0;
  #times: Float64Array = new Float64Array();
  /** All entries, or those after the computed ones. */
  #entries: LogEntry[] = [];
  readonly #byId = new Map<string, LogEntry>();
  readonly #children = new Map<string, LogEntry[]>();
  readonly #redactions = new Map<string, SampleEvent>();
  #arrivals = 0;
  #version = 0;

  constructor(roomId: RoomId, source: EventSource) {
    this.roomId = roomId;
    if (source.length > heldLimit) {
      this.#source = source;
      this.#lazyLength = source.length;
      this.#times = new Float64Array(source.length);
    }
    for (let index = 0; index < source.length; index += 1) {
      const entry = { event: source.at(index), depth: index + 1, arrival: index + 1 };
      if (this.#source === undefined) this.#hold(entry);
      else this.#times[index] = entry.event.originServerTs;
      this.#index(entry);
    }
    this.#arrivals = source.length;
  }

  get size(): number {
    return this.#lazyLength + this.#entries.length;
  }

  /** Grows with each change of the log: whoever caches by it is never stale. */
  get version(): number {
    return this.#version;
  }

  /** Entries are worth caching: the log holds them instead of computing each anew. */
  get isHeld(): boolean {
    return this.#source === undefined;
  }

  entryAt(place: number): LogEntry {
    if (this.#source !== undefined && place < this.#lazyLength) {
      return { event: this.#source.at(place), depth: place + 1, arrival: place + 1 };
    }
    const entry = this.#entries[place - this.#lazyLength];
    if (entry === undefined) throw new RangeError(`No entry at place ${place} of ${this.size}`);
    return entry;
  }

  find(eventId: string): LogEntry | undefined {
    const held = this.#byId.get(eventId);
    if (held !== undefined || this.#source === undefined) return held;
    const index = this.#source.indexOf(eventId);
    return index === undefined ? undefined : this.entryAt(index);
  }

  /** How many entries are at or before an order: the place of the first one after it. */
  countUpTo(order: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#orderAt(middle) <= order) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last event at or before a time, or the first at or after it; ties by topological order. Hidden events count. */
  findNearest(timestampMs: number, direction: "b" | "f"): LogEntry | undefined {
    let best: { place: number; time: number } | undefined;
    for (let place = 0; place < this.size; place += 1) {
      const time = this.#timeAt(place);
      const isFirst = direction === "f" && time >= timestampMs && (best === undefined || time < best.time);
      const isLast = direction === "b" && time <= timestampMs && (best === undefined || time >= best.time);
      if (isFirst || isLast) best = { place, time };
    }
    return best === undefined ? undefined : this.entryAt(best.place);
  }

  /** Events that relate to one, redacted ones left out, in topological order. */
  childrenOf(eventId: string): readonly LogEntry[] {
    return (this.#children.get(eventId) ?? []).filter((child) => !this.#redactions.has(child.event.eventId));
  }

  redactionOf(eventId: string): SampleEvent | undefined {
    return this.#redactions.get(eventId);
  }

  /** Adds a new event: at the end, or, when it comes from a server that was away, at the depth of an older event. */
  add(event: SampleEvent, { atDepthOf }: { atDepthOf?: EventId } = {}): LogEntry {
    const neighbour = atDepthOf === undefined ? undefined : this.find(atDepthOf);
    if (atDepthOf !== undefined && neighbour === undefined) throw new Error(`No event ${atDepthOf} in ${this.roomId}`);
    if (neighbour !== undefined) this.#holdAll();
    const last = this.size === 0 ? undefined : this.entryAt(this.size - 1);
    this.#arrivals += 1;
    const entry = { event, depth: neighbour?.depth ?? (last?.depth ?? 0) + 1, arrival: this.#arrivals };
    this.#hold(entry);
    this.#index(entry);
    this.#version += 1;
    return entry;
  }

  /** Drops events without a trace, as an administrator's purge or a retention policy does. State stays in force. */
  drop(isDropped: (event: SampleEvent) => boolean): void {
    this.#holdAll();
    for (const { event } of this.#entries) if (isDropped(event)) this.#byId.delete(event.eventId);
    this.#entries = this.#entries.filter(({ event }) => !isDropped(event));
    for (const [target, children] of this.#children) {
      this.#children.set(
        target,
        children.filter(({ event }) => !isDropped(event)),
      );
    }
    this.#version += 1;
  }

  /** Marks events as redacted, by nobody that a reader is told of. */
  redactSilently(eventIds: readonly EventId[]): void {
    for (const eventId of eventIds) this.silentlyRedacted.add(eventId);
    this.#version += 1;
  }

  /** Marks the sender's events as erased. */
  erase(sender: string): void {
    this.erasedSenders.add(sender);
    this.#version += 1;
  }

  restore(sender: string): void {
    this.erasedSenders.delete(sender);
    this.#version += 1;
  }

  #orderAt(place: number): number {
    return place < this.#lazyLength ? (place + 1) * arrivalSpan + place + 1 : orderOf(this.entryAt(place));
  }

  #timeAt(place: number): number {
    return place < this.#lazyLength ? (this.#times[place] ?? 0) : this.entryAt(place).event.originServerTs;
  }

  #hold(entry: LogEntry): void {
    insertOrdered(this.#entries, entry);
    this.#byId.set(entry.event.eventId, entry);
  }

  #holdAll(): void {
    if (this.#source === undefined) return;
    const computed = Array.from({ length: this.#lazyLength }, (_, place) => this.entryAt(place));
    for (const entry of computed) this.#byId.set(entry.event.eventId, entry);
    this.#entries = [...computed, ...this.#entries];
    this.#source = undefined;
    this.#lazyLength = 0;
  }

  #index(entry: LogEntry): void {
    const { event } = entry;
    if (event.stateKey !== undefined) insertOrdered(this.stateEntries, entry);
    if (event.redacts !== undefined) this.#redactions.set(event.redacts, event);
    const relation = relationOf(event);
    if (relation === undefined) return;
    const siblings = this.#children.get(relation.target);
    if (siblings === undefined) this.#children.set(relation.target, [entry]);
    else insertOrdered(siblings, entry);
  }
}

/** Nearly always an append; late events walk back to their place. */
function insertOrdered(entries: LogEntry[], entry: LogEntry): void {
  let place = entries.length;
  while (place > 0 && orderOf(entries[place - 1] as LogEntry) > orderOf(entry)) place -= 1;
  entries.splice(place, 0, entry);
}
