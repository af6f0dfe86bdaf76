import { open, type FileHandle } from "node:fs/promises";
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  StreamTarget,
  Output,
} from "mediabunny";
import type {
  EncodedPacket,
  InputAudioTrack,
  InputTrack,
  InputVideoTrack,
  OutputFormat,
  StreamTargetChunk,
} from "mediabunny";
import { withoutNotes } from "./without-notes.ts";

export type Tracks = { readonly video: InputVideoTrack | undefined; readonly audio: InputAudioTrack | undefined };

/** One track on its way: packets are handed over in the order of their times, so that picture and sound lie side by side. */
type Lane = {
  readonly packets: AsyncIterator<EncodedPacket>;
  readonly add: (packet: EncodedPacket) => Promise<void>;
  /** In seconds; before zero where a decoder needs some sound to warm up. */
  readonly begin: number;
  next: EncodedPacket | undefined;
};

/** Writes the packets of the tracks, and nothing else of their file, into a new file. Throws on what it cannot make sense of. */
export async function copyTracks(
  { video, audio }: Tracks,
  { format, path }: { readonly format: OutputFormat; readonly path: string },
): Promise<void> {
  const file = await open(path, "w");
  const output = new Output({ format, target: new StreamTarget(writerOf(file), { chunked: true }) });
  try {
    const lanes = [
      ...(video === undefined ? [] : [await videoLane(video, output)]),
      ...(audio === undefined ? [] : [await audioLane(audio, output)]),
    ];
    await output.start();
    await handOver(lanes, Math.min(0, ...lanes.map(({ begin }) => begin)));
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}

/** A stream that cannot forget to close the file: it does not own it. */
function writerOf(file: FileHandle): WritableStream<StreamTargetChunk> {
  return new WritableStream({
    write: async ({ data, position }) => {
      await file.write(data, 0, data.length, position);
    },
  });
}

async function videoLane(track: InputVideoTrack, output: Output): Promise<Lane> {
  const codec = known(await track.getCodec());
  const source = new EncodedVideoPacketSource(codec);
  const decoderConfig = known(await track.getDecoderConfig());
  output.addVideoTrack(source, { rotation: await track.getRotation() });
  const clean = withoutNotes(codec, bytesOf(decoderConfig.description));
  return lane(track, async (packet) => {
    const data = clean(packet.data);
    if (data.length > 0) await source.add(packet.clone({ data }), { decoderConfig });
  });
}

async function audioLane(track: InputAudioTrack, output: Output): Promise<Lane> {
  const source = new EncodedAudioPacketSource(known(await track.getCodec()));
  const decoderConfig = known(await track.getDecoderConfig());
  output.addAudioTrack(source);
  return lane(track, (packet) => source.add(packet, { decoderConfig }));
}

async function lane(track: InputTrack, add: Lane["add"]): Promise<Lane> {
  const packets = new EncodedPacketSink(track).packets();
  return { packets, add, begin: await track.getFirstTimestamp(), next: await nextOf(packets) };
}

async function nextOf(packets: AsyncIterator<EncodedPacket>): Promise<EncodedPacket | undefined> {
  const result: IteratorResult<EncodedPacket, unknown> = await packets.next();
  return result.done === true ? undefined : result.value;
}

/** Containers begin at zero. */
async function handOver(lanes: readonly Lane[], begin: number): Promise<void> {
  for (;;) {
    const first = lanes.reduce<Lane | undefined>((one, other) => (isEarlier(other, one) ? other : one), undefined);
    if (first?.next === undefined) return;
    await first.add(first.next.clone({ timestamp: first.next.timestamp - begin }));
    first.next = await nextOf(first.packets);
  }
}

function isEarlier({ next }: Lane, other: Lane | undefined): boolean {
  if (next === undefined) return false;
  return other?.next === undefined || next.timestamp < other.next.timestamp;
}

function bytesOf(source: AllowSharedBufferSource | undefined): Uint8Array | undefined {
  if (source === undefined) return undefined;
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

function known<Value>(value: Value | null): Value {
  if (value === null) throw new TypeError("The track does not tell how it is coded");
  return value;
}
