import { stat } from "node:fs/promises";
import { Input, FilePathSource, ADTS, FLAC, MATROSKA, MP3, MP4, OGG, QTFF, WAVE, WEBM } from "mediabunny";
import type { InputAudioTrack, InputVideoTrack } from "mediabunny";
import type { SafeMedia } from "#lib/safe-media.ts";
import { copyTracks } from "./copy-tracks.ts";
import { packingFor, type Codecs } from "./packings.ts";
import { Refusal } from "./refusal.ts";
import { keepPartFile, type SafeFolder } from "./write-safe-file.ts";

/** Containers that are unpacked. Play lists are not among them: they name other addresses. */
const formats = [MP4, QTFF, WEBM, MATROSKA, OGG, MP3, WAVE, FLAC, ADTS];

/** Up to here a file is held in memory while it is packed. */
const smallBytes = 64_000_000;

/**
 * A film or a sound in a new container that holds its pictures and its sound and nothing else: no titles, places, covers,
 * subtitles or tracks of other kinds. The coded data stay as they are. Throws a `Refusal` for what browsers do not play.
 */
export async function deriveTrack(
  source: string,
  use: "video" | "audio" | "file",
  { folder }: { readonly folder: SafeFolder },
): Promise<SafeMedia> {
  using input = new Input({ formats, source: new FilePathSource(source) });
  const tracks = await readTracks(input, use);
  const packing = packingFor(tracks.codecs);
  if (packing === undefined) throw new Refusal("wrong-type");
  const small = (await stat(source)).size <= smallBytes;
  const durationMs = await orBroken(async () => {
    await copyTracks(tracks, { format: packing.toFormat({ small }), path: folder.partFile });
    return Math.round(1000 * (await input.computeDuration()));
  });
  const file = await keepPartFile(packing.type, { folder, ...(tracks.pixels && { pixels: tracks.pixels }) });
  return { kind: tracks.video === undefined ? "audio" : "video", file, durationMs };
}

type FoundTracks = {
  readonly video: InputVideoTrack | undefined;
  readonly audio: InputAudioTrack | undefined;
  readonly codecs: Codecs;
  readonly pixels: { readonly width: number; readonly height: number } | undefined;
};

async function readTracks(input: Input, use: "video" | "audio" | "file"): Promise<FoundTracks> {
  return orBroken(async () => {
    if (!(await input.canRead())) throw new Refusal("wrong-type");
    if ((await input.getTracks()).length === 0) throw new Refusal("broken");
    const video = use === "audio" ? undefined : ((await input.getPrimaryVideoTrack()) ?? undefined);
    const audio = (await input.getPrimaryAudioTrack()) ?? undefined;
    const pixels = video && { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() };
    const codecs = { video: await video?.getCodec(), audio: await audio?.getCodec() };
    return { video, audio, codecs, pixels };
  });
}

/** What the reader of strangers' containers throws is said of the file; what the disk throws is not. */
async function orBroken<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isOfTheDisk = error instanceof Error && "code" in error;
    throw error instanceof Refusal || isOfTheDisk ? error : new Refusal("broken", error);
  }
}
