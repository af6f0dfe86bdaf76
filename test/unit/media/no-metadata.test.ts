import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { safeFilesOf } from "#lib/media-paths.ts";
import { pngOf, quarters } from "#test/support/drawn-pictures.ts";
import { mediaShelf } from "#test/support/media-shelf.ts";

const secret = "canarybyte";

/** What cameras, phones and programs write beside the pixels. */
const exif = {
  IFD0: { Copyright: secret, Artist: secret, Make: secret },
  IFD2: { UserComment: secret },
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 7/1", GPSLongitudeRef: "E", GPSLongitude: "13/1 24/1 5/1" },
};
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" creator="${secret}"/></rdf:RDF></x:xmpmeta>`;

function withAll(): Sharp {
  const { data, raw } = quarters(320, 240);
  return sharp(data, { raw }).withExif(exif).withXmp(xmp).withIccProfile("p3");
}

/** A segment of a JPEG file, set in right after its start. */
function withSegment(jpeg: Buffer, marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

/** IPTC's record of a place, in the block of an image editor. */
const iptc = Buffer.concat([
  Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0f\x1c\x02\x5a\0\x0a", "latin1"),
  Buffer.from(`${secret}\0`),
]);

async function strangers(): Promise<Readonly<Record<string, Buffer>>> {
  const jpeg = withSegment(await withAll().jpeg().toBuffer(), 0xfe, Buffer.from(secret));
  const png = await withAll().png().toBuffer();
  const gif = await withAll().gif().toBuffer();
  const text = Buffer.from(`Comment\0${secret}`);
  const packedText = Buffer.concat([Buffer.from("Place\0\0"), deflateSync(secret)]);
  const chunks = [pngOf([["tEXt", text]]), pngOf([["zTXt", packedText]])].map((one) => one.subarray(8));
  // After the signature and the head chunk.
  const pngWithText = Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
  // A comment block, before the end of the file.
  const comment = Buffer.concat([Buffer.from([0x21, 0xfe, secret.length]), Buffer.from(`${secret}\0;`)]);
  return {
    jpeg: Buffer.concat([withSegment(jpeg, 0xed, iptc), Buffer.from(secret)]),
    png: Buffer.concat([pngWithText, Buffer.from(secret)]),
    gif: Buffer.concat([gif.subarray(0, -1), comment]),
    webp: await withAll().webp().toBuffer(),
    avif: await withAll().avif({ effort: 0 }).toBuffer(),
  };
}

test("no byte of what cameras and programs add is in any file that may be published", async (t) => {
  const shelf = await mediaShelf(t);
  for (const [name, bytes] of Object.entries(await strangers())) {
    assert.ok(bytes.includes(secret), `${name} carries the word that is looked for`);
    for (const use of ["image", "avatar"] as const) {
      for (const file of safeFilesOf(await shelf.picture(bytes, { use }))) {
        const written = await shelf.bytesOf(file);
        const what = `${file.extension} of ${name}`;
        for (const word of [secret, "Exif", "adobe", "xmpmeta", "8BIM", "ICC_PROFILE", "iCCP"]) {
          assert.equal(written.includes(word), false, `${word} in ${what}`);
        }
        const {
          exif: camera,
          xmp: program,
          icc,
          iptc: place,
          comments,
          orientation,
        } = await sharp(shelf.pathOf(file)).metadata();
        assert.deepEqual(
          [camera, program, icc, place, comments, orientation],
          Array.from({ length: 6 }, () => undefined),
          what,
        );
      }
    }
  }
});

test("files are made of the parts that hold pixels, and of no others", async (t) => {
  const shelf = await mediaShelf(t);
  const { png, webp } = await strangers();
  assert.ok(png && webp);
  const { thumbnail, full } = await shelf.picture(png);
  assert.ok(full);
  assert.deepEqual(webpParts(await shelf.bytesOf(thumbnail)), ["VP8 "]);
  const allowed = new Set(["IHDR", "PLTE", "tRNS", "pHYs", "IDAT", "IEND"]);
  assert.deepEqual(
    pngParts(await shelf.bytesOf(full)).filter((part) => !allowed.has(part)),
    [],
  );
});

function webpParts(bytes: Buffer): readonly string[] {
  const parts: string[] = [];
  for (let at = 12; at < bytes.length; at += 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2)) {
    parts.push(bytes.toString("latin1", at, at + 4));
  }
  return parts;
}

function pngParts(bytes: Buffer): readonly string[] {
  const parts: string[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    parts.push(bytes.toString("latin1", at + 4, at + 8));
  return parts;
}
