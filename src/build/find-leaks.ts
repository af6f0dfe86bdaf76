import type { RoomKey } from "#store/records.ts";
import type { StoreReader } from "#store/store.ts";
import { numbersIn } from "#store/source-blocks.ts";
import type { Blocks } from "./source-sets.ts";
import type { WithheldEvents } from "./withheld-events.ts";

/** An artifact drawn from events that may not be shown, with their number by reason. */
export type Leak = { readonly path: string; readonly reasons: ReadonlyMap<string, number> };

export type LeakQuestion = {
  readonly store: StoreReader;
  readonly output: number;
  readonly withheld: WithheldEvents;
  /** Where to look; "all": in everything. Artifacts of rooms that are not shown are looked for always. */
  readonly blocks: Blocks | "all";
};

/**
 * The leak check: everything that artifacts were drawn from must be publishable now. It knows nothing of how pages are made, only
 * what the ledger says of them, and asks each event once however many artifacts show it. Sorted by path.
 */
export async function findLeaks(question: LeakQuestion): Promise<readonly Leak[]> {
  const { store, output, withheld, blocks } = question;
  const leaks = new Map<string, Map<string, number>>();
  for (const room of await store.readSourceRooms(output)) {
    const everything = blocks === "all" || !withheld.mayShow(room);
    const wanted = everything ? await store.readSourceBlocks(output, room) : [...(blocks.get(room) ?? [])];
    for (const block of wanted) await checkBlock(question, room, block, leaks);
  }
  return [...leaks]
    .map(([path, reasons]) => ({ path, reasons }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

async function checkBlock(
  { store, output, withheld }: LeakQuestion,
  room: RoomKey,
  block: number,
  leaks: Map<string, Map<string, number>>,
): Promise<void> {
  const sources = await store.readSourcesInBlocks(output, room, [block]);
  const numbers = new Set(sources.flatMap(numbersIn));
  if (numbers.size === 0) return;
  const reasons = await withheld.among(room, [...numbers]);
  if (reasons.size === 0) return;
  for (const source of sources) {
    for (const number of numbersIn(source)) {
      const reason = reasons.get(number);
      if (reason === undefined) continue;
      const counts = leaks.get(source.path) ?? new Map<string, number>();
      leaks.set(source.path, counts.set(reason, (counts.get(reason) ?? 0) + 1));
    }
  }
}
