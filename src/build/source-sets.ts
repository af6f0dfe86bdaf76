import type { RoomKey, SourceBlock } from "#store/records.ts";

/** Blocks of events, by room. */
export type Blocks = Map<RoomKey, Set<number>>;

export function addBlocks(blocks: Blocks, added: Iterable<Pick<SourceBlock, "room" | "block">>): void {
  for (const { room, block } of added) {
    const ofRoom = blocks.get(room) ?? new Set();
    blocks.set(room, ofRoom.add(block));
  }
}

/** Do two lists name the same events? */
export function sameSources(some: readonly SourceBlock[], others: readonly SourceBlock[]): boolean {
  return withoutSources(some, others).length === 0 && withoutSources(others, some).length === 0;
}

/** The events of a list that another one has not. */
export function withoutSources(some: readonly SourceBlock[], others: readonly SourceBlock[]): readonly SourceBlock[] {
  const known = new Map(others.map((one) => [nameOf(one), one.offsets]));
  return some.flatMap((one) => {
    const offsets = one.offsets.filter((offset) => known.get(nameOf(one))?.includes(offset) !== true);
    return offsets.length === 0 ? [] : [{ room: one.room, block: one.block, offsets }];
  });
}

function nameOf({ room, block }: SourceBlock): string {
  return `${room} ${block}`;
}
