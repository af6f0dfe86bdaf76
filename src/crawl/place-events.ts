import type { RoomKey } from "#store/records.ts";
import type { StoreReader, StoreWriter } from "#store/store.ts";

/** Room left between two neighbours, so that late events find a place without moving anyone. */
export const placeGap = 1024;
/** Room left between two stretches whose distance is not known yet. */
export const spanGap = 2 ** 40;

/** An event in page order; `position` is there when the archive has it already. */
export type Slot = { readonly position: number | undefined };

type Shift = { readonly from: number; readonly delta: number };

/**
 * Gives each slot of a page, newest first, its place: between its neighbours where those are known, else below the place
 * the walk has reached (`cursor`), else around `base`. Shifts everything above when a gap is used up; the order never changes.
 */
export async function placeEvents(
  tx: StoreReader & StoreWriter,
  room: RoomKey,
  slots: readonly Slot[],
  { cursor, base }: { cursor: number | undefined; base: number },
): Promise<readonly number[]> {
  const places: number[] = [];
  let upper = cursor;
  for (let index = 0; index < slots.length;) {
    const known = slots[index]?.position;
    if (known !== undefined) {
      places.push(known);
      upper = known;
      index += 1;
      continue;
    }
    const count = runLength(slots, index);
    const lower = slots[index + count]?.position;
    const { run, shift } = await placeRun(tx, room, { count, upper, lower, base });
    if (shift !== undefined) moveUp(places, shift);
    places.push(...run);
    upper = run.at(-1);
    index += count;
  }
  return places;
}

function runLength(slots: readonly Slot[], from: number): number {
  let end = from;
  while (end < slots.length && slots[end]?.position === undefined) end += 1;
  return end - from;
}

async function placeRun(
  tx: StoreReader & StoreWriter,
  room: RoomKey,
  { count, upper, lower, base }: { count: number; upper: number | undefined; lower: number | undefined; base: number },
): Promise<{ readonly run: number[]; readonly shift?: Shift }> {
  if (upper === undefined && lower === undefined) return { run: descending(base, placeGap, count) };
  if (upper === undefined) {
    const above = (await tx.readPositionAround(room, lower ?? 0)).above;
    if (above === undefined) return { run: descending((lower ?? 0) + placeGap * (count + 1), placeGap, count) };
    return placeRun(tx, room, { count, upper: above, lower, base });
  }
  const { below } = await tx.readPositionAround(room, upper);
  const spacing = below === undefined ? placeGap : Math.min(placeGap, Math.floor((upper - below) / (count + 1)));
  if (spacing >= 1) return { run: descending(upper, spacing, count) };
  const shift = { from: upper, delta: placeGap * (count + 1) };
  await tx.shiftPositions(room, { ...shift, to: Number.MAX_SAFE_INTEGER });
  return { run: descending(upper + shift.delta, placeGap, count), shift };
}

/** What was shifted in the store is shifted in the places not written yet. */
function moveUp(places: number[], { from, delta }: Shift): void {
  for (const [index, place] of places.entries()) {
    if (place >= from) places[index] = place + delta;
  }
}

/** `count` places below `upper`. */
function descending(upper: number, spacing: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => upper - spacing * (index + 1));
}
