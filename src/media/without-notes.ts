import type { VideoCodec } from "mediabunny";

/** The types of units that only tell about pictures (SEI): ITU-T H.264 table 7-1, H.265 table 7-1. */
const isNote: Partial<Record<VideoCodec, (firstByte: number) => boolean>> = {
  avc: (firstByte) => (firstByte & 0x1f) === 6,
  hevc: (firstByte) => ((firstByte >> 1) & 0x3f) === 39 || ((firstByte >> 1) & 0x3f) === 40,
};

/** Where a codec's head says in how many bytes the length of a unit is written (ISO/IEC 14496-15 §5.3.3.1, §8.3.3.1). */
const lengthByteAt: Partial<Record<VideoCodec, number>> = { avc: 4, hevc: 21 };

/**
 * Takes the notes between coded pictures out of a packet: some cameras write the date, their name and the place there. Decoders do
 * without them. Codecs without such notes keep their packets. `head`: the codec's own, where the container has one.
 */
export function withoutNotes(codec: VideoCodec, head: Uint8Array | undefined): (packet: Uint8Array) => Uint8Array {
  const isOne = isNote[codec];
  if (isOne === undefined) return (packet) => packet;
  const unitsOf = head === undefined ? unitsByMarks : unitsByLength(head[lengthByteAt[codec] ?? 0] ?? 0);
  return (packet) => {
    const kept = [...unitsOf(packet)].filter(({ unit }) => !isOne(unit[0] ?? 0));
    return Buffer.concat(kept.flatMap(({ before, unit }) => [before, unit]));
  };
}

/** A unit, and the bytes before it that divide it from others. */
type Unit = { readonly before: Uint8Array; readonly unit: Uint8Array };

/** Each with its length in front. An end that is no whole unit is left out. */
function unitsByLength(lengthCode: number): (packet: Uint8Array) => Generator<Unit> {
  const lengthBytes = (lengthCode & 3) + 1;
  return function* (packet) {
    for (let at = 0; at + lengthBytes < packet.length;) {
      const before = packet.subarray(at, at + lengthBytes);
      const end = at + lengthBytes + before.reduce((sum, byte) => sum * 256 + byte, 0);
      if (end === at + lengthBytes || end > packet.length) return;
      yield { before, unit: packet.subarray(at + lengthBytes, end) };
      at = end;
    }
  };
}

const mark = Uint8Array.of(0, 0, 1);

/** A stream that divides units by marks (H.264 and H.265, annex B). What stands before the first mark is left out. */
function* unitsByMarks(packet: Uint8Array): Generator<Unit> {
  const bytes = Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength);
  for (let at = bytes.indexOf(mark); at !== -1;) {
    const next = bytes.indexOf(mark, at + mark.length);
    yield { before: mark, unit: bytes.subarray(at + mark.length, next === -1 ? bytes.length : next) };
    at = next;
  }
}
