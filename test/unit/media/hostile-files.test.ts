import assert from "node:assert/strict";
import { test } from "node:test";
import sharp, { type Sharp } from "sharp";
import { safeFilesOf } from "#lib/media-paths.ts";
import type { Derived, MediaUse } from "#lib/safe-media.ts";
import { plainGif, pngThatClaims, quarters } from "#test/support/drawn-pictures.ts";
import { mediaShelf } from "#test/support/media-shelf.ts";

const script = "/*canary*/alert(document.domain)";
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>${script}</script></svg>`;
const drawn = ({ data, raw } = quarters(120, 90)): Sharp => sharp(data, { raw });

const refused = (reason: string): unknown => ({ ok: false, reason });

test("what is no picture of a known type is never shown as one", async (t) => {
  const shelf = await mediaShelf(t);
  const lies: Readonly<Record<string, Buffer | string>> = {
    svg,
    "page that calls itself PNG": `<!-- \x89PNG\r\n --><html><script>${script}</script>`,
    script,
    "portable document": "%PDF-1.7\n1 0 obj",
    tiff: await drawn().tiff().toBuffer(),
    sound: Buffer.concat([Buffer.from("ID3\x04\0\0\0\0\0\0\xff\xfb\x90\0", "latin1"), Buffer.alloc(500)]),
  };
  for (const [name, bytes] of Object.entries(lies)) {
    for (const use of ["image", "avatar", "emoji", "poster"] as const) {
      assert.deepEqual(await shelf.derive(bytes, { use }), refused("wrong-type"), `${name} as ${use}`);
    }
  }
});

test("a picture that is a script as well becomes only a picture", async (t) => {
  const shelf = await mediaShelf(t);
  const gif = await drawn().gif().toBuffer();
  const both = Buffer.concat([gif, Buffer.from(`*/=1;${script}</script>`)]);
  const { thumbnail, fallback, full } = await shelf.picture(both);
  for (const file of [thumbnail, fallback, full]) {
    assert.ok(file);
    assert.equal((await shelf.bytesOf(file)).includes("canary"), false);
  }
  // Its size is the beginning of a comment, and there is no picture in it.
  assert.deepEqual(await shelf.derive(`GIF89a/*${"\0".repeat(40)}*/=1;${script}`), refused("broken"));
});

test("files without a byte, cut off or scrambled are called broken", async (t) => {
  const shelf = await mediaShelf(t);
  assert.deepEqual(await shelf.derive(""), refused("broken"));
  assert.deepEqual(await shelf.derive("", { use: "file" }), refused("broken"));
  const noise = Buffer.from(Array.from({ length: 90 * 120 * 3 }, (_, index) => (index * 7919) % 251));
  const noisy = sharp(noise, { raw: { width: 120, height: 90, channels: 3 } });
  for (const [name, bytes] of Object.entries({
    jpeg: await noisy.jpeg().toBuffer(),
    png: await noisy.png().toBuffer(),
    webp: await noisy.webp().toBuffer(),
    gif: await noisy.gif().toBuffer(),
    avif: await noisy.avif({ effort: 0 }).toBuffer(),
  })) {
    assert.equal((await shelf.derive(bytes)).ok, true, name);
    assert.deepEqual(await shelf.derive(bytes.subarray(0, bytes.length * 0.6)), refused("broken"), name);
  }
});

test("a picture that says it is huge is refused before it is unpacked", async (t) => {
  const shelf = await mediaShelf(t);
  const before = process.memoryUsage.rss();
  assert.deepEqual(await shelf.derive(pngThatClaims(17_000, 17_000)), refused("too-many-pixels"));
  assert.deepEqual(await shelf.derive(pngThatClaims(65_535, 65_535)), refused("too-many-pixels"));
  assert.deepEqual(await shelf.derive(plainGif(30_000, 4_000)), refused("too-many-pixels"));
  assert.ok(process.memoryUsage.rss() - before < 100 * 1024 * 1024);
});

test("a picture sent as a file is drawn anew like every other, or refused", async (t) => {
  const shelf = await mediaShelf(t);
  const photo = await drawn()
    .withExif({ IFD0: { Artist: "canary" } })
    .jpeg()
    .toBuffer();
  const derived = await shelf.derive(photo, { use: "file" });
  assert.ok(derived.ok);
  assert.equal(derived.media.kind, "image");
  for (const file of safeFilesOf(derived.media)) assert.equal((await shelf.bytesOf(file)).includes("canary"), false);
  assert.deepEqual(await shelf.derive(await drawn().tiff().toBuffer(), { use: "file" }), refused("wrong-type"));
});

test("every other file is handed on as bytes to be saved, under no type that runs or opens", async (t) => {
  const shelf = await mediaShelf(t);
  for (const bytes of [
    svg,
    `<html><script>${script}</script>`,
    "%PDF-1.7\n1 0 obj",
    script,
    "PK\x03\x04...",
    "day,time,level\n1,07:00,2.1",
  ]) {
    const derived: Derived = await shelf.derive(bytes, { use: "file" });
    assert.ok(derived.ok && derived.media.kind === "file", bytes);
    const { file } = derived.media;
    assert.deepEqual([file.extension, file.mimeType], ["bin", "application/octet-stream"], bytes);
    assert.match(file.hash, /^[0-9a-f]{32}$/);
    assert.equal((await shelf.bytesOf(file)).toString(), bytes);
  }
});

test("the policy thumbnails copies no film, no sound and no file; nothing else is taken for a film or a sound", async (t) => {
  const shelf = await mediaShelf(t);
  const uses: readonly MediaUse[] = ["video", "audio", "file"];
  for (const use of uses) {
    assert.deepEqual(await shelf.derive("words", { use, policy: "thumbnails" }), refused("policy"), use);
  }
  for (const use of ["video", "audio"] as const)
    assert.deepEqual(await shelf.derive(svg, { use }), refused("wrong-type"), use);
});
