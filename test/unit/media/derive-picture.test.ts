import assert from "node:assert/strict";
import { test } from "node:test";
import sharp, { type Sharp } from "sharp";
import { safeFilesOf } from "#lib/media-paths.ts";
import { draw, plainGif, quarterColours, quarters, storedFor, type Drawing } from "#test/support/drawn-pictures.ts";
import { mediaShelf, pixelAt } from "#test/support/media-shelf.ts";

const packed = ({ data, raw }: Drawing): Sharp => sharp(data, { raw });

function assertNear(found: readonly number[], wanted: readonly number[], what: string, tolerance = 12): void {
  const isNear = wanted.every((value, index) => Math.abs(value - (found[index] ?? -1)) <= tolerance);
  assert.ok(isNear, `${what}: found ${found.join(",")}, wanted ${wanted.join(",")}`);
}

test("each of the eight orientations is shown upright, in all files", async (t) => {
  const shelf = await mediaShelf(t);
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    const stored = packed(storedFor(orientation, quarters(160, 80)));
    const picture = await shelf.picture(await stored.jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer());
    for (const file of safeFilesOf(picture)) {
      assert.deepEqual([file.width, file.height], [160, 80], `orientation ${orientation}`);
      for (const [index, colour] of quarterColours.entries()) {
        const place = { x: index % 2 === 0 ? 0.25 : 0.75, y: index < 2 ? 0.25 : 0.75 };
        assertNear(await pixelAt(shelf.pathOf(file), place), colour, `orientation ${orientation}, ${file.extension}`);
      }
    }
  }
});

test("a picture is made small enough for the page, and never larger than it is", async (t) => {
  const shelf = await mediaShelf(t);
  const sizes = async (width: number, height: number): Promise<readonly (number | undefined)[][]> => {
    const picture = await shelf.picture(
      await packed(draw(width, height, () => [9, 90, 200]))
        .png()
        .toBuffer(),
    );
    return safeFilesOf(picture).map((file) => [file.width, file.height]);
  };
  assert.deepEqual(await sizes(1600, 900), [
    [800, 450],
    [800, 450],
    [1600, 900],
  ]);
  assert.deepEqual(await sizes(300, 200), [
    [300, 200],
    [300, 200],
    [300, 200],
  ]);
  assert.deepEqual(await sizes(1, 1), [
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  assert.deepEqual(await sizes(1, 20_000), [
    [1, 600],
    [1, 600],
    [1, 4096],
  ]);
});

test("an avatar is a square, an emoji has the height of large text, a poster does not move", async (t) => {
  const shelf = await mediaShelf(t);
  const sizeFor = async (use: "avatar" | "emoji" | "poster", width: number, height: number): Promise<unknown> => {
    const { thumbnail, fallback, full } = await shelf.picture(await packed(quarters(width, height)).png().toBuffer(), {
      use,
    });
    assert.deepEqual([fallback.width, fallback.height, full], [thumbnail.width, thumbnail.height, undefined]);
    return [thumbnail.width, thumbnail.height];
  };
  assert.deepEqual(await sizeFor("avatar", 300, 100), [96, 96]);
  assert.deepEqual(await sizeFor("avatar", 20, 50), [96, 96]);
  assert.deepEqual(await sizeFor("emoji", 512, 512), [96, 96]);
  assert.deepEqual(await sizeFor("emoji", 24, 24), [24, 24]);
  assert.deepEqual(await sizeFor("poster", 1280, 720), [800, 450]);
});

test("the policy thumbnails gives no full size", async (t) => {
  const shelf = await mediaShelf(t);
  const picture = await shelf.picture(await packed(quarters(90, 90)).png().toBuffer(), { policy: "thumbnails" });
  assert.equal(picture.full, undefined);
});

test("colours of print, of wide screens, of 16 bit and of grey are the colours that were meant", async (t) => {
  const shelf = await mediaShelf(t);
  const red = draw(64, 64, () => [200, 50, 60]);
  const grey16 = sharp(new Uint16Array(64 * 64).fill(0x8000), { raw: { width: 64, height: 64, channels: 1 } });
  const greyAlpha = sharp(Buffer.alloc(64 * 64 * 2, 100), { raw: { width: 64, height: 64, channels: 2 } });
  const cases: readonly (readonly [string, Buffer, readonly number[]])[] = [
    ["CMYK", await packed(red).toColourspace("cmyk").withIccProfile("cmyk").jpeg().toBuffer(), [200, 50, 60, 255]],
    ["P3", await packed(red).withIccProfile("p3").png().toBuffer(), [200, 50, 60, 255]],
    ["16 bit", await grey16.toColourspace("grey16").png().toBuffer(), [128, 128, 128, 255]],
    ["grey with alpha", await greyAlpha.png().toBuffer(), [100, 100, 100, 100]],
    ["AVIF", await packed(red).avif({ effort: 0, quality: 80 }).toBuffer(), [200, 50, 60, 255]],
  ];
  for (const [name, bytes, colour] of cases) {
    const picture = await shelf.picture(bytes);
    for (const file of safeFilesOf(picture)) {
      // Inks reach no exact colour; taken for red, green and blue they would be far off.
      const tolerance = name === "CMYK" ? 20 : 6;
      assertNear(
        await pixelAt(shelf.pathOf(file), { x: 0.5, y: 0.5 }),
        colour,
        `${name}, ${file.extension}`,
        tolerance,
      );
      assert.equal((await sharp(shelf.pathOf(file)).metadata()).depth, "uchar", name);
    }
  }
});

test("transparency is kept, with PNG for browsers without WebP; a channel that hides nothing is dropped", async (t) => {
  const shelf = await mediaShelf(t);
  const seeThrough = await shelf.picture(
    await packed(draw(40, 40, (x) => [20, 40, 200, x < 20 ? 0 : 255]))
      .webp({ lossless: true })
      .toBuffer(),
  );
  assert.deepEqual(
    safeFilesOf(seeThrough).map(({ extension }) => extension),
    ["webp", "png", "webp"],
  );
  for (const file of safeFilesOf(seeThrough)) {
    assert.equal((await pixelAt(shelf.pathOf(file), { x: 0.25, y: 0.5 }))[3], 0);
    assert.equal((await pixelAt(shelf.pathOf(file), { x: 0.75, y: 0.5 }))[3], 255);
  }
  const opaque = await shelf.picture(
    await packed(draw(40, 40, () => [20, 40, 200, 255]))
      .png()
      .toBuffer(),
  );
  assert.deepEqual(
    safeFilesOf(opaque).map(({ extension }) => extension),
    ["webp", "jpg", "png"],
  );
});

/** Two frames one above the other, red and then blue. */
const twoFrames: Drawing = ((): Drawing => {
  const { data, raw } = draw(50, 80, (_, y) => (y < 40 ? [220, 20, 20] : [20, 20, 220]));
  return { data, raw: { ...raw, pageHeight: 40 } };
})();

test("what moves goes on moving in the thumbnail, at its pace, and stands still in its fallback", async (t) => {
  const shelf = await mediaShelf(t);
  const options = { delay: [300, 700], loop: 3 };
  for (const bytes of [
    await packed(twoFrames).gif(options).toBuffer(),
    await packed(twoFrames).webp(options).toBuffer(),
  ]) {
    const { animated, thumbnail, fallback, full } = await shelf.picture(bytes);
    assert.equal(animated, true);
    for (const file of [thumbnail, full]) {
      assert.ok(file);
      const { pages, delay, loop, width, height } = await sharp(shelf.pathOf(file)).metadata();
      assert.deepEqual({ pages, delay, loop }, { pages: 2, ...options });
      assert.deepEqual([file.width, file.height, width, height], [50, 40, 50, 40]);
    }
    assert.equal((await sharp(shelf.pathOf(fallback)).metadata()).pages, undefined);
    assertNear(await pixelAt(shelf.pathOf(fallback), { x: 0.5, y: 0.5 }), [220, 20, 20], "first frame");
  }
});

test("too many frames, too many pixels in them, or too large a motion leave the first frame", async (t) => {
  const shelf = await mediaShelf(t);
  const bytes = await packed(twoFrames).gif().toBuffer();
  for (const limits of [{ frames: 1 }, { framePixels: 2 * 50 * 40 - 1 }, { movingBytes: 20 }]) {
    const { animated, thumbnail, full } = await shelf.picture(bytes, {}, limits);
    assert.equal(animated, false, JSON.stringify(limits));
    assertNear(await pixelAt(shelf.pathOf(thumbnail), { x: 0.5, y: 0.5 }), [220, 20, 20], "first frame");
    assert.equal(full?.extension, "png");
  }
  assert.equal((await shelf.picture(bytes, { use: "poster" })).animated, false);
  assert.equal((await shelf.picture(bytes, { use: "emoji" })).animated, true);
});

test("the same picture gives the same files, under the names of their bytes", async (t) => {
  const [one, other] = [await mediaShelf(t), await mediaShelf(t)];
  const bytes = await packed(quarters(300, 200)).jpeg().toBuffer();
  assert.deepEqual(await one.picture(bytes), await other.picture(bytes));
  const moving = plainGif(20, 20);
  assert.deepEqual(await one.picture(moving), await other.picture(moving));
});
