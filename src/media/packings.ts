import {
  FlacOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
  type OutputFormat,
} from "mediabunny";
import { safeTypes, type SafeType } from "./safe-types.ts";

/** A container that films or sounds are packed into anew. */
export type Packing = {
  readonly type: SafeType;
  readonly codecs: ReadonlySet<string>;
  /** `small`: few enough bytes to be held in memory while the order of parts is made right. */
  readonly toFormat: (size: { readonly small: boolean }) => OutputFormat;
};

/** For films, the first that knows picture and sound. Browsers play all of these, HEVC not everywhere. */
const filmPackings: readonly Packing[] = [
  // No Vorbis: its tags would travel along inside the codec's own head.
  { type: safeTypes.webm, codecs: new Set(["vp8", "vp9", "av1", "opus"]), toFormat: () => new WebMOutputFormat() },
  { type: safeTypes.mp4, codecs: new Set(["avc", "hevc", "av1", "vp9", "aac", "mp3", "opus"]), toFormat: toMp4 },
];

const soundPackings: readonly Packing[] = [
  { type: safeTypes.mp3, codecs: new Set(["mp3"]), toFormat: () => new Mp3OutputFormat() },
  { type: safeTypes.m4a, codecs: new Set(["aac"]), toFormat: toMp4 },
  { type: safeTypes.ogg, codecs: new Set(["opus", "vorbis"]), toFormat: () => new OggOutputFormat() },
  { type: safeTypes.flac, codecs: new Set(["flac"]), toFormat: () => new FlacOutputFormat() },
  {
    type: safeTypes.wav,
    codecs: new Set(["pcm-u8", "pcm-s16", "pcm-s24", "pcm-s32", "pcm-f32", "ulaw", "alaw"]),
    toFormat: () => new WavOutputFormat(),
  },
];

/** Undefined: none of that kind. Null: one that nobody knows. */
export type Codecs = { readonly video: string | null | undefined; readonly audio: string | null | undefined };

/** Undefined: browsers play no such thing, or it cannot be packed without what its makers added. */
export function packingFor({ video, audio }: Codecs): Packing | undefined {
  const codecs = [video, audio].filter((codec) => codec !== undefined);
  if (codecs.length === 0) return undefined;
  const packings = video === undefined ? soundPackings : filmPackings;
  return packings.find((packing) => codecs.every((codec) => codec !== null && packing.codecs.has(codec)));
}

/** The index in front, so that a film begins before it has arrived as a whole. */
function toMp4({ small }: { readonly small: boolean }): OutputFormat {
  return new Mp4OutputFormat({ fastStart: small ? "in-memory" : false });
}
