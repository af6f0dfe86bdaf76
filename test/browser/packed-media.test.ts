import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { SafeFile } from "#lib/safe-media.ts";
import { sampleFile, sampleMediaId } from "#sample/sample-media.ts";
import { answeringServer } from "#test/support/answering-server.ts";
import { launchChromium, newPage, withoutChromium } from "#test/support/chromium.ts";
import { mediaShelf } from "#test/support/media-shelf.ts";

/** What browsers record by themselves; the last one divides its units by marks, inside a container that names none. */
const recordings = ["video/webm;codecs=vp8", "video/webm;codecs=vp9", "video/x-matroska;codecs=avc1"];

test("films and sounds play after they were packed anew", { skip: withoutChromium }, async (t) => {
  const browser = await launchChromium();
  t.after(() => browser.close());
  const { origin, offer } = await openServer(t);
  const page = await newPage(t, browser, { origin });
  await page.goto(origin);
  const shelf = await mediaShelf(t);

  let played = 0;
  for (const type of recordings) {
    const recorded = await page.evaluate(recordFilm, type);
    // Not every Chromium brings an encoder for H.264.
    if (recorded === undefined) continue;
    const derived = await shelf.derive(Buffer.from(recorded, "base64"), { use: "video" });
    assert.ok(derived.ok && derived.media.kind === "video", `${type}: ${JSON.stringify(derived)}`);
    const { file, durationMs = 0 } = derived.media;
    const seen = await page.evaluate(play, offer(file, await shelf.bytesOf(file)));
    assert.deepEqual([seen.problem, seen.width, seen.height], [undefined, 160, 120], type);
    assert.ok(
      Math.abs(seen.endedAt * 1000 - durationMs) < 100,
      `${type}: ended at ${seen.endedAt} of ${durationMs} ms`,
    );
    played += 1;
  }
  assert.ok(played >= 2);

  const bell = await shelf.derive(sampleFile(sampleMediaId("voice", "bell"))?.bytes ?? "", { use: "audio" });
  assert.ok(bell.ok && bell.media.kind === "audio");
  const { file } = bell.media;
  const heard = await page.evaluate(play, offer(file, await shelf.bytesOf(file)));
  assert.deepEqual([heard.problem, heard.endedAt], [undefined, 1.5]);
});

/** Runs in the page: half a second of changing colours, in base64; undefined: this browser records no such film. */
async function recordFilm(type: string): Promise<string | undefined> {
  if (!MediaRecorder.isTypeSupported(type)) return undefined;
  const canvas = Object.assign(document.createElement("canvas"), { width: 160, height: 120 });
  const pen = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: type });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  recorder.start();
  for (let frame = 0; frame < 12; frame += 1) {
    if (pen !== null) pen.fillStyle = `hsl(${frame * 30}, 90%, 50%)`;
    pen?.fillRect(0, 0, 160, 120);
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

type Played = {
  readonly problem: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly endedAt: number;
};

/** Runs in the page: plays a file to its end, however long the machine takes for it. */
async function play(address: string): Promise<Played> {
  const film = Object.assign(document.createElement("video"), { muted: true, src: address });
  document.body.append(film);
  const problem = await new Promise<string | undefined>((resolve) => {
    film.addEventListener("ended", () => resolve(undefined));
    film.addEventListener("error", () => resolve(film.error?.message ?? "error"));
    film.play().catch((error: unknown) => resolve(String(error)));
  });
  return { problem, width: film.videoWidth, height: film.videoHeight, endedAt: film.currentTime };
}

type MediaServer = {
  readonly origin: string;
  /** Gives the address of a file. */
  readonly offer: (file: SafeFile, bytes: Buffer) => string;
};

async function openServer(t: TestContext): Promise<MediaServer> {
  const files = new Map<string | undefined, { readonly type: string; readonly bytes: Buffer }>();
  files.set("/", { type: "text/html", bytes: Buffer.from("<!doctype html><link rel=icon href=data:,>") });
  const { url } = await answeringServer(t, (response, _, request) => {
    const file = files.get(request.url);
    response.writeHead(file === undefined ? 404 : 200, { "Content-Type": file?.type ?? "text/plain" });
    response.end(file?.bytes);
  });
  return {
    origin: url,
    offer: ({ hash, extension, mimeType }, bytes) => {
      const path = `/${hash}.${extension}`;
      files.set(path, { type: mimeType, bytes });
      return path;
    },
  };
}
