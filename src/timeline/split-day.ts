/** One event of a day that has a line of its own, as the cut into parts sees it. */
export type PartCandidate = {
  /** Place in the room's topological order. */
  readonly position: number;
  /** `origin_server_ts` in milliseconds. */
  readonly ts: number;
  /** What it adds to the page, about: bytes of HTML. */
  readonly sizeBytes: number;
  /** The part it was given when first published; undefined: none yet. */
  readonly part: number | undefined;
};

export type PartLimits = { readonly items: number; readonly sizeBytes: number };

/** A longer page is no longer pleasant to read on a phone: 400 kB with all that stands around the messages. */
const defaultPartLimits: PartLimits = { items: 500, sizeBytes: 380_000 };

/**
 * Gives each event of a day its part, from 1, oldest first; the answer is in the order of the input, which is by position.
 * A part once given never changes. An event that turned up between two published ones joins the part of the one before it,
 * even beyond the limits; only what follows the last published event opens new parts, each cut at the quietest moment in
 * the last quarter of what a part may hold.
 */
export function assignParts(events: readonly PartCandidate[], limits: PartLimits = defaultPartLimits): number[] {
  const lastKnown = events.findLastIndex(({ part }) => part !== undefined);
  const parts = partsAmongPublished(events.slice(0, lastKnown + 1));
  let part = parts.reduce((highest, one) => Math.max(highest, one), 1);
  let start = Math.max(0, parts.indexOf(part));
  let done = parts.length;
  while (done < events.length) {
    const end = cutFor(events.slice(start), done - start, limits) + start;
    while (done < end) {
      parts.push(part);
      done += 1;
    }
    part += 1;
    start = end;
  }
  return parts;
}

/** Fills the places between published events; those before the first one join the first one's part. */
function partsAmongPublished(events: readonly PartCandidate[]): number[] {
  let current = events.find(({ part }) => part !== undefined)?.part ?? 1;
  return events.map(({ part }) => {
    current = Math.max(current, part ?? current);
    return part ?? current;
  });
}

/** How many of `events` make the part: all of them if they fit, else as many as stand before the quietest moment. */
function cutFor(events: readonly PartCandidate[], alreadyIn: number, limits: PartLimits): number {
  const room = countWithin(events, limits);
  if (room === events.length) return room;
  if (room <= alreadyIn) return alreadyIn;
  let cut = room;
  for (let at = room; at >= Math.max(1, alreadyIn, Math.ceil(room * 0.75)); at -= 1) {
    if (gapBefore(events, at) > gapBefore(events, cut)) cut = at;
  }
  return cut;
}

/** How many events fit into one part; at least one, however large. */
function countWithin(events: readonly PartCandidate[], limits: PartLimits): number {
  let sizeBytes = 0;
  const over = events.findIndex((event, index) => {
    sizeBytes += event.sizeBytes;
    return index > 0 && (index >= limits.items || sizeBytes > limits.sizeBytes);
  });
  return over === -1 ? events.length : over;
}

function gapBefore(events: readonly PartCandidate[], index: number): number {
  const before = events[index - 1];
  const after = events[index];
  return before === undefined || after === undefined ? 0 : after.ts - before.ts;
}
