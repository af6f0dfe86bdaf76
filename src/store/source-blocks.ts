import type { RoomKey, SourceBlock } from "./records.ts";

/** Event rows with neighbouring numbers, as one block holds them: a byte is enough to tell them apart. */
const blockSize = 256;

/** The block that an event's row is in. */
export function blockOf(number: number): number {
  return Math.floor(number / blockSize);
}

/** Numbers of a room's event rows, in any order, as blocks. */
export function toSourceBlocks(room: RoomKey, numbers: readonly number[]): readonly SourceBlock[] {
  const sorted = [...new Set(numbers)].toSorted((one, other) => one - other);
  return [...Map.groupBy(sorted, blockOf)].map(([block, inBlock]) => ({
    room,
    block,
    offsets: Uint8Array.from(inBlock, (number) => number % blockSize),
  }));
}

/** The numbers of the event rows in a block, in order. */
export function numbersIn({ block, offsets }: Pick<SourceBlock, "block" | "offsets">): readonly number[] {
  return Array.from(offsets, (offset) => block * blockSize + offset);
}
