import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import {
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
} from "mediabunny";
import type { Derived, MediaUse } from "#lib/safe-media.ts";
import { openDeriver } from "#media/open-deriver.ts";
import { drawTrack, id3Tag, silentMp3, type TrackWish } from "#test/support/drawn-tracks.ts";
import { mediaShelf } from "#test/support/media-shelf.ts";
import { temporaryFolder } from "#test/support/temporary-folder.ts";

const secret = "canarybyte";
const tags = {
  title: secret,
  artist: secret,
  comment: secret,
  images: [{ data: Buffer.from(`${secret} Exif`), mimeType: "image/jpeg", kind: "coverFront" as const }],
  raw: { XYZZ: `+52.5200+013.4050/${secret}` },
};
const film = { video: "avc", audio: "aac", tags, trackName: secret, note: secret } as const satisfies TrackWish;
const webFilm = { video: "vp8", audio: "opus", tags, trackName: secret } as const satisfies TrackWish;

/** Boxes that nobody asked for: a place beside the tags, and what an editor hangs on the end. */
const strayBoxes = Buffer.concat(
  ["uuid", "udta", "free"].map((type) => {
    const box = Buffer.from(`\0\0\0\0${type}${secret}`, "latin1");
    box.writeUInt32BE(box.length, 0);
    return box;
  }),
);

const cases: readonly (readonly [name: string, bytes: Buffer, use: MediaUse, kind: string, extension: string])[] = [
  ["MP4", Buffer.concat([await drawTrack(new Mp4OutputFormat(), film), strayBoxes]), "video", "video", "mp4"],
  ["QuickTime", await drawTrack(new MovOutputFormat({ metadataFormat: "udta" }), film), "file", "video", "mp4"],
  ["Matroska", await drawTrack(new MkvOutputFormat(), film), "video", "video", "mp4"],
  ["WebM", await drawTrack(new WebMOutputFormat(), webFilm), "video", "video", "webm"],
  ["sound of a film", await drawTrack(new WebMOutputFormat(), webFilm), "audio", "audio", "ogg"],
  ["M4A", await drawTrack(new Mp4OutputFormat(), { audio: "aac", tags }), "audio", "audio", "m4a"],
  ["voice message", await drawTrack(new OggOutputFormat(), { audio: "opus", tags }), "audio", "audio", "ogg"],
  ["sound sent as a film", await drawTrack(new OggOutputFormat(), { audio: "opus", tags }), "video", "audio", "ogg"],
  [
    "WAV",
    await drawTrack(new WavOutputFormat({ metadataFormat: "id3" }), { audio: "pcm-s16", tags }),
    "audio",
    "audio",
    "wav",
  ],
  [
    "MP3",
    Buffer.concat([id3Tag(secret), silentMp3(40), Buffer.from(`TAG${secret.padEnd(125, "\0")}`)]),
    "file",
    "audio",
    "mp3",
  ],
];

test("films and sounds are packed anew, without titles, covers, places, notes or stray parts", async (t) => {
  const shelf = await mediaShelf(t);
  for (const [name, bytes, use, kind, extension] of cases) {
    assert.ok(bytes.includes(secret), `${name} carries the word that is looked for`);
    const derived = await shelf.derive(bytes, { use });
    assert.ok(derived.ok && derived.media.kind !== "image", `${name}: ${JSON.stringify(derived)}`);
    const { file } = derived.media;
    assert.deepEqual([derived.media.kind, file.extension], [kind, extension], name);
    const written = await shelf.bytesOf(file);
    for (const word of [secret, "Exif", "52.52"]) assert.equal(written.includes(word), false, `${word} in ${name}`);
    assert.equal(written.length, file.sizeBytes);
  }
});

test("a film tells its size and its length, and its coded data stay as they are", async (t) => {
  const shelf = await mediaShelf(t);
  const derived = await shelf.derive(await drawTrack(new Mp4OutputFormat(), film), { use: "video" });
  assert.ok(derived.ok && derived.media.kind === "video");
  const { file, durationMs } = derived.media;
  assert.deepEqual([file.width, file.height, file.mimeType, durationMs], [320, 240, "video/mp4", 2000]);
  const written = await shelf.bytesOf(file);
  for (let part = 0; part < 8; part += 1) {
    assert.ok(written.includes(Buffer.from([part % 4 === 0 ? 0x65 : 0x41, 1, 2, 3, part])), `picture ${part}`);
    assert.ok(written.includes(Buffer.alloc(4000, part)), `sound ${part}`);
  }
  // The index comes first, so that the film begins before it has arrived as a whole.
  assert.ok(written.indexOf("moov") < written.indexOf("mdat"));
});

test("what browsers do not play, and what has lost its index, is not handed on, not as a file either", async (t) => {
  const shelf = await mediaShelf(t);
  const unplayable = await drawTrack(new MkvOutputFormat(), { video: "avc", audio: "pcm-s16" });
  const avi = Buffer.from("RIFF\xff\0\0\0AVI LIST\xff\0\0\0hdrlavih", "latin1");
  for (const use of ["video", "file"] as const) {
    for (const bytes of [unplayable, avi]) {
      assert.deepEqual(await shelf.derive(bytes, { use }), { ok: false, reason: "wrong-type" });
    }
    // Its index was at the end that is missing.
    const mp4 = await drawTrack(new Mp4OutputFormat({ fastStart: false }), film);
    assert.deepEqual(await shelf.derive(mp4.subarray(0, mp4.length * 0.7), { use }), { ok: false, reason: "broken" });
  }
  assert.deepEqual(await shelf.derive(await drawTrack(new Mp4OutputFormat(), { video: "avc" }), { use: "audio" }), {
    ok: false,
    reason: "wrong-type",
  });
});

test("the same film gives the same bytes, whenever it is packed", async (t) => {
  const folder = await temporaryFolder(t);
  const deriver = openDeriver({ storeFolder: folder });
  t.after(() => deriver.close());
  const [filmPath, soundPath] = [join(folder, "film"), join(folder, "sound")];
  await writeFile(filmPath, await drawTrack(new Mp4OutputFormat(), film));
  await writeFile(soundPath, await drawTrack(new OggOutputFormat(), { audio: "opus" }));
  const deriveBoth = async (): Promise<readonly Derived[]> => {
    const wish = { use: "file", policy: "full" } as const;
    return [await deriver.derive(filmPath, wish), await deriver.derive(soundPath, wish)];
  };
  const first = await deriveBoth();
  // Longer than the clocks inside such files tick.
  await new Promise((resolve) => void setTimeout(resolve, 1_100));
  assert.deepEqual(await deriveBoth(), first);
  assert.ok(first.every(({ ok }) => ok));
});
