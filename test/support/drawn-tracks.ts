import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, EncodedVideoPacketSource, Output } from "mediabunny";
import type { AudioCodec, MetadataTags, OutputFormat, VideoCodec } from "mediabunny";

/**
 * A film or a sound whose coded data are bytes that no decoder will see: what is looked at is what lies around them. Eight packets a
 * track, over two seconds.
 */
export async function drawTrack(
  format: OutputFormat,
  { video, audio, tags = {}, trackName = "", note }: TrackWish,
): Promise<Buffer> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  output.setMetadataTags(tags);
  const videoSource = video && new EncodedVideoPacketSource(video);
  const audioSource = audio && new EncodedAudioPacketSource(audio);
  if (videoSource !== undefined) output.addVideoTrack(videoSource, { name: trackName });
  if (audioSource !== undefined) output.addAudioTrack(audioSource, { name: trackName });
  await output.start();
  for (let part = 0; part < 8; part += 1) {
    const type = part % 4 === 0 ? "key" : "delta";
    if (video !== undefined) {
      const packet = new EncodedPacket(
        Buffer.concat([noteBytes(note), pictureBytes(video, type, part)]),
        type,
        part / 4,
        0.25,
      );
      await videoSource?.add(packet, { decoderConfig: videoConfig(video) });
    }
    if (audio !== undefined) {
      const packet = new EncodedPacket(soundBytes(audio, part), "key", part / 4, 0.25);
      await audioSource?.add(packet, { decoderConfig: audioConfig(audio) });
    }
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

export type TrackWish = {
  readonly video?: VideoCodec;
  readonly audio?: AudioCodec;
  readonly tags?: MetadataTags;
  readonly trackName?: string;
  /** Words between the pictures of an H.264 film, as some cameras write them. */
  readonly note?: string;
};

function noteBytes(note: string | undefined): Uint8Array {
  return note === undefined
    ? new Uint8Array()
    : Buffer.concat([Buffer.from([0, 0, 0, note.length + 1, 6]), Buffer.from(note)]);
}

function pictureBytes(codec: VideoCodec, type: "key" | "delta", part: number): Uint8Array {
  if (codec === "avc") return Uint8Array.of(0, 0, 0, 5, type === "key" ? 0x65 : 0x41, 1, 2, 3, part);
  return Uint8Array.of(type === "key" ? 0x10 : 0x11, 2, 3, 4, 5, 6, 7, part);
}

function soundBytes(codec: AudioCodec, part: number): Uint8Array {
  return codec === "opus" ? Uint8Array.of(0xf8, 0xff, 0xfe) : new Uint8Array(4000).fill(part);
}

/** Heads that name a size of 320 × 240 and one channel, as the codecs' own registrations ask for. */
const avcHead = Buffer.from("0142c01effe100196742c01ed90141fb016a020202800001f480005dc01e2c5d7001000468cb83cb", "hex");
const opusHead = Buffer.concat([Buffer.from("OpusHead"), Buffer.from([1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
const aacHead = Buffer.from([0x12, 0x08]);

function videoConfig(codec: VideoCodec): VideoDecoderConfig {
  const size = { codedWidth: 320, codedHeight: 240 };
  return codec === "avc" ? { codec: "avc1.42c01e", description: avcHead, ...size } : { codec, ...size };
}

function audioConfig(codec: AudioCodec): AudioDecoderConfig {
  if (codec === "opus") return { codec, sampleRate: 48_000, numberOfChannels: 1, description: opusHead };
  if (codec === "aac") return { codec: "mp4a.40.2", sampleRate: 44_100, numberOfChannels: 1, description: aacHead };
  return { codec, sampleRate: 8_000, numberOfChannels: 1 };
}

/** Silence as MPEG audio: frames of 417 bytes, whose coded data are zeros. */
export function silentMp3(frames: number): Buffer {
  return Buffer.concat(
    Array.from({ length: frames }, () => Buffer.from([0xff, 0xfb, 0x90, 0, ...Array<number>(413).fill(0)])),
  );
}

/** A tag in front of MPEG audio (ID3v2.3) with one line of text. */
export function id3Tag(words: string): Buffer {
  const text = Buffer.from(`\0${words}`, "latin1");
  const frame = Buffer.concat([Buffer.from("TIT2\0\0\0\0\0\0", "latin1"), text]);
  frame.writeUInt32BE(text.length, 4);
  return Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, frame.length]), frame]);
}
