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
 * without them. Codecs without such notes keep their packets. Throws for a head that does not say how packets are divided.
 */
export function withoutNotes(codec: VideoCodec, head: Uint8Array): (packet: Uint8Array) => Uint8Array {
  const [isOne, lengthByte] = [isNote[codec], lengthByteAt[codec]];
  if (isOne === undefined || lengthByte === undefined) return (packet) => packet;
  const lengthCode = head[lengthByte];
  if (lengthCode === undefined) throw new RangeError("The head of the codec is too short");
  const lengthBytes = (lengthCode & 3) + 1;
  return (packet) => {
    const units = unitsOf(packet, lengthBytes);
    const kept = units.filter((unit) => !isOne(unit[lengthBytes] ?? 0));
    return Buffer.concat(kept);
  };
}

/** Each with its length in front. An end that is no whole unit is left out. */
function unitsOf(packet: Uint8Array, lengthBytes: number): readonly Uint8Array[] {
  const units: Uint8Array[] = [];
  for (let at = 0; at + lengthBytes < packet.length;) {
    const length = packet.subarray(at, at + lengthBytes).reduce((sum, byte) => sum * 256 + byte, 0);
    const end = at + lengthBytes + length;
    if (length === 0 || end > packet.length) break;
    units.push(packet.subarray(at, end));
    at = end;
  }
  return units;
}
